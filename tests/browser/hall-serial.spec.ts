// A scanner on a serial line at the desk.
import type { Page } from '@playwright/test';
import { join } from './fixtures/desk.ts';
import { plugInLine, send } from './fixtures/serial.ts';
import { sealed } from './fixtures/slip.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ viewport: { width: 1280, height: 800 } });

const TITLE = '住民票の写し等交付請求書';
const FORM = 'residence-certificate';

const way = (page: Page) => page.getByRole('button', { name: 'シリアル接続の読取機をつなぐ' });
const told = (page: Page) => page.locator('.ways-serial');
const close = async (page: Page) => {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: TITLE })).toBeHidden();
};

test('a scanner is chosen once, read to its line end, in pieces and without an end', async ({ page, hall, troubles }) => {
  troubles.expect(/status of 422 .*\/api\/open/);
  await plugInLine(page);
  await join(page, hall);
  await expect(told(page)).toHaveText('');
  await way(page).click();
  await expect(told(page)).toHaveText('シリアル接続の読取機を使っています。');
  const digits = sealed(hall, FORM);
  await page.getByLabel('番号で呼ぶ').fill('A0');
  await send(page, `${digits}\r\n`);
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await expect(page.getByLabel('番号で呼ぶ')).toHaveValue('A0');
  await close(page);
  for (const piece of [digits.slice(0, 100), digits.slice(100, 101), digits.slice(101)]) await send(page, piece);
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await close(page);
  // A disturbance costs what was on its way, and no more.
  await send(page, digits.slice(0, 50));
  await page.evaluate(() => window.line.disturb());
  await send(page, `\r${digits}\r`);
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
});

test('it is remembered, pulled out and plugged in again', async ({ page, hall }) => {
  await plugInLine(page, true);
  await join(page, hall);
  await expect(told(page)).toHaveText('シリアル接続の読取機を使っています。');
  await page.evaluate(() => window.line.pullOut());
  await expect(told(page)).toHaveText('シリアル接続の読取機が抜けています。差し直すと、自動でつながります。');
  await page.evaluate(() => window.line.plugIn());
  await expect(told(page)).toHaveText('シリアル接続の読取機を使っています。');
  await send(page, `${sealed(hall, FORM)}\r`);
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  // Nobody listens any more once somebody has signed out.
  await page.getByRole('button', { name: 'サインアウト' }).click();
  await expect.poll(() => page.evaluate(() => window.line.opened())).toBe(false);
});

test('another program has it', async ({ page, hall }) => {
  await plugInLine(page);
  await join(page, hall);
  await page.evaluate(() => (window.line.busy = true));
  await way(page).click();
  await expect(told(page)).toContainText('開けません');
  await page.evaluate(() => (window.line.busy = false));
  await page.getByRole('button', { name: 'もう一度つなぐ' }).click();
  await expect(told(page)).toHaveText('シリアル接続の読取機を使っています。');
});

test('a browser without serial lines offers none', async ({ page, hall }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'serial', { value: undefined }));
  await join(page, hall);
  await expect(page.getByRole('button', { name: 'カメラで読む' })).toBeVisible();
  await expect(way(page)).toBeHidden();
});
