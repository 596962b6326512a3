// A form sent from home: the city hall gets it once, however bad the road is, and the person always knows how it stands.
import { type BrowserContext, type Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import type { CityHall } from './fixtures/city_hall.ts';
import { join } from './fixtures/desk.ts';
import { expectKept } from './fixtures/kept.ts';
import { type Sample, sample, writeAll } from './fixtures/pen.ts';
import { Road } from './fixtures/road.ts';
import { expect, test as base } from './fixtures/test.ts';

const test = base.extend<{ road: Road; water: Sample }>({
  serviceWorkers: 'allow',

  road: async ({ hall }, use) => {
    const road = await Road.to(hall.url);
    await use(road);
    await road.close();
  },
  baseURL: async ({ road }, use) => use(road.url),
  water: async ({ hall }, use) => use(sample(hall, 'water-start')),
});

const FORM = '/forms/water-start';
const NUMBER = /^\d{2}-\d{6}-\d$/;

const state = (page: Page) => page.locator('.parcel-state');
const received = (page: Page) => page.getByText('市が受け付けました。');

/** Fills the form in and presses the button that sends. */
async function send(page: Page, water: Sample): Promise<void> {
  await page.goto(FORM);
  await expectAlive(page);
  await writeAll(page, water);
  await page.getByRole('button', { name: 'オンラインで送る' }).click();
  await expect(page.getByRole('heading', { name: '送信の状態' })).toBeFocused();
}

/** How many forms the counter sees. */
async function held(hall: CityHall, another: () => Promise<BrowserContext>): Promise<string[]> {
  const desk = await (await another()).newPage();
  await join(desk, hall);
  await desk.getByRole('button', { name: '申請の一覧' }).click();
  const list = desk.locator('.listing');
  await expect(list.first()).toBeVisible();
  return list.locator('.reference').allInnerTexts();
}

test('it is sent, a number comes back, and the counter sees it', async ({ page, hall, another, water }) => {
  await send(page, water);
  await expect(received(page)).toBeVisible();
  const number = await page.locator('#Sent .reference').innerText();
  expect(number).toMatch(NUMBER);
  await expectAccessible(page);
  await expect(page.locator('#Sent')).toMatchAriaSnapshot({ name: 'sent.aria.yml' });
  expect(await held(hall, another)).toEqual([number]);

  // The receipt stays, and the draft is gone.
  await page.getByRole('link', { name: '送信待ち・送信済みの一覧' }).click();
  await expect(state(page)).toHaveText('送信済み');
  await expect(page.locator('.receipt .reference')).toHaveText(number);
  await page.goto('/');
  await expectAlive(page);
  await expect(page.getByRole('heading', { name: '記入途中の申請書' })).toBeHidden();
});

test('what became of it can be heard as well as seen', async ({ page, water, troubles, road }) => {
  troubles.expect(/503/);
  road.mishaps = [{ status: 503, headers: { 'retry-after': '600' } }];
  await send(page, water);
  await expect(page.locator('#Sent')).toContainText('送信を待っています');
  await expectAccessible(page);
  await page.getByRole('link', { name: '送信待ち・送信済みの一覧' }).click();
  await expect(state(page)).toHaveText('送信待ち');
  await expectAccessible(page);
  await expect(page.locator('main')).toMatchAriaSnapshot({ name: 'waiting.aria.yml' });

  // The city asked to be left alone for ten minutes; the person does not.
  await page.getByRole('button', { name: '今すぐ送る' }).click();
  await expect(state(page)).toHaveText('送信済み');
  await expectAccessible(page);
  await expect(page.locator('main')).toMatchAriaSnapshot({ name: 'received.aria.yml' });
});

test('without a network it waits, may still be corrected, and goes once when the network is back', async ({ page, context, water, road, hall, another, troubles }) => {
  troubles.expectNoNetwork();
  await page.goto(FORM);
  await expectAlive(page);
  await writeAll(page, water);
  await expectKept(page);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'オンラインで送る' }).click();
  await expect(page.locator('#Sent')).toContainText('送信を待っています');
  await expect(page.locator('#Sent')).toContainText('つながりません');

  // It has not left the phone, so it can be taken back.
  await page.getByRole('link', { name: '送信待ち・送信済みの一覧' }).click();
  await page.getByRole('button', { name: '内容を直す' }).click();
  await expectAlive(page);
  await page.getByRole('button', { name: '続きから記入する' }).click();
  await page.getByRole('link', { name: /直す.*昼間に連絡できる電話番号/ }).click();
  await page.getByLabel('昼間に連絡できる電話番号').fill('0312345678');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'オンラインで送る' }).click();
  await expect(page.locator('#Sent')).toContainText('送信を待っています');
  expect(road.letters).toBe(0);

  await context.setOffline(false);
  await expect(received(page)).toBeVisible();
  expect(road.letters).toBe(1);
  expect(await held(hall, another)).toHaveLength(1);
});

test('a lost answer is no second application', async ({ page, water, road, hall, another, troubles }) => {
  troubles.expectNoNetwork();
  road.mishaps = ['answer lost', 'answer lost'];
  await send(page, water);
  await expect(page.locator('#Sent')).toContainText('つながりません');
  await page.getByRole('link', { name: '送信待ち・送信済みの一覧' }).click();
  // A page that is opened tries at once.
  await expect(page.getByText('市に届いているかもしれません')).toBeVisible();
  // What may have arrived is not written once more: two of them could.
  await expect(page.getByRole('button', { name: '内容を直す' })).toBeHidden();
  await expect.poll(() => road.letters).toBe(2);
  await page.getByRole('button', { name: '今すぐ送る' }).click();
  await expect(state(page)).toHaveText('送信済み');
  expect(road.letters).toBe(3);
  expect(await held(hall, another)).toEqual([await page.locator('.receipt .reference').innerText()]);
});

const laters: [string, number, string | undefined][] = [
  ['too many at once', 503, undefined],
  ['too often', 429, JSON.stringify({ refused: 'too-often', retry_after: 5 })],
  ['a full disk', 507, JSON.stringify({ refused: 'disk-full' })],
];

for (const [what, status, body] of laters) {
  test(`${what} (${status}) is waited out`, async ({ page, water, road, troubles }) => {
    troubles.expect(new RegExp(`status of ${status}`));
    road.mishaps = [{ status, headers: { 'retry-after': '5' }, ...(body && { body }) }];
    await send(page, water);
    await expect(page.locator('#Sent')).toContainText('送信を待っています');
    const refused = Date.now();
    // The city asked to be left alone; that the network is back changes nothing.
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await expect(received(page)).toBeVisible();
    expect(Date.now() - refused).toBeGreaterThan(3_500);
    expect(road.letters).toBe(2);
  });
}

test('a refusal is shown, and can be mended', async ({ page, water, road, hall, another, troubles }) => {
  troubles.expect(/status of 409/);
  road.mishaps = [{ status: 409, body: JSON.stringify({ refused: 'key-used', sentence: '同じ送信番号で、別の内容がすでに届いています。' }) }];
  await send(page, water);
  await expect(page.locator('#Sent')).toContainText('同じ送信番号で、別の内容がすでに届いています');
  await page.getByRole('link', { name: '送信待ち・送信済みの一覧' }).click();
  await expect(state(page)).toHaveText('受付できませんでした');
  await expectAccessible(page);
  await page.getByRole('button', { name: '内容を直す' }).click();
  await expectAlive(page);
  await page.getByRole('button', { name: '続きから記入する' }).click();
  await expect(page.locator('#Review')).toContainText('Nguyễn');
  await page.getByRole('button', { name: 'オンラインで送る' }).click();
  await expect(received(page)).toBeVisible();
  expect(await held(hall, another)).toHaveLength(1);
});

test('it goes although the page was reloaded and closed, from whatever page is opened next', async ({ page, context, water, road, troubles }) => {
  troubles.expect(/503/);
  road.mishaps = Array.from({ length: 9 }, () => ({ status: 503 }));
  await send(page, water);
  await expect(page.locator('#Sent')).toContainText('送信を待っています');
  await page.reload();
  await expect(page).toHaveURL(/\/outbox$/);
  await expect(state(page)).toHaveText('送信待ち');
  await page.close();

  road.mishaps = [];
  const before = road.letters;
  const next = await context.newPage();
  await next.goto('/forms/move-in');
  await expectAlive(next);
  await expect.poll(() => road.letters).toBeGreaterThan(before);
  await next.goto('/outbox');
  await expect(state(next)).toHaveText('送信済み');
});

test('two tabs send it once', async ({ page, context, water, road, troubles }) => {
  troubles.expectNoNetwork();
  await page.goto(FORM);
  await expectAlive(page);
  await writeAll(page, water);
  const other = await context.newPage();
  await other.goto('/outbox');
  await expectAlive(other);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'オンラインで送る' }).click();
  await expect(state(other)).toHaveText('送信待ち');
  await context.setOffline(false);
  for (const tab of [page, other]) await tab.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(received(page)).toBeVisible();
  await expect(state(other)).toHaveText('送信済み');
  expect(road.letters).toBe(1);
});

test('where nothing can be kept it is sent all the same, while the page is open', async ({ another, water }) => {
  const forgetful = await another();
  await forgetful.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  const page = await forgetful.newPage();
  await page.goto(FORM);
  await expectAlive(page);
  await writeAll(page, water);
  await page.getByRole('button', { name: 'オンラインで送る' }).click();
  await expect(received(page)).toBeVisible();
});

test('everything is taken off a device that others use too', async ({ page, water }) => {
  await send(page, water);
  await expect(received(page)).toBeVisible();
  await page.goto('/outbox');
  await page.getByRole('button', { name: 'この端末からすべて消す' }).click();
  await page.getByRole('group', { name: 'すべて消すことの確認' }).getByRole('button', { name: 'すべて消す' }).click();
  await expect(page.getByText('この端末から送った申請書や、送信を待っている申請書はありません。')).toBeVisible();
});
