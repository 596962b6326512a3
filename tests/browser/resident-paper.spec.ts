// The filled-in form on paper, printed at home without the city hall.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import { CODE, makeCode } from './fixtures/carry.ts';
import { expectKept } from './fixtures/kept.ts';
import { sample, writeAll, writeUntil } from './fixtures/pen.ts';
import { pagesOf, readCodes } from './fixtures/qr.ts';
import { expect, OFFLINE, test } from './fixtures/test.ts';

test.use({ shared: true, viewport: { width: 390, height: 844 } });

const FORM = 'residence-certificate';
const ON_PAPER = '記入した書類を様式に印刷する';

/** The page as it would be printed now, and its words. */
async function printed(page: Page): Promise<{ pdf: Buffer; text: string }> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const file = path(mkdtempSync(path(tmpdir(), 'madoguchi-paper-')), 'sheet.pdf');
  writeFileSync(file, pdf);
  return { pdf, text: execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replaceAll(/\s/g, '') };
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', document.title);
  });
});

test('what was written stands on the official form, on A4, without a network, and the page with the code comes back', OFFLINE, async ({
  page,
  context,
  hall,
  troubles,
}) => {
  await page.goto(`/forms/${FORM}`);
  await expectAlive(page);
  await expectKept(page);
  troubles.expectNoNetwork();
  await context.setOffline(true);
  await writeAll(page, sample(hall, FORM));
  await page.getByRole('button', { name: 'QRコードを作る' }).click();
  await expect(page.getByRole('img', { name: CODE })).toBeVisible();
  await page.getByRole('button', { name: ON_PAPER }).click();
  await expect(page.locator('html')).toHaveAttribute('data-printed', ON_PAPER);
  await expect(page.locator('.sheets'), 'nobody sees it on the screen').toBeHidden();
  const { pdf, text } = await printed(page);
  for (const words of ['住民票の写し等交付請求書', 'さくら野市長', '𠮷野', '若葉台二丁目']) expect(text).toContain(words);
  expect(text, 'nothing else is on the paper').not.toContain('このコードで出す書類');
  const [first] = pagesOf(pdf) as [Buffer];
  await test.info().attach('sheet', { body: first, contentType: 'image/png' });
  expect(Math.abs(first.readUInt32BE(16) - 1240)).toBeLessThan(4);
  expect(Math.abs(first.readUInt32BE(20) - 1754)).toBeLessThan(4);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(page.locator('.sheets')).toHaveCount(0);
  expect(await readCodes(pagesOf((await printed(page)).pdf)[0]!), 'the code is printed as before').toHaveLength(1);
  await expectAccessible(page);
});

test('the pattern of a letter of attorney is printed at home, to be copied by hand', async ({ page, hall }) => {
  await makeCode(page, hall, 'letter-of-attorney');
  await page.getByRole('button', { name: ON_PAPER }).click();
  await expect(page.locator('.sheets .sheet-page').first()).toBeAttached();
  expect((await printed(page)).text).toContain('委任状');
});

test('in another language the button says so, and the paper is the official one', async ({ page, hall }) => {
  await page.goto(`/en/forms/${FORM}`);
  await expectAlive(page);
  await writeUntil(page, sample(hall, FORM));
  await page.getByRole('button', { name: 'Make the QR code' }).click();
  await page.getByRole('button', { name: 'Print the filled-in form' }).click();
  await expect(page.locator('.sheets .sheet-page').first()).toBeAttached();
  expect((await printed(page)).text).toContain('必要な人との関係');
});
