// Everybody can work with the hall's screens: axe's rules, what a screen reader is told, and the keyboard alone.
import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { beginSilent, chimes, countNotes, soundButton } from './fixtures/chime.ts';
import { PASSPHRASE, join, letKioskIn, seePapers, strike } from './fixtures/desk.ts';
import { plugIn, scan } from './fixtures/scanner.ts';
import { sealed } from './fixtures/slip.ts';
import { expect, test } from './fixtures/test.ts';

const DESKTOP = { viewport: { width: 1366, height: 768 } };
const TABLET = { viewport: { width: 1024, height: 768 } };
const WALL = { viewport: { width: 1920, height: 1080 } };

// Looking every screen over takes a while.
test.setTimeout(120_000);

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });
    everyScreen(colorScheme);
  });
}

/** Each screen in each of its states, looked over by axe. */
function everyScreen(colorScheme: 'light' | 'dark'): void {
  test('the desk', async ({ another, hall }) => {
    const desk = await (await another({ ...DESKTOP, colorScheme })).newPage();
    await plugIn(desk);
    await desk.goto('/counter');
    await expect(desk.getByRole('heading', { name: 'サインイン' })).toBeVisible();
    await expectAccessible(desk);
    await expect(desk.locator('main')).toMatchAriaSnapshot({ name: 'sign-in.aria.yml' });
    await join(desk, hall);
    await expectAccessible(desk);
    await desk.getByRole('button', { name: '住所の異動の整理券を発券' }).click();
    await expect(desk.locator('.line-of-waiting', { hasText: '住所の異動' })).toContainText('1人');
    await desk.keyboard.press('F2');
    await expect(desk.locator('.current')).toContainText('B001');
    await expect(desk.locator('.calls')).toMatchAriaSnapshot({ name: 'calls.aria.yml' });
    await scan(desk, sealed(hall, 'residence-certificate'));
    await expect(desk.getByRole('heading', { name: '住民票の写し等交付請求書' })).toBeVisible();
    await expect(desk.locator('.opened')).toMatchAriaSnapshot({ name: 'opened.aria.yml' });
    await seePapers(desk);
    await desk.keyboard.press('Control+Enter');
    await expect(desk.locator('.opened-stored')).toBeVisible();
    await expectAccessible(desk);
    for (const way of ['申請の一覧', '収納集計', '端末', '職員を招待']) {
      await desk.getByRole('button', { name: way }).click();
      await expect(desk.getByRole('heading', { level: 1, name: way })).toBeVisible();
      await expectAccessible(desk);
    }
  });

  test('the kiosk and the display', async ({ another, hall }) => {
    const [kiosk, desk, display] = [
      await (await another({ ...TABLET, colorScheme })).newPage(),
      await (await another(DESKTOP)).newPage(),
      await (await another({ ...WALL, colorScheme })).newPage(),
    ];
    await beginSilent(display);
    await join(desk, hall);
    await kiosk.goto('/kiosk/main');
    await expect(kiosk.locator('.big-code')).toBeVisible();
    await expectAccessible(kiosk);
    await letKioskIn(kiosk, desk);
    await expectAccessible(kiosk);
    await expect(kiosk.locator('main')).toMatchAriaSnapshot({ name: 'kiosk.aria.yml' });
    await kiosk.keyboard.press('2');
    await expect(kiosk.locator('.ticket-number')).toHaveText('B001');
    await expectAccessible(kiosk);
    await expect(kiosk.locator('main')).toMatchAriaSnapshot({ name: 'ticket-issued.aria.yml' });
    await kiosk.keyboard.press('Enter');
    await expect(kiosk.getByRole('heading', { name: /ご用件を押してください/ })).toBeVisible();

    await display.goto('/display/main');
    await expect(soundButton(display)).toBeVisible();
    await expectAccessible(display);
    // What a display finds called when it is switched on was announced before.
    await expect(display.locator('.count', { hasText: '住所の異動' })).toContainText('1人');
    await strike(desk, 'F2', 'B001番の方を呼びました。');
    // While it flashes, and afterwards.
    await expect(display.locator('.newest-call.announced')).toContainText('B001');
    await expect(display.locator('.newest-call:not(.announced)')).toContainText('B001');
    await expectAccessible(display);
    await expect(display.locator('.newest')).toMatchAriaSnapshot({ name: 'newest.aria.yml' });
    await strike(desk, 'Shift+F4', 'B001番の方を不在にしました。');
    await expect(display.locator('.latest-call[data-stage=missed]')).toContainText('B001');
    await expectAccessible(display);
  });

  test('the ticket’s page', async ({ page: phone, another, hall }) => {
    await phone.goto('/wait/main#A001-20200101');
    await expect(phone.getByText('この整理券は今日のものではありません')).toBeVisible();
    await expectAccessible(phone);
    await phone.goto('/wait/main#nonsense');
    await expect(phone.getByText('整理券の番号がわかりません。')).toBeVisible();
    await expectAccessible(phone);
    const desk = await (await another(DESKTOP)).newPage();
    await join(desk, hall);
    const key = '0123456789abcdef0123456789abcdef';
    const issued = await desk.request.post('/api/issue_ticket', { data: { office: 'main', queue: 'moving', key } });
    await phone.goto(((await issued.json()) as { path: string }).path);
    await expect(phone.getByText('次にお呼びします')).toBeVisible();
    await expectAccessible(phone);
    await expect(phone.locator('main')).toMatchAriaSnapshot({ name: 'wait.aria.yml' });
    await strike(desk, 'F2', 'B001番の方を呼びました。');
    await expect(phone.getByText('順番です。2番の窓口へお越しください')).toBeVisible();
    await expectAccessible(phone);
    await expect(phone.locator('main')).toMatchAriaSnapshot({ name: 'called.aria.yml' });
  });
}

/** Presses Tab until the element with this name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element?.textContent;
      return element?.getAttribute('aria-label') ?? label ?? '';
    });
    if (name.test(focused)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not come to ${name}`);
}

test('a morning at the desk without a mouse', async ({ another, hall }) => {
  const desk = await (await another(DESKTOP)).newPage();
  await desk.goto('/counter');
  await tabTo(desk, /はじめての方は/);
  await desk.keyboard.press('Enter');
  await tabTo(desk, /^招待コード/);
  for (const text of [hall.staffCode, '佐倉 花子', PASSPHRASE]) {
    await desk.keyboard.insertText(text);
    await desk.keyboard.press('Tab');
  }
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('heading', { name: 'どの窓口につきますか' })).toBeVisible();
  await tabTo(desk, /^2番窓口/);
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('heading', { name: '2番窓口' })).toBeVisible();
  await tabTo(desk, /証明書の発行の整理券を発券/);
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('status').filter({ hasText: 'A001番の整理券を発行しました。' })).toBeVisible();
  for (const [key, said, stage] of [
    ['F2', 'A001番の方を呼びました。', '呼出中'],
    ['F4', 'A001番の方をもう一度呼びました。', '呼出中'],
    ['F8', 'A001番の方の対応を始めました。', '対応中'],
  ] as const) {
    await strike(desk, key, said);
    await expect(desk.locator('.current')).toHaveText(new RegExp(`A001.*${stage}`));
  }
  await desk.keyboard.press('F9');
  await expect(desk.locator('.current')).toHaveText('対応中の方はいません');
  await tabTo(desk, /^サインアウト/);
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('heading', { name: 'サインイン' })).toBeVisible();
});

test('a ticket without a touch', async ({ another, hall }) => {
  const [kiosk, desk] = [await (await another(TABLET)).newPage(), await (await another(DESKTOP)).newPage()];
  await join(desk, hall);
  await letKioskIn(kiosk, desk);
  for (const [name, number] of [
    [/^A/, 'A001'],
    [/^C/, 'C001'],
  ] as const) {
    await tabTo(kiosk, name);
    await expect(kiosk.locator('.kiosk-queue:focus-visible')).toHaveCSS('outline-style', 'solid');
    await kiosk.keyboard.press('Enter');
    await expect(kiosk.locator('.ticket-number')).toHaveText(number);
    // The way back has the focus.
    await expect(kiosk.getByRole('button', { name: '終わる' })).toBeFocused();
    await kiosk.keyboard.press('Enter');
    await expect(kiosk.getByRole('heading', { name: /ご用件を押してください/ })).toBeVisible();
  }
  await kiosk.keyboard.press('Digit2');
  await expect(kiosk.locator('.ticket-number')).toHaveText('B001');
  await kiosk.keyboard.press('Escape');
  await expect(kiosk.getByRole('heading', { name: /ご用件を押してください/ })).toBeVisible();
});

for (const how of ['a hand', 'a key'] as const) {
  test(`a display that may not sound asks for ${how}, and sounds from then on`, async ({ another, hall }) => {
    const [desk, display] = [await (await another(DESKTOP)).newPage(), await (await another(WALL)).newPage()];
    await beginSilent(display);
    await countNotes(display);
    await join(desk, hall);
    await desk.getByRole('button', { name: '住所の異動の整理券を発券' }).click();
    await display.goto('/display/main');
    await expect(soundButton(display)).toBeVisible();
    // What a display finds called when it is switched on was announced before.
    await expect(display.locator('.count', { hasText: '住所の異動' })).toContainText('1人');
    await strike(desk, 'F2', 'B001番の方を呼びました。');
    await expect(display.locator('.newest-call.announced')).toContainText('B001');
    expect(await chimes(display)).toBe(0);

    if (how === 'a hand') {
      await soundButton(display).click();
    } else {
      await tabTo(display, /^音を出すには/);
      await display.keyboard.press('Enter');
    }
    await expect(soundButton(display)).toBeHidden();
    // What was silent stays so; the next call rings.
    expect(await chimes(display)).toBe(0);
    await strike(desk, 'F4', 'B001番の方をもう一度呼びました。');
    await expect.poll(() => chimes(display)).toBe(1);
  });
}
