// Printing at the desk: the city hall's own PDF where it has the fonts, the page's own layout where it has not.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import type { Page } from '@playwright/test';
import { join, seePapers } from './fixtures/desk.ts';
import { plugIn, scan } from './fixtures/scanner.ts';
import { sealed } from './fixtures/slip.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ viewport: { width: 1366, height: 768 } });
test.setTimeout(120_000);
test.beforeEach(async ({ page }) => {
  await plugIn(page);
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', String(Number(document.documentElement.dataset['printed'] ?? 0) + 1));
  });
});

const FORM = 'residence-certificate';

/** Says what the desk has said of printing. */
const said = (page: Page, words: string) => expect(page.getByRole('status').filter({ hasText: words })).toBeVisible();

async function accept(page: Page, digits: string): Promise<string> {
  await scan(page, digits);
  await seePapers(page);
  await page.getByRole('button', { name: '受理する' }).click();
  await expect(page.locator('.opened-stored')).toBeVisible();
  return page.locator('.opened .reference').innerText();
}

test('with the fonts, the PDF of the city hall goes to the printer, and a second one is marked', async ({ page, hall }) => {
  await join(page, hall);
  const reference = await accept(page, sealed(hall, FORM));
  const print = async () => {
    const answer = page.waitForResponse((response) => response.url().endsWith('/api/sheets'));
    await page.getByRole('button', { name: '印刷' }).click();
    const file = path(mkdtempSync(path(tmpdir(), 'madoguchi-print-')), 'sheet.pdf');
    const response = await answer;
    expect(response.headers()['cache-control']).toBe('no-store');
    writeFileSync(file, await response.body());
    return execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
  };
  const first = await print();
  await said(page, '印刷しました。');
  expect(first).toContain(reference);
  expect(first).toContain('𠮷野 真央');
  expect(first).not.toContain('再印刷');
  await expect(page.locator('.paper-frame')).toHaveCount(1);
  const second = await print();
  await said(page, '再印刷しました。用紙に「再印刷」と入ります。');
  expect(second).toContain('再印刷（令和');
  await expect(page.locator('.paper-frame')).toHaveCount(1);
  expect(await page.locator('html').getAttribute('data-printed'), 'the page itself was not printed').toBeNull();
});

test('where the printer had no paper, somebody says so, and the next sheet is no repeated one', async ({ page, hall }) => {
  await join(page, hall);
  await accept(page, sealed(hall, FORM));
  const none = page.getByRole('button', { name: '用紙が出なかった' });
  await expect(none).toHaveCount(0);
  await page.getByRole('button', { name: '印刷' }).click();
  await said(page, '印刷しました。');
  await none.click();
  await said(page, 'プリンターの電源・用紙・接続を確かめて、もう一度印刷してください。');
  await expect(none).toHaveCount(0);
  await page.getByRole('button', { name: '印刷' }).click();
  await expect(page.getByRole('status').filter({ hasText: /^印刷しました。$/ })).toBeVisible();
});

test('a character that no font has is named, and nothing is printed', async ({ page, hall, troubles }) => {
  troubles.expect(/status of 422 .*\/api\/sheets/);
  await join(page, hall);
  await accept(page, sealed(hall, FORM, { 'applicant.family': '김' }));
  await page.getByRole('button', { name: '印刷' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '「窓口に来る人の氏名」の「김」（U+AE40）' })).toBeVisible();
  await expect(page.locator('.paper-frame')).toHaveCount(0);
  await expect(page.getByRole('button', { name: '再印刷' })).toHaveCount(0);
});

test.describe('without the fonts', () => {
  test.use({ serve: ['--fonts', '/nowhere'] });

  test('the page prints the same slots itself', async ({ page, hall, troubles }) => {
    troubles.expect(/status of 503 .*\/api\/sheets/);
    await join(page, hall);
    await accept(page, sealed(hall, FORM));
    await page.getByRole('button', { name: '印刷' }).click();
    await said(page, '印刷しました。');
    await expect(page.locator('html')).toHaveAttribute('data-printed', '1');
    await expect(page.locator('.paper-frame')).toHaveCount(0);
    await page.getByRole('button', { name: '印刷' }).click();
    await said(page, '再印刷しました。');
    await expect(page.locator('.sheet-mark').first()).toContainText('再印刷');
  });
});
