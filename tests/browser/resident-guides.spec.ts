// What happened, and what follows from it: a guide is answered, ticked off, kept, printed, and works without a network.
import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import { answer, date, open, plan, steps } from './fixtures/guide.ts';
import { expectKept } from './fixtures/kept.ts';
import { ALONE_OFFLINE, expect, test } from './fixtures/test.ts';

test.use({ shared: true });

/** A family of three with a dog moves in on the 25th. */
async function moveIn(page: Page): Promise<void> {
  await answer(page, /どんな引っ越し/, /引っ越してくる/);
  await answer(page, /国外から/, /いいえ/);
  await date(page, /引っ越す日/, '2026', '11', '25');
  await answer(page, /すべて選んで/, /国民健康保険/, /児童手当/, /犬/);
  await answer(page, /外国籍/, /いいえ/);
  await answer(page, /別の世帯/, /いいえ/);
}

const tick = (page: Page, name: string) => plan(page).getByRole('checkbox', { name: new RegExp(`^済んだ ?：${name.replace(/[（）]/g, '.')}$`) });

test('who moves in sees every procedure in order, by when, and what to bring once', async ({ page }) => {
  await open(page, '/guides/moving');
  await expect(plan(page)).toContainText('質問に答えると');
  await expect(page.getByRole('group', { name: /国外から/ })).toBeHidden();
  await moveIn(page);
  await expect(steps(page).locator('h3')).toHaveText([
    /前に住んでいた市区町村への転出届/,
    /住民異動届（転入）/,
    /国民健康保険に入る届出/,
    /児童手当 認定請求/,
    /犬の登録の変更/,
    /水道使用開始届/,
  ]);
  await expect(steps(page).nth(0)).toContainText('令和8年11月24日（火）まで');
  await expect(steps(page).nth(0)).toContainText('あと2日');
  await expect(steps(page).nth(1)).toContainText('令和8年12月9日（水）まで');
  await expect(steps(page).nth(1)).toContainText('令和8年11月25日（水）からできます');
  await expect(steps(page).nth(3)).toContainText('令和8年12月10日（木）まで');
  await expect(steps(page).nth(5)).toContainText('期限を過ぎています');
  await expect(steps(page).nth(5)).toContainText('市で確認中');
  await expect(page.getByRole('region', { name: '持ち物の一覧' }).getByRole('listitem')).toHaveText([
    /窓口に来る人の本人確認書類/,
    /転出証明書/,
    /引っ越す人全員のマイナンバーカード/,
    /国民健康保険が変わる人のマイナンバー/,
    /名義の口座/,
    /児童手当の請求者と配偶者のマイナンバー/,
    /前の市区町村の鑑札/,
  ]);
  await expect(plan(page)).not.toContainText('まだ答えていない');
  await plan(page).getByRole('link', { name: /書類を書く（約12分）/ }).click();
  await expect(page).toHaveURL(/\/forms\/move-in$/);
});

test('the plan follows every answer, and a date that does not exist is said so', async ({ page }) => {
  await open(page, '/guides/moving');
  await answer(page, /どんな引っ越し/, /ほかの市区町村/);
  await expect(steps(page).locator('h3')).toHaveText([/住民異動届（転出）/, /水道使用中止/]);
  await expect(plan(page).getByRole('link', { name: /引っ越す日/ })).toBeVisible();
  await expect(steps(page).nth(0)).toContainText('引っ越しの日の前日まで');
  await date(page, /引っ越す日/, '2026', '2', '30');
  await expect(page.getByText('この日付はありません')).toBeVisible();
  await date(page, /引っ越す日/, '2026', '12', '1');
  await expect(page.getByText('この日付はありません')).toBeHidden();
  await expect(page.getByText('令和8年12月1日（2026年12月1日）火曜日')).toBeVisible();
  await expect(steps(page).nth(0)).toContainText('令和8年11月30日（月）まで');
  await answer(page, /どんな引っ越し/, /市の中/);
  await expect(steps(page).locator('h3').first()).toHaveText(/住民異動届（転居）/);
});

test('what was answered and ticked off is there again after a reload, without a network, and in another tab', ALONE_OFFLINE, async ({ page, context, hall }) => {
  await open(page, '/guides/moving');
  await expectKept(page);
  await moveIn(page);
  await tick(page, '住民異動届（転入）').check();
  await page.getByRole('region', { name: '持ち物の一覧' }).getByRole('checkbox', { name: /転出証明書/ }).check();
  await expect(plan(page).getByRole('status')).toHaveText('手続は6件です。1件済みました。');
  await expect(plan(page).getByText(/^保存済み/)).toBeVisible();

  await hall.stop();
  await page.reload();
  await expectAlive(page);
  await expect(tick(page, '住民異動届（転入）')).toBeChecked();
  await expect(page.getByRole('checkbox', { name: /転出証明書/ })).toBeChecked();
  await expect(page.getByRole('radio', { name: /引っ越してくる/ })).toBeChecked();
  await expect(steps(page)).toHaveCount(6);

  const tab = await context.newPage();
  await open(tab, '/guides/moving');
  await tick(tab, '児童手当 認定請求').check();
  await expect(tick(page, '児童手当 認定請求')).toBeChecked();
  await tick(page, '犬の登録の変更').check();
  await expect(plan(tab).getByRole('status')).toHaveText('手続は6件です。3件済みました。');
});

test('answers and ticks can be taken off the device', async ({ page }) => {
  await open(page, '/guides/birth');
  await answer(page, /いまは/, /生まれた/);
  await date(page, /生まれた日/, '2026', '11', '20');
  await tick(page, '出生届').check();
  await page.getByRole('button', { name: '答えと印を消す' }).click();
  await page.getByRole('button', { name: '消す', exact: true }).click();
  await expect(plan(page)).toContainText('質問に答えると');
  await expect(page.getByRole('group', { name: /生まれた日/ })).toBeHidden();
  await page.reload();
  await expectAlive(page);
  await expect(page.getByRole('radio', { name: /生まれた/ })).not.toBeChecked();
  await expect(steps(page)).toHaveCount(0);
});

test('a family in mourning goes through the guide with the keyboard alone', async ({ page }) => {
  await open(page, '/guides/bereavement');
  const asked = page.getByRole('group', { name: /死亡届は/ });
  await asked.getByRole('radio', { name: 'はい' }).focus();
  await page.keyboard.press('Space');
  for (const key of ['Tab', 'Space']) await page.keyboard.press(key);
  const had = page.getByRole('group', { name: /当てはまるもの/ });
  await had.getByRole('checkbox', { name: /後期高齢者/ }).focus();
  await page.keyboard.press('Space');
  await expect(steps(page).locator('h3')).toContainText([/世帯主変更/, /後期高齢者医療をやめる/, /葬祭費/]);
  await tick(page, '葬祭費の申請').focus();
  await page.keyboard.press('Space');
  await expect(tick(page, '葬祭費の申請')).toBeChecked();
  await expect(tick(page, '葬祭費の申請')).toBeFocused();
});

test('a full plan is accessible, in the dark too, and says its parts to a screen reader', async ({ page, another }) => {
  await open(page, '/guides/moving');
  await moveIn(page);
  await expectAccessible(page);
  await expect(steps(page).nth(1)).toMatchAriaSnapshot(`
    - listitem:
      - heading "住民異動届（転入）" [level=3]
      - paragraph
      - paragraph
      - term: 場所
      - definition: この画面で書いて、窓口でQRコードを見せます
      - term: 手数料
      - definition: 無料
      - term: 持ち物
      - definition
      - paragraph
      - paragraph:
        - link "書類を書く（約12分）"
      - checkbox /済んだ ?：住民異動届（転入）/
  `);
  const dark = await (await another({ colorScheme: 'dark' })).newPage();
  await open(dark, '/guides/moving');
  await moveIn(dark);
  await tick(dark, '犬の登録の変更').check();
  await expectAccessible(dark);
});

test('the plan goes onto paper without the questions', async ({ page }) => {
  await open(page, '/guides/moving');
  await moveIn(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('group', { name: /どんな引っ越し/ })).toBeHidden();
  await expect(page.getByRole('button', { name: '印刷する' })).toBeHidden();
  await expect(steps(page)).toHaveCount(6);
  await expect(steps(page).nth(1)).toBeVisible();
  await expect(page.getByRole('region', { name: '持ち物の一覧' })).toBeVisible();
});

test('a guide that does not exist leads back to the procedures', async ({ page, troubles }) => {
  troubles.expect(/404/);
  const answer = await page.goto('/guides/never-heard-of-it');
  expect(answer?.status()).toBe(404);
  await expectAlive(page);
  await expect(page.getByRole('link', { name: '手続の一覧から探す' })).toBeVisible();
});
