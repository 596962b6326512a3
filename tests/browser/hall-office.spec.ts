// What the office fills in: who was seen to be whom, what was brought, what is paid. It is said what lacks before a form is accepted, and
// everything stands on the sheet afterwards.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { expectRoom, join, seePapers, strike } from './fixtures/desk.ts';
import { plugIn, scan } from './fixtures/scanner.ts';
import { sealed } from './fixtures/slip.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ viewport: { width: 1280, height: 800 } });
test.setTimeout(120_000);
test.beforeEach(async ({ page }) => {
  await plugIn(page);
  await page.addInitScript(() => (window.print = () => undefined));
});

const FORM = 'residence-certificate';
const TITLE = '住民票の写し等交付請求書';
const office = (page: Page) => page.getByRole('region', { name: '市処理欄' });
const lacking = (page: Page) => office(page).getByRole('status');
const alert = (page: Page, words: string) => page.getByRole('alert').filter({ hasText: words });

/** The text of the PDF that goes to the printer, without anything that layout puts between characters. */
async function sheet(page: Page): Promise<string> {
  const answer = page.waitForResponse((response) => response.url().endsWith('/api/sheets'));
  await page.keyboard.press('Control+KeyP');
  return bare(await (await answer).body());
}

function bare(pdf: Buffer): string {
  const file = path(mkdtempSync(path(tmpdir(), 'madoguchi-office-')), 'sheet.pdf');
  writeFileSync(file, pdf);
  return execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replaceAll(/\s/g, '');
}

test('the papers are seen before the form is accepted, with the keyboard alone, and stand on the sheet', async ({ page, hall }) => {
  await join(page, hall);
  await scan(page, sealed(hall, FORM));
  await expect(page.getByRole('heading', { name: TITLE })).toBeFocused();
  await expect(office(page)).toMatchAriaSnapshot({ name: 'to-be-filled-in.aria.yml' });
  await expectAccessible(page);

  // Whoever is in a hurry is told, and the keyboard stands where a reason goes.
  await page.keyboard.press('Control+Enter');
  await expect(alert(page, '本人確認が足りません。まだ何も確かめていません。')).toBeVisible();
  await expect(page.getByLabel('足りないまま受理する理由')).toBeFocused();
  await expect(page.locator('.opened-stored')).toHaveCount(0);

  // One paper without a photograph is not enough, two are; one with a photograph is.
  const first = office(page).getByRole('checkbox').first();
  await page.keyboard.press('F7');
  await expect(first).toBeFocused();
  const plain = office(page).getByLabel('顔写真のない書類', { exact: false }).last();
  while (!(await plain.evaluate((field) => field === document.activeElement))) await page.keyboard.press('Tab');
  await page.keyboard.press('1');
  await expect(lacking(page)).toContainText('確かめたのは、顔写真のない書類1点です。顔写真のあるものは1点、ないものは2点が要ります。');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('2');
  await expect(lacking(page)).not.toContainText('本人確認');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(lacking(page)).toBeEmpty();
  await expect(page.getByLabel('足りないまま受理する理由')).toBeHidden();
  await expect(office(page)).toContainText('計算した額は900円です（3通）。');
  await strike(page, 'Control+Enter', '受理しました。');
  const reference = await page.locator('.opened .reference').innerText();
  await expect(office(page)).toMatchAriaSnapshot({ name: 'filled-in.aria.yml' });
  await expectAccessible(page);

  const text = await sheet(page);
  for (const words of [reference, '受付印', 'さくら野市', '本人確認', '顔写真のない書類2点', '手数料', '900円', '担当', '佐倉花子']) {
    expect(text).toContain(words);
  }
  expect(text).toMatch(/\d+\.\d+\.\d+受付/);
});

test('another fee has its kind and its reason, and what is changed later keeps what stood there', async ({ page, hall }) => {
  await join(page, hall);
  const digits = sealed(hall, FORM);
  await scan(page, digits);
  await seePapers(page);
  const fee = office(page).getByLabel('いただく額');
  await expect(fee).toHaveValue('900');
  await fee.fill('0');
  await expect(office(page).getByLabel('違う額にする理由')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(alert(page, '計算した手数料は900円です。違う額にするときは、種類と理由を書いてください。')).toBeVisible();
  await office(page).getByLabel('種類').selectOption('免除');
  await office(page).getByLabel('違う額にする理由').fill('市の減免規則による');
  await strike(page, 'Control+Enter', '受理しました。');
  await expect(office(page)).toContainText('免除（900円）　理由：市の減免規則による');
  expect(await sheet(page)).toContain('免除（900円）');

  // It is put right with the keyboard: the exemption was a mistake.
  await page.keyboard.press('F7');
  await expect(office(page).getByRole('button', { name: '市処理欄を直す' })).toBeFocused();
  await page.keyboard.press('Enter');
  const mend = page.getByRole('form', { name: '市処理欄の訂正' });
  await expect(mend.getByRole('checkbox').first()).toBeFocused();
  await expectAccessible(page);
  await mend.getByLabel('いただく額').fill('９００');
  await page.keyboard.press('Enter');
  await expect(mend).toBeHidden();
  const rows = office(page).getByRole('listitem');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('訂正前（佐倉 花子');
  await expect(rows).toContainText('免除（900円）');
  await expect(office(page).getByRole('definition').filter({ hasText: '900円' })).toHaveText('900円');
  const again = await sheet(page);
  expect(again).toContain('再印刷');
  expect(again).not.toContain('免除');

  // Held over the reader again, it shows the same.
  await page.keyboard.press('Escape');
  await scan(page, digits);
  await expect(office(page).getByRole('listitem')).toContainText('免除（900円）');
});

test('who comes without everything is accepted with a reason, but not without what nobody may lack', async ({ page, hall }) => {
  await join(page, hall);
  const digits = sealed(hall, FORM);
  await scan(page, digits);
  await page.getByLabel('足りないまま受理する理由').fill('委任状はあとで届く');
  await office(page).getByLabel('マイナンバーカード').check();
  await page.keyboard.press('Escape');
  // Read once and put away: the next reading says so.
  await scan(page, digits);
  await expect(page.locator('.opened-stored')).toHaveText(/\d{2}:\d{2} に読取済み（まだ受理していません）/);
  await expect(office(page).getByLabel('マイナンバーカード'), 'what was not accepted is forgotten').not.toBeChecked();
  await page.getByLabel('足りないまま受理する理由').fill('番号は 1234 5678 9018');
  await page.keyboard.press('Control+Enter');
  await expect(alert(page, 'マイナンバー')).toBeVisible();
  await page.getByLabel('足りないまま受理する理由').fill('委任状はあとで届く');
  await office(page).getByLabel('マイナンバーカード').check();
  await strike(page, 'Control+Enter', '受理しました。');
  await expect(office(page)).toContainText('委任状はあとで届く');
  await page.keyboard.press('Escape');

  await scan(page, sealed(hall, 'seal-certificate'));
  await expect(office(page)).toContainText('この申請では、本人確認は要りません。');
  await expect(office(page)).toContainText('ないと受理できません');
  await page.getByLabel('足りないまま受理する理由').fill('家に忘れた');
  await page.keyboard.press('Control+Enter');
  await expect(alert(page, 'これがないと受理できません。')).toBeVisible();
  await office(page).getByRole('checkbox', { name: /印鑑登録証/ }).check();
  await strike(page, 'Control+Enter', '受理しました。');
});

test('everything has room on a narrow screen and in large letters', async ({ page, hall }) => {
  await join(page, hall);
  await scan(page, sealed(hall, FORM));
  await expect(office(page)).toBeVisible();
  await office(page).getByLabel('いただく額').fill('0');
  await expectRoom(page);
  await seePapers(page);
  await office(page).getByLabel('種類').selectOption('免除');
  await office(page).getByLabel('違う額にする理由').fill('市の減免規則による');
  await strike(page, 'Control+Enter', '受理しました。');
  await expectRoom(page);
});

test.describe('without the fonts', () => {
  test.use({ serve: ['--fonts', '/nowhere'] });

  test('the page prints the office’s slots itself', async ({ page, hall, troubles }) => {
    troubles.expect(/status of 503 .*\/api\/sheets/);
    await join(page, hall);
    await scan(page, sealed(hall, FORM));
    await seePapers(page);
    await strike(page, 'Control+Enter', '受理しました。');
    await strike(page, 'Control+KeyP', '印刷しました。');
    const text = bare(await page.pdf({ preferCSSPageSize: true }));
    for (const words of ['受付印', 'さくら野市', '運転免許証', '900円', '佐倉花子']) expect(text).toContain(words);
  });
});

test.describe('on the city’s own paper', () => {
  const CITY = resolve(import.meta.dirname, '../../public/cities/shiosai');
  test.use({ serve: ['--city', CITY] });

  test('what the office fills in lies in its boxes, and nothing goes behind', async ({ page, hall }) => {
    await join(page, hall);
    const sample = hall.run(['form', 'sample', FORM, '--city', CITY]);
    await scan(page, hall.run(['slip', 'seal', '--form', FORM, '--data', hall.data, '--city', CITY], sample));
    await seePapers(page);
    await strike(page, 'Control+Enter', '受理しました。');
    const text = await sheet(page);
    for (const words of ['しおさい市様式第１号', '運転免許証', '900円', '佐倉花子', '受付']) expect(text).toContain(words);
    expect(text).not.toContain('別紙');
  });
});
