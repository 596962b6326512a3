// A picture or a PDF of a code, chosen or dropped onto the desk.
import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { makeCode } from './fixtures/carry.ts';
import { join } from './fixtures/desk.ts';
import { cut } from './fixtures/pages.ts';
import { carried, picture } from './fixtures/pictures.ts';
import { squares } from './fixtures/pixels.ts';
import { sealed } from './fixtures/slip.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ viewport: { width: 1280, height: 800 } });
test.setTimeout(120_000);

const TITLE = '住民票の写し等交付請求書';
const FORM = 'residence-certificate';

const field = (page: Page) => page.getByLabel('画像・PDFから読む');
const said = (page: Page) => page.locator('.ways [role=alert]');

/** What a browser saves as PDF of a page with this in it. */
async function pdf(page: Page, html: string): Promise<Buffer> {
  const other = await page.context().newPage();
  await other.setContent(html);
  const made = await other.pdf({ format: 'A4' });
  await other.close();
  return made;
}

test('a picture, a photo, a scan and a PDF', async ({ page, hall }) => {
  await join(page, hall);
  const digits = sealed(hall, FORM);
  const [png, photo] = [await picture(page, digits, 4, 'image/png'), await picture(page, digits, 3, 'image/jpeg')];
  const shown = (bytes: Buffer, type: string) => `<img style="width:45mm" src="data:${type};base64,${bytes.toString('base64')}">`;
  const files = [
    { name: 'code.png', mimeType: 'image/png', buffer: png },
    { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo },
    { name: 'page.pdf', mimeType: 'application/pdf', buffer: await pdf(page, shown(png, 'image/png')) },
    { name: 'scan.pdf', mimeType: 'application/pdf', buffer: await pdf(page, shown(photo, 'image/jpeg')) },
  ];
  for (const file of files) {
    await field(page).setInputFiles(file);
    await expect(page.getByRole('heading', { name: TITLE }), file.name).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('heading', { name: TITLE })).toBeHidden();
  }
});

test('the pages of a code come as several pictures at once, and in one PDF', async ({ page, hall }) => {
  await join(page, hall);
  const pages = cut(sealed(hall, FORM), 3);
  const pictures = await Promise.all(pages.map((digits) => picture(page, digits, 4, 'image/png')));
  const files = pictures.map((buffer, nth) => ({ name: `${nth + 1}.png`, mimeType: 'image/png', buffer }));
  await field(page).setInputFiles(files.slice(0, 2));
  await expect(page.getByRole('listitem').filter({ hasText: '3枚目：まだです' })).toBeVisible();
  await field(page).setInputFiles(files.slice(2));
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: TITLE })).toBeHidden();
  const shown = pictures.map((png) => `<img style="width:45mm;display:block" src="data:image/png;base64,${png.toString('base64')}">`);
  await field(page).setInputFiles({ name: 'pages.pdf', mimeType: 'application/pdf', buffer: await pdf(page, shown.join('')) });
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
});

test('the page of a code that somebody saved as PDF at home', async ({ page, another, hall }) => {
  const home = await (await another()).newPage();
  await makeCode(home, hall, FORM);
  const saved = await home.pdf({ preferCSSPageSize: true });
  await join(page, hall);
  await field(page).setInputFiles({ name: '申請書.pdf', mimeType: 'application/pdf', buffer: saved });
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
});

test('a picture of the screen is pasted', async ({ page, hall }) => {
  await join(page, hall);
  const copied = await carried(page, await picture(page, sealed(hall, FORM), 4, 'image/png'));
  await copied.evaluate((copied) => document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: copied, bubbles: true, cancelable: true })));
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
});

test('a file is dropped anywhere onto the desk', async ({ page, hall }) => {
  await join(page, hall);
  const drop = await carried(page, await picture(page, sealed(hall, FORM), 4, 'image/png'));
  await page.locator('.calls').dispatchEvent('dragover', { dataTransfer: drop });
  await expect(page.getByRole('status').filter({ hasText: 'ここで放すと、ファイルから読み取ります。' })).toBeVisible();
  await page.locator('.calls').dispatchEvent('drop', { dataTransfer: drop });
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
});

test('what cannot be read says why, and what to do', async ({ page, hall, troubles }, info) => {
  troubles.expect(/status of 422 .*\/api\/open/);
  await join(page, hall);
  const code = await squares(sealed(hall, FORM));
  const lines = code.dark.map((dark, nth) => (dark ? `<rect x="${nth % code.width}" y="${Math.floor(nth / code.width)}" width="1" height="1"/>` : ''));
  const drawn = `<svg width="45mm" viewBox="0 0 ${code.width} ${code.width}">${lines.join('')}</svg>`;
  const blank = Buffer.from(await page.evaluate(() => document.createElement('canvas').toDataURL().split(',')[1] ?? ''), 'base64');
  const cases: [string, string, Buffer, RegExp][] = [
    ['drawn.pdf', 'application/pdf', await pdf(page, drawn), /このPDFからは、コードを画像として取り出せません/],
    ['blank.png', 'image/png', blank, /QRコードが見つかりません/],
    ['text.txt', 'text/plain', Buffer.from('これは画像ではありません'), /画像として開けないファイルです/],
    ['broken.pdf', 'application/pdf', Buffer.from('%PDF-1.7\n<</Subtype/Image/Width 9/Height 9/Filter/FlateDecode>>stream\nxx'), /取り出せません/],
    ['other.png', 'image/png', await picture(page, 'https://example.jp/'.padEnd(40, 'a'), 4, 'image/png'), /^$/],
  ];
  for (const [name, mimeType, buffer, words] of cases) {
    const file = info.outputPath(name);
    writeFileSync(file, buffer);
    await field(page).setInputFiles({ name, mimeType, buffer: readFileSync(file) });
    await expect(said(page), name).toHaveText(words);
  }
  // A code of somebody else's is opened by nobody, in words.
  await expect(page.getByRole('alert').filter({ hasText: '窓口の申請書のコードではありません' })).toBeVisible();
});
