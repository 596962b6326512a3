// A form filled in at home, one question a screen.
import { expectAlive } from './fixtures/arrival.ts';
import { readCodes } from './fixtures/qr.ts';
import { expect, test } from './fixtures/test.ts';
import { Writer } from './fixtures/writing.ts';

test.use({ shared: true });

test('a residence certificate is filled in with the keyboard alone, and the code can be read', async ({ page }) => {
  await page.goto('/');
  await expectAlive(page);
  const writer = new Writer(page);
  await writer.tabTo('住民票の写し等交付請求書');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '住民票の写し等交付請求書' })).toBeVisible();
  await expectAlive(page);
  await writer.tabTo('はじめる');
  await page.keyboard.press('Enter');

  await writer.on('必要な人から見て、窓口に来る人はどなたですか');
  await writer.choose(1);
  await writer.next('窓口に来る人の氏名');
  await writer.fields('𠮷野', '真央', 'よしの', 'マオ');
  await writer.next('窓口に来る人の生年月日');
  await writer.pick('平成');
  await writer.fields('4', '3', '9');
  await expect(page.getByText('平成4年3月9日（1992年3月9日）月曜日')).toBeVisible();
  await page.keyboard.press('Shift+Tab');
  await writer.next('窓口に来る人の住所');
  await writer.fields('000-0012', 'さくら県さくら野市', '若葉台二丁目', '10番5号', '若葉ハイツ203号');
  await page.keyboard.press('Shift+Tab');
  await writer.next('昼間に連絡できる電話番号');
  await page.keyboard.type('090-0000-0012');
  await writer.next('ほしい証明書（1つ目）');
  await writer.choose(1);
  await writer.tabTo('−');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2');
  await writer.next('住民票にのせるもの');
  await page.keyboard.press('Space');
  await writer.next('住民票に、マイナンバーをのせますか');
  await writer.choose(2);
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: '内容の確認' })).toBeFocused();
  await expect(page.locator('#Review')).toMatchAriaSnapshot({ name: 'review.aria.yml' });
  await writer.tabTo('QRコードを作る');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '窓口で見せるQRコード' })).toBeFocused();
  await expect(page.locator('#Carry')).toMatchAriaSnapshot({ name: 'code.aria.yml' });

  const picture = page.getByRole('img', { name: '窓口で見せるQRコード' });
  const [read] = await readCodes(await picture.screenshot());
  await page.getByText('数字で表示する').click();
  expect(read).toBe((await page.locator('.digits-text').textContent())?.trim());
  expect(read).toMatch(/^2[0-9]{180,}$/);
});

test('a name of which a character cannot be typed is written with a similar one, and says so', async ({ page }) => {
  await page.goto('/forms/water-start#user');
  await expectAlive(page);
  const screen = page.locator('[id="user"]');
  await screen.getByLabel('氏', { exact: true }).fill('渡辺');
  await screen.getByLabel('名', { exact: true }).fill('花子');
  await screen.getByLabel('氏のフリガナ').fill('ワタナベ');
  await screen.getByLabel('名のフリガナ').fill('ハナコ');
  await screen.getByLabel('正しい字形が出ない字があります').check();
  await expect(page.getByText('保存済み')).toBeVisible();
  await page.goto('/forms/water-start#Review');
  await page.reload();
  await expect(page.locator('#Review .answer-text').filter({ hasText: '渡辺' })).toHaveText('渡辺　花子（ワタナベ　ハナコ）※字形を窓口で確認');
});

test('nothing is complained of before its time', async ({ page }) => {
  await page.goto('/forms/water-start#phone');
  await expectAlive(page);
  const phone = page.getByLabel('昼間に連絡できる電話番号');
  await phone.focus();
  await page.keyboard.press('Tab');
  await expect(phone).not.toHaveAttribute('aria-invalid');
  await phone.fill('0312');
  await expect(phone).not.toHaveAttribute('aria-invalid');
  await page.keyboard.press('Tab');
  await expect(phone).toHaveAttribute('aria-invalid', 'true');
  await expect(phone).toHaveAccessibleDescription(/4桁になっています/);
  await phone.fill('0312345678');
  await expect(phone).not.toHaveAttribute('aria-invalid');
});

test('the list of what is wrong leads to each place', async ({ page }) => {
  await page.goto('/forms/water-start#user');
  await expectAlive(page);
  await page.getByRole('button', { name: '次へ' }).click();
  const summary = page.getByRole('alert').filter({ hasText: '直していただきたいところが4か所あります' });
  await expect(summary).toBeFocused();
  await summary.getByRole('link', { name: '名のフリガナを入力してください' }).click();
  await expect(page.getByRole('textbox', { name: '名のフリガナ' })).toBeFocused();
  await page.keyboard.type('ハナコ');
  await expect(page.getByRole('alert').filter({ hasText: '3か所' })).toBeVisible();
});

test('the way back leads through the same questions, and answers stay', async ({ page }) => {
  await page.goto('/forms/residence-certificate');
  await expectAlive(page);
  await page.getByRole('link', { name: 'はじめる' }).click();
  await page.getByRole('radio', { name: '代理人 本人に頼まれて' }).check();
  await page.getByRole('button', { name: '次へ' }).click();
  await expect(page.getByRole('heading', { name: '窓口に来る人の氏名' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: '窓口に来る人はどなたですか' })).toBeFocused();
  await expect(page.getByRole('radio', { name: '代理人 本人に頼まれて' })).toBeChecked();
  await page.goForward();
  await expect(page.getByRole('heading', { name: '窓口に来る人の氏名' })).toBeVisible();
  await page.getByRole('button', { name: '戻る' }).click();
  await expect(page).toHaveURL(/#relation$/);
  await page.getByRole('button', { name: '戻る' }).click();
  await expect(page.getByRole('link', { name: 'はじめる' })).toBeVisible();
});

test('an answer is corrected from the review, and the way leads back there', async ({ page }) => {
  await page.goto('/forms/water-start#Review');
  await expectAlive(page);
  await expect(page.getByRole('alert').filter({ hasText: '直していただきたいところ' })).toBeVisible();
  await page.getByRole('link', { name: /^直す.*昼間に連絡できる電話番号$/ }).click();
  await page.keyboard.type('090-0000-0012');
  await page.keyboard.press('Enter');
  // Whatever else is missing is asked for before the review.
  await expect(page.getByRole('heading', { name: '水道を使う人の氏名' })).toBeVisible();
  await page.goto('/forms/water-start#Review');
  await expect(page.locator('#Review')).toContainText('090-0000-0012');
});

test('a family is written one by one; one is removed and brought back', async ({ page }) => {
  await page.goto('/forms/move-in#members.1');
  await expectAlive(page);
  const person = (number: number) => page.locator(`[id="members.${number}"]`);
  const names = page.getByRole('complementary', { name: '異動する人' }).getByRole('listitem');
  await person(1).getByLabel('氏', { exact: true }).fill('佐倉');
  await person(1).getByLabel('名', { exact: true }).fill('一郎');
  await page.getByRole('button', { name: '異動する人を追加する' }).click();
  await expect(page.getByRole('heading', { name: '引っ越してきた人（2人目）' })).toBeVisible();
  await person(2).getByLabel('氏', { exact: true }).fill('佐倉');
  await person(2).getByLabel('名', { exact: true }).fill('花子');
  await page.getByRole('button', { name: '異動する人を追加する' }).click();
  await person(3).getByLabel('氏', { exact: true }).fill('佐倉');
  await person(3).getByLabel('名', { exact: true }).fill('桜');
  await expect(names).toContainText(['佐倉　一郎', '佐倉　花子', '佐倉　桜']);

  await page.getByRole('button', { name: /^消す.*佐倉\s花子$/ }).click();
  await expect(names).toHaveCount(2);
  await expect(person(2).getByLabel('名', { exact: true })).toHaveValue('桜');
  await page.getByRole('button', { name: '元に戻す' }).click();
  await expect(names).toContainText(['佐倉　一郎', '佐倉　花子', '佐倉　桜']);
  await expect(person(2).getByLabel('名', { exact: true })).toHaveValue('花子');
  await expect(person(3).getByLabel('名', { exact: true })).toHaveValue('桜');
});

test('a person who was just added is still there after a reload', async ({ page }) => {
  await page.goto('/forms/move-in#members.1');
  await expectAlive(page);
  await page.locator('[name="members.1.name.family"]').fill('佐倉');
  await expect(page.getByText(/^保存済み/)).toBeVisible();
  await page.getByRole('button', { name: '異動する人を追加する' }).click();
  await expect(page.locator('[id="members.2"]')).toBeVisible();
  await page.reload();
  await expectAlive(page);
  await expect(page.locator('[id="members.2"]')).toBeVisible();
  await page.locator('[name="members.2.name.family"]').fill('佐倉');
  await expect(page.getByText(/^保存済み/)).toBeVisible();
});

test('what does not apply to a person is not shown to them', async ({ page }) => {
  await page.goto('/forms/move-in#members.1');
  await expectAlive(page);
  const nationality = page.locator('[id="members.1"]').getByLabel('国籍・地域');
  await expect(nationality).toBeHidden();
  await page.locator('[id="members.1"]').locator('[data-question="foreign"]').getByRole('radio', { name: 'はい' }).check();
  await expect(nationality).toBeVisible();
});

test('the buttons beside a number lead back into its bounds', async ({ page }) => {
  await page.goto('/forms/residence-certificate#certificates.1');
  await expectAlive(page);
  const copies = page.locator('[name="certificates.1.copies"]');
  const button = (name: string) => page.locator('[id="certificates.1"]').getByRole('button', { name });
  await button('1つ増やす').click();
  await expect(copies).toHaveValue('1');
  await button('1つ減らす').click();
  await expect(copies).toHaveValue('1');
  await copies.fill('999');
  await button('1つ減らす').click();
  const most = await copies.inputValue();
  expect(Number(most)).toBeLessThan(998);
  await button('1つ増やす').click();
  await expect(copies).toHaveValue(most);
});
