// Hands at the desk are quicker than the network: what becomes of presses while an answer is on its way.
import type { Page, Route } from '@playwright/test';
import { join } from './fixtures/desk.ts';
import { plugIn, scan } from './fixtures/scanner.ts';
import { sealed } from './fixtures/slip.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ viewport: { width: 1280, height: 800 } });

/** Holds the city hall's answers to these steps back, in order; `asked` says which were asked for so far. */
async function holdAnswers(desk: Page): Promise<{ asked: string[]; answer: () => Promise<void>; refuse: () => Promise<void> }> {
  const asked: string[] = [];
  const held: Route[] = [];
  await desk.route(/\/api\/(call_next|recall|miss|serve|finish|issue_ticket|receive|sheets|printed)$/, (route) => {
    asked.push(new URL(route.request().url()).pathname.replace('/api/', ''));
    held.push(route);
  });
  const next = async () => {
    await expect.poll(() => held.length).toBeGreaterThan(0);
    const route = held.shift();
    if (route === undefined) throw new Error('nothing was asked');
    return route;
  };
  return { asked, answer: async () => (await next()).continue(), refuse: async () => (await next()).abort('connectionreset') };
}

/** Two people wait for this counter. */
async function twoWait(desk: Page): Promise<void> {
  for (const ticket of ['B001', 'B002']) {
    await desk.getByRole('button', { name: '住所の異動の整理券を発券' }).click();
    await expect(desk.locator('.line-of-waiting', { hasText: '住所の異動' })).toContainText(ticket);
    // The board may tell it before the answer does: until that is there, a press would be the second one.
    await expect(desk.getByRole('status').filter({ hasText: `${ticket}番の整理券を発行しました。` })).toBeVisible();
  }
}

test('a key struck twice calls one person, and the next step waits for its turn', async ({ page: desk, hall }) => {
  await join(desk, hall);
  await twoWait(desk);
  const { asked, answer } = await holdAnswers(desk);
  const next = desk.getByRole('button', { name: '次の方を呼ぶ' });
  const came = desk.getByRole('button', { name: '来られました' });
  await desk.keyboard.press('F2');
  await desk.keyboard.press('F2');
  await next.click();
  await expect(next).toContainText('返事待ち');
  await expect(desk.getByRole('status').filter({ hasText: '「次の方を呼ぶ」の返事を待っています…' })).toBeVisible();

  // The person stands there already: the next key is kept, once.
  await desk.keyboard.press('F8');
  await came.click();
  await expect(came).toContainText('次に実行');
  expect(asked).toEqual(['call_next']);

  await answer();
  await expect.poll(() => asked).toEqual(['call_next', 'serve']);
  await expect(desk.locator('.current')).toHaveText(/B001.*呼出中/);
  await answer();
  await expect(desk.getByRole('status').filter({ hasText: 'B001番の方の対応を始めました。' })).toBeVisible();
  await expect(desk.locator('.current')).toHaveText(/B001.*対応中/);
  await expect(came).not.toContainText('次に実行');
  expect(asked).toEqual(['call_next', 'serve']);
  await expect(desk.locator('.line-of-waiting', { hasText: '住所の異動' })).toContainText('1人');

  // Finished, and whoever is next.
  await desk.keyboard.press('F9');
  await desk.keyboard.press('F2');
  await desk.keyboard.press('F9');
  await answer();
  await answer();
  await expect(desk.locator('.current')).toHaveText(/B002.*呼出中/);
  expect(asked).toEqual(['call_next', 'serve', 'finish', 'call_next']);
});

test('a step after one that failed is not taken, and the desk says so', async ({ page: desk, hall, troubles }) => {
  troubles.expectNoNetwork();
  await join(desk, hall);
  await twoWait(desk);
  const { asked, answer, refuse } = await holdAnswers(desk);
  await desk.keyboard.press('F2');
  await desk.keyboard.press('F8');
  await refuse();
  const fault = desk.getByRole('alert').filter({ hasText: '市のサーバーにつながりません。' });
  await expect(fault).toContainText('続けて押された「来られました」は行っていません。');
  expect(asked).toEqual(['call_next']);

  // Pressed again it goes on, and the words are gone.
  await desk.keyboard.press('F2');
  await answer();
  await expect(desk.locator('.current')).toHaveText(/B001.*呼出中/);
  await expect(fault).toBeHidden();
});

test('a third step is not kept, and the desk says so', async ({ page: desk, hall }) => {
  await join(desk, hall);
  await twoWait(desk);
  const { asked, answer } = await holdAnswers(desk);
  for (const key of ['F2', 'F8', 'F9']) await desk.keyboard.press(key);
  const fault = desk.getByRole('alert').filter({ hasText: '続けて押された「終了」は行っていません。' });
  await expect(fault).toBeVisible();
  await answer();
  await answer();
  await expect(desk.locator('.current')).toHaveText(/B001.*対応中/);
  await expect(fault).toBeVisible();
  expect(asked).toEqual(['call_next', 'serve']);
});

test('accepted and printed in one go: one after the other, each once', async ({ page: desk, hall }) => {
  await desk.addInitScript(() => (window.print = () => undefined));
  await plugIn(desk);
  await join(desk, hall);
  await scan(desk, sealed(hall, 'water-start'));
  await expect(desk.locator('.opened')).toBeVisible();
  const { asked, answer } = await holdAnswers(desk);
  for (const key of ['Control+Enter', 'Control+p', 'Control+Enter', 'Control+p']) await desk.keyboard.press(key);
  await expect(desk.getByRole('status').filter({ hasText: '「受理する」の返事を待っています…' })).toBeVisible();
  await answer();
  await answer();
  await expect(desk.getByRole('status').filter({ hasText: '印刷しました。' })).toBeVisible();
  await expect(desk.locator('.opened-stored')).toContainText('窓口・受理');
  expect(asked).toEqual(['receive', 'sheets']);
});

test('an answer about a form that was put away does not bring it back', async ({ page: desk, hall }) => {
  await plugIn(desk);
  await join(desk, hall);
  await scan(desk, sealed(hall, 'water-start'));
  await expect(desk.locator('.opened')).toBeVisible();
  const { answer } = await holdAnswers(desk);
  await desk.keyboard.press('Control+Enter');
  await desk.keyboard.press('Escape');
  await scan(desk, sealed(hall, 'residence-certificate'));
  await expect(desk.getByRole('heading', { name: '住民票の写し等交付請求書' })).toBeVisible();
  const told = desk.waitForResponse(/\/api\/receive$/);
  await answer();
  await told;
  // It was accepted all the same, and is in the list.
  await desk.waitForTimeout(500);
  await expect(desk.getByRole('heading', { name: '住民票の写し等交付請求書' })).toBeVisible();
  await desk.getByRole('button', { name: '申請の一覧' }).click();
  await expect(desk.locator('.listing')).toHaveCount(1);
});

test('a ticket from the desk whose answer is lost is one ticket', async ({ page: desk, hall, troubles }) => {
  troubles.expectNoNetwork();
  await join(desk, hall);
  let asked = 0;
  await desk.route('**/api/issue_ticket', async (route) => {
    asked += 1;
    if (asked > 1) return route.continue();
    // The city hall issues it, but the answer never comes.
    await route.fetch();
    await route.abort('connectionreset');
  });
  await desk.getByRole('button', { name: '住所の異動の整理券を発券' }).click();
  await expect(desk.getByRole('status').filter({ hasText: 'B001番の整理券を発行しました。' })).toBeVisible();
  await expect(desk.locator('.line-of-waiting', { hasText: '住所の異動' })).toContainText('1人');
  expect(asked).toBe(2);
});
