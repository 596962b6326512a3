// Days on which the city hall is closed: said beside the date that somebody chooses, and of a last day, without a network too.
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoLoss } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import { answer, date, open, steps } from './fixtures/guide.ts';
import { expectKept } from './fixtures/kept.ts';
import { ALONE_OFFLINE, expect, test } from './fixtures/test.ts';

test.use({ shared: true });

const WATER = '/forms/water-start#first-day';

/** Writes a day of 2026, by the western calendar. */
async function choose(page: Page, month: string, day: string): Promise<void> {
  const asked = page.locator('section.screen.now');
  await asked.getByRole('textbox', { name: '年', exact: true }).fill('2026');
  await asked.getByRole('textbox', { name: '月', exact: true }).fill(month);
  await asked.getByRole('textbox', { name: '日', exact: true }).fill(day);
}

const closed = (page: Page) => page.getByText(/^この日は市役所がお休みです/);

test('whoever chooses a Saturday for the water is told that the city hall is closed, and may go on', async ({ page }) => {
  await open(page, WATER);
  await choose(page, '11', '28');
  await expect(closed(page)).toHaveText('この日は市役所がお休みです（土曜日）。');
  await expect(page.getByText('令和8年11月28日（2026年11月28日）土曜日')).toBeVisible();
  await expectAccessible(page);
  await choose(page, '12', '23');
  await expect(closed(page)).toBeHidden();
  await choose(page, '12', '30');
  await expect(closed(page)).toHaveText('この日は市役所がお休みです（年末年始）。');
  await expectNoLoss(page);
  await page.getByRole('button', { name: '次へ' }).click();
  await expect(page.getByRole('heading', { name: '水栓番号かお客様番号' })).toBeVisible();
});

test('a day that is too soon is named with the first one that is in time', async ({ page }) => {
  await open(page, WATER);
  // Today is a Sunday, tomorrow a holiday: the city hall has only Tuesday and Wednesday before that Thursday.
  await choose(page, '11', '26');
  await page.getByRole('button', { name: '次へ' }).click();
  const told = page.getByRole('alert').getByRole('link');
  await expect(told).toHaveText(/「使い始める日」に間に合いません。.*3日前までに届け出てください。.*令和8年11月27日金曜日か、それより後の日付/);
  await choose(page, '11', '27');
  await page.getByRole('button', { name: '次へ' }).click();
  await expect(page.getByRole('heading', { name: '水栓番号かお客様番号' })).toBeVisible();
});

test('who reads another language is told in it', async ({ page }) => {
  await open(page, `/en${WATER}`);
  await page.getByLabel('Year').fill('2026');
  await page.getByLabel('Month').fill('11');
  await page.getByLabel('Day', { exact: true }).fill('23');
  await expect(page.getByText('The city hall is closed on that day (public holiday).')).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('alert').getByRole('link')).toHaveText(
    'It is too late for “First day of use”. Please notify 3 days before, counting the days on which the city hall is open. ' +
      'If you do so today, write Friday, 27 November 2026 (Reiwa 8) or a later date.',
  );
});

test('of a last day that is closed the plan names the last open day before it', async ({ page }) => {
  await open(page, '/guides/moving');
  await answer(page, /どんな引っ越し/, /引っ越してくる/);
  await answer(page, /国外から/, /いいえ/);
  await date(page, /引っ越す日/, '2026', '11', '22');
  // To be asked here by Sunday 6 December; at the city that is left, by Saturday 21 November, which is over.
  const moveIn = steps(page).filter({ hasText: '住民異動届（転入）' });
  await expect(moveIn).toContainText('令和8年12月6日（日）まで');
  await expect(moveIn).toContainText('この日は市役所がお休みです（日曜日）。その前に開いている最後の日は、令和8年12月4日金曜日です。');
  await date(page, /引っ越す日/, '2026', '11', '29');
  const moveOut = steps(page).filter({ hasText: '転出届' });
  await expect(moveOut).toContainText('令和8年11月28日（土）まで');
  await expect(moveOut).toContainText('この日は、窓口が休みのことがあります。');
  await expect(moveOut).not.toContainText('市役所がお休みです');
});

test('the check of a form says it of its last day', async ({ page }) => {
  await open(page, '/forms/move-in#moved-on');
  await choose(page, '11', '21');
  await page.goto('/forms/move-in#Review');
  const last = page.locator('#Review');
  await expect(last).toContainText('期限は令和8年12月5日です。');
  await expect(last).toContainText('この日は市役所がお休みです（土曜日）。その前に開いている最後の日は、令和8年12月4日金曜日です。');
});

test('the closed days are known without a network', ALONE_OFFLINE, async ({ page, context, hall, troubles }) => {
  troubles.expectNoNetwork();
  await open(page, '/');
  await expectKept(page);
  await hall.stop();
  await context.setOffline(true);
  await page.goto(WATER);
  await expectAlive(page);
  await choose(page, '11', '28');
  await expect(closed(page)).toBeVisible();
});

test.describe('in a city of other habits', () => {
  test.use({ shared: false, serve: ['--city', join(import.meta.dirname, '../../public/cities/shiosai')] });

  test('where the city hall must be open, a closed day is refused with the next open one', async ({ page }) => {
    await open(page, '/forms/beach-cleaning#day');
    await choose(page, '12', '28');
    await page.getByRole('button', { name: '次へ' }).click();
    await expect(page.getByRole('alert').getByRole('link')).toHaveText(/市役所がお休みの日です（年末年始）。.*令和9年1月5日火曜日です。$/);
    await expect(closed(page)).toHaveCount(0);
    await choose(page, '12', '25');
    await page.getByRole('button', { name: '次へ' }).click();
    await expect(page.getByRole('heading', { name: 'どの浜ですか' })).toBeVisible();
  });
});
