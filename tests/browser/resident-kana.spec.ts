// Who types a name has told how it is read: the input method was given kana before it made kanji of them.
import type { CDPSession, Page } from '@playwright/test';
import { expectAlive } from './fixtures/arrival.ts';
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
  await expectAlive(page);
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
