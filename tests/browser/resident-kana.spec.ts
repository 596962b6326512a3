// Who types a name has told how it is read: the input method was given kana before it made kanji of them.
import type { CDPSession, Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { expectAlive, expectHelp } from './fixtures/arrival.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ shared: true });

const field = (page: Page, name: string) => page.locator('.screen.now').getByRole('textbox', { name, exact: true });

/** An input method: holds each of these kana in turn, then makes kanji of the last. */
async function convert(ime: CDPSession, kana: string[], kanji: string): Promise<void> {
  for (const text of [...kana, kanji]) {
    await ime.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }
  await ime.send('Input.insertText', { text: kanji });
}

test('the kana of a name are there when its kanji are, and never over what the person wrote', async ({ page }) => {
  await page.goto('/forms/water-start#user');
  // What was converted before nobody has heard.
  await expectHelp(page);
  const ime = await page.context().newCDPSession(page);
  await field(page, '氏').focus();
  await convert(ime, ['ｔ', 'た', 'たか', 'たかさ', 'たかさき'], '髙﨑');
  await expect(field(page, '氏')).toHaveValue('髙﨑');
  await expect(field(page, '氏のフリガナ')).toHaveValue('タカサキ');
  await expect(page.getByText(/^保存済み/)).toBeVisible();

  await field(page, '名のフリガナ').fill('シヨウコ');
  await field(page, '名').focus();
  await convert(ime, ['しょうこ'], '祥子');
  await expect(field(page, '名のフリガナ')).toHaveValue('シヨウコ');

  await page.reload();
  await expectAlive(page);
  await expect(field(page, '氏のフリガナ')).toHaveValue('タカサキ');
});

test('a letter that looks written large is asked about, and changed only if the person says so', async ({ page }) => {
  await page.goto('/forms/water-start#user');
  await expectAlive(page);
  const given = field(page, '名のフリガナ');
  await given.fill('シヨウコ');
  await field(page, '氏').focus();
  await expect(page.getByText('小さい「ョ」ではありませんか：ショウコ')).toBeVisible();
  await expect(given).toHaveValue('シヨウコ');
  await expectAccessible(page);
  await page.getByRole('button', { name: '「ショウコ」にする' }).click();
  await expect(given).toHaveValue('ショウコ');
  await expect(given).toBeFocused();
  await expect(page.getByText('ではありませんか')).toHaveCount(0);
  await expect(page.getByText(/^保存済み/)).toBeVisible();
  await page.reload();
  await expectAlive(page);
  await expect(field(page, '名のフリガナ')).toHaveValue('ショウコ');
});

test('whoever is called so says it once, and nobody is held up', async ({ page }) => {
  await page.goto('/forms/water-start#user');
  await expectAlive(page);
  const family = field(page, '氏のフリガナ');
  await family.fill('マッモト');
  await expect(page.getByText('大きい「ツ」ではありませんか：マツモト')).toBeVisible();
  await page.getByRole('button', { name: 'このままで正しい' }).click();
  await expect(page.getByText('ではありませんか')).toHaveCount(0);
  await expect(family).toHaveValue('マッモト');
  await field(page, '氏').fill('松元');
  await field(page, '名').fill('清子');
  await field(page, '名のフリガナ').fill('キヨコ');
  await page.getByRole('button', { name: '次へ' }).click();
  await expect(page.getByRole('heading', { name: '昼間に連絡できる電話番号' })).toBeVisible();
  await page.goBack();
  await field(page, '氏').focus();
  await page.waitForTimeout(1_200);
  await expect(page.getByText('ではありませんか')).toHaveCount(0);
});
