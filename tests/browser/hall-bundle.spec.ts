// The forms of one code at the desk: one after another, by keys, each with its own number, on paper at once or singly.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { join, seePapers, strike } from './fixtures/desk.ts';
import { plugIn, scan } from './fixtures/scanner.ts';
import { sealedTogether } from './fixtures/slip.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ viewport: { width: 1366, height: 768 } });
test.setTimeout(120_000);
test.beforeEach(async ({ page }) => plugIn(page));

const FORMS = ['residence-certificate', 'water-start', 'bulky-waste'];
const TITLES = ['住民票の写し等交付請求書', '水道使用開始届', '粗大ごみ収集申込書'];

const list = (page: Page) => page.getByRole('navigation', { name: /このコードの申請書/ });
const shown = (page: Page) => page.locator('.opened-title');

/** The text of what the page would print. */
async function printed(page: Page): Promise<string> {
  const file = path(mkdtempSync(path(tmpdir(), 'madoguchi-print-')), 'sheet.pdf');
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true }));
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replaceAll(/[^\S\n]/g, '');
}

test('one after another by keys: looked over, accepted, corrected, printed, and known again', async ({ page, hall }) => {
  await page.addInitScript(() => (window.print = () => undefined));
  await join(page, hall);
  const digits = sealedTogether(hall, FORMS);
  await scan(page, digits);
  await expect(shown(page)).toHaveText(TITLES[0] ?? '');
  await expect(shown(page)).toBeFocused();
  await expectAccessible(page);

  // Looked over in any order.
  await page.keyboard.press('Alt+ArrowDown');
  await expect(shown(page)).toHaveText(TITLES[1] ?? '');
  await expect(shown(page)).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(shown(page)).toHaveText(TITLES[2] ?? '');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(shown(page)).toHaveText(TITLES[1] ?? '');
  await expect(list(page).locator('[aria-current]')).toContainText(TITLES[1] ?? '');

  // Accepting one leads to the next that waits; the others wait.
  await strike(page, 'Control+Enter', `「${TITLES[1]}」を受理しました。`);
  await expect(shown(page)).toHaveText(TITLES[2] ?? '');
  await expect(list(page).getByRole('button', { name: /未受理/ })).toHaveCount(2);
  // All at once: the one for which no paper was seen yet is shown, and says so; nothing is accepted until then.
  await page.keyboard.press('Control+Alt+Enter');
  await expect(page.getByRole('alert').filter({ hasText: `「${TITLES[0]}」：本人確認が足りません。` })).toBeVisible();
  await expect(shown(page)).toHaveText(TITLES[0] ?? '');
  await expect(list(page).getByRole('button', { name: /未受理/ })).toHaveCount(2);
  await seePapers(page);
  await strike(page, 'Control+Alt+Enter', '2件を受理しました。');
  await expect(list(page).getByRole('button', { name: /未受理/ })).toHaveCount(0);
  const numbers = (await list(page).locator('.listing-status').allInnerTexts()).map((text) => text.replace(/^受理 /, ''));
  expect(new Set(numbers).size).toBe(3);
  await expectAccessible(page);

  // A correction belongs to the form that is shown.
  await list(page).getByRole('button', { name: TITLES[1] }).click();
  const row = page.locator('.answer-row', { has: page.getByRole('term').filter({ hasText: '電話番号' }) });
  await row.getByRole('button').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('09087654321', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(row).toContainText('090-8765-4321');
  await expect(list(page).getByRole('button')).toHaveCount(4);

  // On paper: this one alone, then all.
  await strike(page, 'Control+KeyP', '印刷しました。');
  const alone = await printed(page);
  expect(alone).toContain(numbers[1]);
  expect(alone).not.toContain(numbers[0]);
  await strike(page, 'Control+Alt+KeyP', '3件を印刷しました。うち1件の用紙に「再印刷」と入ります。');
  const all = await printed(page);
  for (const number of numbers) expect(all).toContain(number);
  expect(all.match(/再印刷/g)?.length).toBe(await page.locator('.sheet-mark', { hasText: '再印刷' }).count());

  // Held over the reader again, it shows the same numbers, and nothing is left to accept.
  await page.keyboard.press('Escape');
  await scan(page, digits);
  await expect(list(page).locator('.listing-status')).toHaveText(numbers.map((number) => `受理 ${number}`));
  await expect(page.getByRole('button', { name: /受理する/ })).toHaveCount(0);
  await page.getByRole('button', { name: '申請の一覧' }).click();
  await expect(page.locator('.listing')).toHaveCount(3);
  await page.getByRole('button', { name: new RegExp(numbers[1] ?? '') }).click();
  await expect(page.locator('.opened-stored')).toContainText(numbers[1] ?? '');
  await expect(page.locator('.opened')).toContainText('090-8765-4321');
});

test('another window goes on with what is left of a code', async ({ page, another, hall }) => {
  await join(page, hall);
  const digits = sealedTogether(hall, FORMS);
  await scan(page, digits);
  await expect(shown(page)).toHaveText(TITLES[0] ?? '');
  await seePapers(page);
  await strike(page, 'Control+Enter', `「${TITLES[0]}」を受理しました。`);
  await page.keyboard.press('Escape');
  const other = await (await another({ viewport: { width: 1024, height: 768 } })).newPage();
  await plugIn(other);
  await other.goto('/counter');
  // The same member of staff at another window.
  await other.getByLabel('名前').fill('佐倉 花子');
  await other.getByLabel('合言葉').fill('さくらの花は四月に咲きます');
  await other.getByRole('button', { name: 'サインイン' }).click();
  await other.getByRole('button', { name: '1番窓口' }).first().click();
  await scan(other, digits);
  await expect(shown(other)).toHaveText(TITLES[1] ?? '');
  await expect(list(other).getByRole('button', { name: /未受理/ })).toHaveCount(2);
  await expect(list(other).getByRole('button', { name: TITLES[0] })).toContainText(/受理 \d{2}-\d{6}-\d/);
});
