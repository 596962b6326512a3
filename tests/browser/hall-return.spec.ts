// The network goes away and comes back: every screen shows the last state with its time, and finds its way by itself.
import { type BrowserContext, type Page, expect as look } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { join, letKioskIn, takeTicket } from './fixtures/desk.ts';
import { expectKept } from './fixtures/kept.ts';
import { Road } from './fixtures/road.ts';
import { OFFLINE, expect, test as base } from './fixtures/test.ts';

const test = base.extend<{ road: Road }>({
  road: async ({ hall }, use) => {
    const road = await Road.to(hall.url);
    await use(road);
    await road.close();
  },
  baseURL: async ({ road }, use) => use(road.url),
});

/** The last state with its time, and that the screen goes on trying. */
const LOST = /^\d{2}:\d{2} 現在（通信が切れています。自動でつなぎ直します）$/;

interface Hall {
  kiosk: Page;
  desk: Page;
  display: Page;
  phone: Page;
}

/** Four browsers; somebody has a ticket, and two wait behind. */
async function open(another: () => Promise<BrowserContext>, phone: Page, hall: Parameters<typeof join>[1]): Promise<Hall> {
  const [kiosk, desk, display] = [await (await another()).newPage(), await (await another()).newPage(), await (await another()).newPage()];
  await join(desk, hall);
  await letKioskIn(kiosk, desk);
  const { address } = await takeTicket(kiosk, '住所の異動');
  await takeTicket(kiosk, '住所の異動');
  await display.goto('/display/main');
  await phone.goto(address);
  await expect(phone.getByText('次にお呼びします')).toBeVisible();
  await expect(display.locator('.count', { hasText: '住所の異動' })).toContainText('2人');
  return { kiosk, desk, display, phone };
}

async function allAre(screens: Hall, lost: boolean): Promise<void> {
  for (const screen of Object.values(screens) as Page[]) {
    const connection = screen.locator('.connection');
    // A screen that comes back waits ten seconds at most between its tries, and needs a moment to hear.
    if (lost) await look(connection).toHaveText(LOST, { timeout: 20_000 });
    else await look(connection).toHaveText('', { timeout: 25_000 });
  }
}

/** Whoever was called while the screens were away is on all of them afterwards. */
async function callAndSee({ desk, display, phone }: Hall): Promise<void> {
  await desk.keyboard.press('F2');
  await expect(desk.locator('.current')).toContainText('B001');
  await expect(display.locator('.newest-call')).toContainText('B001');
  await expect(phone.getByText('順番です。2番の窓口へお越しください')).toBeVisible();
}

test.setTimeout(120_000);

test('through a restart of the server', async ({ page, hall, another, troubles }) => {
  troubles.expect(/Failed to load resource|EventSource|ERR_/);
  const screens = await open(another, page, hall);
  await hall.stop();
  await allAre(screens, true);
  // The last state stays to be read.
  await expect(screens.display.locator('.count', { hasText: '住所の異動' })).toContainText('2人');
  await expect(screens.phone.getByText('次にお呼びします')).toBeVisible();
  await hall.start();
  await allAre(screens, false);
  await callAndSee(screens);
});

test('through a server that is too busy to listen', async ({ page, hall, road, another, troubles }) => {
  troubles.expect(/Failed to load resource|EventSource|ERR_|503/);
  const screens = await open(another, page, hall);
  // One answer that is not 200 closes a browser's stream for good.
  road.mood = '503';
  road.cut();
  await allAre(screens, true);
  road.mood = 'passes';
  await allAre(screens, false);
  await callAndSee(screens);
});

test('through a network that falls silent without a word', async ({ page, hall, road, another, troubles }) => {
  troubles.expect(/Failed to load resource|EventSource|ERR_/);
  const screens = await open(another, page, hall);
  road.mood = 'silent';
  await allAre(screens, true);
  road.mood = 'passes';
  await allAre(screens, false);
  await callAndSee(screens);
});

test('the tabs of one browser share one stream, and any of them can be closed', async ({ context, road }) => {
  const first = await context.newPage();
  await first.goto('/display/main');
  await expect(first.locator('.clock-time')).toHaveText(/\d{2}:\d{2}/);
  const others = [await context.newPage(), await context.newPage()];
  for (const tab of others) {
    await tab.goto('/display/main');
    await expect(tab.locator('.connection')).toHaveText('');
    await expect(tab.locator('.clock-time')).toHaveText(/\d{2}:\d{2}/);
  }
  expect(road.streams).toBe(1);
  await first.close();
  for (const tab of others) {
    await tab.waitForTimeout(7_000);
    await expect(tab.locator('.connection')).toHaveText('');
  }
  expect(road.streams).toBe(2);
});

test('a ticket that was never seen alive says that it cannot be looked up, and what to do', OFFLINE, async ({ page: phone, hall, troubles }) => {
  troubles.expect(/Failed to load resource|EventSource|ERR_/);
  // The phone knows the page from an earlier visit; the city hall is gone before it tells anything today.
  await phone.goto('/wait/main');
  await expectKept(phone);
  await phone.reload();
  await hall.stop();
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Tokyo' }).replaceAll('-', '');
  await phone.goto(`/wait/main#B001-${today}`);
  await phone.reload();
  await expect(phone.getByText('B001')).toBeVisible();
  await expect(phone.getByText('いまの順番を確かめられません')).toBeVisible();
  await expect(phone.locator('.connection')).toHaveText('市のサーバーにつながりません。自動でつなぎ直しています。');
  await expect(phone.getByText(/庁舎の呼出表示でも確かめられます。.*読み込み直してください。/)).toBeVisible();
  await expectAccessible(phone);

  await hall.start();
  await look(phone.locator('.connection')).toHaveText('', { timeout: 25_000 });
  await expect(phone.getByText(/読み込み直してください。/)).toBeHidden();
  await expect(phone.getByText('いまの順番を確かめられません')).toBeHidden();
});
