// Receiving a form at the desk: the code comes from a scanner that types, in every way such scanners do.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { join, seePapers } from './fixtures/desk.ts';
import { plugIn, scan } from './fixtures/scanner.ts';
import { sealed } from './fixtures/slip.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ viewport: { width: 1366, height: 768 } });
// A sheet is scanned twice and printed twice.
test.setTimeout(120_000);
test.beforeEach(async ({ page }) => plugIn(page));

const TITLE = '住民票の写し等交付請求書';
const FORM = 'residence-certificate';

const scanners: [string, Parameters<typeof scan>[2]][] = [
  ['as most do', {}],
  ['through the number pad', { keys: 'Numpad', end: 'NumpadEnter' }],
  ['while an input method is on', { key: 'Process' }],
  ['with Tab at the end', { end: 'Tab' }],
  ['without anything at the end', { end: 'nothing' }],
];

for (const [how, scanner] of scanners) {
  test(`a scanner that types ${how}`, async ({ page, hall }) => {
    await join(page, hall);
    await scan(page, sealed(hall, FORM), scanner);
    await expect(page.getByRole('heading', { name: TITLE })).toBeFocused();
  });
}

test('a scanner writes nowhere else, and presses nothing, wherever the focus is', async ({ page, hall, troubles }) => {
  // The other barcode is refused in words.
  troubles.expect(/status of 422 .*\/api\/open/);
  await join(page, hall);
  const calls: string[] = [];
  page.on('request', (request) => calls.push(new URL(request.url()).pathname));
  await page.getByLabel('番号で呼ぶ').fill('A0');
  await scan(page, sealed(hall, FORM));
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await expect(page.getByLabel('番号で呼ぶ')).toHaveValue('A0');

  // Another barcode, with the focus on a button that Enter would press.
  await page.getByRole('button', { name: '受理する' }).focus();
  await scan(page, '4901234567894');
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toBeVisible();
  expect(calls).not.toContain('/api/receive');
  expect(calls).not.toContain('/api/call');
});

test('a paste, and full-width digits from an input method', async ({ page, hall, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await join(page, hall);
  const digits = sealed(hall, FORM);
  await page.evaluate((text) => navigator.clipboard.writeText(`${text}\r\n`), digits);
  await page.keyboard.press('Control+V');
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: TITLE })).toBeHidden();

  const field = page.getByLabel('申請書のQRコードを読取機にかざしてください');
  await field.focus();
  const full = [...digits].map((digit) => String.fromCodePoint(digit.charCodeAt(0) + 0xfee0)).join('');
  await page.keyboard.insertText(full);
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await expect(field).toHaveValue('');
});

test('a word that is written in one go stays in its field; a scanner that writes so is read', async ({ page, hall }) => {
  await join(page, hall);
  const other = page.getByLabel('番号で呼ぶ');
  await other.focus();
  // What an input method, a suggestion or a text expander writes.
  for (const word of ['さくら野市役所の窓口', '09012345678']) {
    await other.fill('');
    await page.keyboard.insertText(word);
    await page.waitForTimeout(700);
    await expect(other).toHaveValue(word);
  }
  await other.fill('A0');
  await page.keyboard.insertText(sealed(hall, FORM));
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await expect(other).toHaveValue('A0');
});

test('looked over, accepted, corrected, printed, and known again', async ({ page, hall }) => {
  await join(page, hall);
  const digits = sealed(hall, FORM);
  await scan(page, digits);
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await seePapers(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('status').filter({ hasText: /受理しました。受付番号は \d{2}-\d{6}-\d です。/ })).toBeVisible();
  const reference = await page.locator('.opened .reference').innerText();

  // A correction says who changed what, and what stood there before.
  const row = page.locator('.answer-row', { has: page.getByRole('term').filter({ hasText: '電話番号' }) });
  const before = (await row.locator('.answer').innerText()).replaceAll('-', '');
  await row.getByRole('button').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('12', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(row.getByRole('alert').getByRole('listitem')).toBeVisible();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('09087654321', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(row).toContainText('090-8765-4321');
  await expect(row.locator('.correction')).toContainText('佐倉 花子');
  await expect(row.locator('del')).toHaveText(before);

  // Held over the reader again, it says when it was received, and is not received twice.
  await page.keyboard.press('Escape');
  await scan(page, digits);
  await expect(page.locator('.opened-stored')).toHaveText(new RegExp(`${reference}.*\\d{2}:\\d{2} に受付済み（窓口・受理）`));
  await expect(page.getByRole('button', { name: '受理する' })).toBeHidden();
  await page.getByRole('button', { name: '申請の一覧' }).click();
  await expect(page.locator('.listing')).toHaveCount(1);
  await page.getByRole('button', { name: new RegExp(reference) }).click();
  await expect(page.locator('.opened-stored')).toContainText(reference);
});

test('a name that could not be typed has room on the sheet, and is put right at the counter', async ({ page, hall }) => {
  await page.addInitScript(() => (window.print = () => undefined));
  await join(page, hall);
  const sample = JSON.parse(hall.run(['form', 'sample', FORM])) as Record<string, string>;
  const family = Object.keys(sample).find((control) => control.endsWith('.family')) ?? '';
  await scan(page, sealed(hall, FORM, { [family]: '渡辺', [family.replace('family', 'rare-glyph')]: 'yes' }));
  await expect(page.locator('.opened')).toContainText('※字形を窓口で確認');
  await seePapers(page);
  await page.getByRole('button', { name: '受理する' }).click();
  await expect(page.locator('.opened-stored')).toBeVisible();
  await page.getByRole('button', { name: '印刷' }).click();
  await expect(page.getByRole('status').filter({ hasText: '印刷しました。' })).toBeVisible();
  expect(bare((await printed(page)).text)).toContain('字形の訂正欄（正しい字を、大きく手書きしてください）');

  const row = page.locator('.answer-row').filter({ hasText: '渡辺' });
  await row.getByRole('button').click();
  const form = page.locator('form.edit');
  await form.getByLabel('氏', { exact: true }).fill('渡邉');
  await form.getByLabel('正しい字形が出ない').uncheck();
  await form.getByRole('button', { name: '補正を保存' }).click();
  const mended = page.locator('.answer-row').filter({ hasText: '渡邉' });
  await expect(mended.locator('.answer').first()).not.toContainText('字形');
  await expect(mended.locator('.correction').filter({ hasText: '字形の確認' })).toContainText('あり → （記入なし）');
});

/** The text of what the page would print, as PDF; `pages` as well. */
async function printed(page: import('@playwright/test').Page): Promise<{ text: string; pages: number }> {
  const folder = mkdtempSync(path(tmpdir(), 'madoguchi-print-'));
  const file = path(folder, 'sheet.pdf');
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true }));
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  return { text, pages: text.split('\f').length - 1 };
}

/** Without anything that layout may put between characters. */
const bare = (text: string) => text.replaceAll(/\s/g, '');

for (const form of ['residence-certificate', 'move-in', 'water-start']) {
  test(`the sheet of ${form} holds every answer of one person, and nobody else's`, async ({ page, hall }) => {
    await page.addInitScript(() => (window.print = () => undefined));
    await join(page, hall);
    const sample = JSON.parse(hall.run(['form', 'sample', form])) as Record<string, string>;
    const name = Object.keys(sample).find((control) => control.endsWith('.family')) ?? '';
    for (const family of ['前田前', '佐倉佐']) {
      await scan(page, sealed(hall, form, { [name]: family }));
      await expect(page.locator('.opened')).toContainText(family);
      await seePapers(page);
      await page.getByRole('button', { name: '受理する' }).click();
      await expect(page.locator('.opened-stored')).toBeVisible();
      await page.getByRole('button', { name: '印刷' }).click();
      await expect(page.getByRole('status').filter({ hasText: '印刷しました。' })).toBeVisible();
    }
    const reference = await page.locator('.opened .reference').innerText();
    const { text, pages } = await printed(page);
    expect(pages).toBe(await page.locator('.sheet-page').count());
    expect(bare(text)).toContain('佐倉佐');
    expect(bare(text)).not.toContain('前田前');
    expect(text).toContain(reference);
    expect(text).not.toContain('再印刷');
    // Every slot's text is on the paper.
    for (const slot of await page.locator('.slot:not([data-role=stamp]) .slot-text').allTextContents()) expect(bare(text)).toContain(bare(slot));
    // The lines of a stamp lie under each other, and what stands in the next slot lies between them.
    const stamp = (await page.locator('.slot[data-role=stamp] .slot-text').allTextContents()).join('\n');
    for (const line of stamp.split('\n')) expect(bare(text)).toContain(bare(line));

    await page.getByRole('button', { name: '再印刷' }).or(page.getByRole('button', { name: '印刷' })).click();
    await expect(page.getByRole('status').filter({ hasText: '再印刷しました。' })).toBeVisible();
    expect((await printed(page)).text).toContain('再印刷');
  });
}
