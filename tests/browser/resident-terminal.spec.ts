// A terminal that everybody uses, as in a library: a form is written to its code and sent, and nothing of it is left behind.
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoLoss } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import { leftInJapanese } from './fixtures/japanese.ts';
import { expectKept } from './fixtures/kept.ts';
import { type Sample, sample, writeAll } from './fixtures/pen.ts';
import { beginPublic, end, everythingKept } from './fixtures/terminal.ts';
import { expect, OFFLINE, test } from './fixtures/test.ts';

test.use({ shared: true });

const FORM = '/forms/water-start';
/** Nobody else is called so. */
const CANARY = '金糸雀';

const family = (page: Page) => page.locator('[name="user.family"]');
const strip = (page: Page) => page.locator('.terminal');

/** Writes the form as somebody with this name. */
async function write(page: Page, water: Sample): Promise<void> {
  await page.goto(FORM);
  await expectAlive(page);
  await writeAll(page, { ...water, 'user.family': CANARY });
}

test('a form is written to its code, and nothing of it lies on the device', OFFLINE, async ({ page, hall }) => {
  const water = sample(hall, 'water-start');
  await beginPublic(page);
  expect(page.url()).toBe(`${hall.url}/`);
  await expectKept(page);
  await expectAccessible(page);
  await write(page, water);
  await expect(page.getByText('この端末には保存しません。終わったら、上の「終わる（すべて消す）」を押してください。')).toBeVisible();
  await expect(page.getByText('保存済み')).toHaveCount(0);
  await page.getByRole('button', { name: 'QRコードを作る' }).click();
  await expect(page.getByRole('img', { name: '窓口で見せるQRコード' })).toBeVisible();
  await expect(page.getByText('画像で保存すると、この端末に画像が残ります。')).toBeVisible();
  await expect(page.getByRole('button', { name: '書いた内容を、次の手続のために残す' })).toHaveCount(0);
  await expectAccessible(page);
  await expectNoLoss(page);
  expect(await everythingKept(page)).not.toContain(CANARY);
  expect(await page.locator('#form input:not([autocomplete="off"])').count(), 'the browser remembers no words of its own').toBe(0);

  // The page is loaded anew: what it held is gone with it.
  await page.reload();
  await expectAlive(page);
  await expect(family(page)).toHaveValue('');
  expect(await everythingKept(page)).not.toContain(CANARY);
  expect(await page.content()).not.toContain(CANARY);
});

test('the same look finds the name where it is kept', async ({ page, hall }) => {
  await write(page, sample(hall, 'water-start'));
  await expect(page.getByText(/^保存済み/)).toBeVisible();
  expect(await everythingKept(page)).toContain(CANARY);
});

test('whoever ends the visit leaves nothing, and Back shows nothing', async ({ page, hall }) => {
  await beginPublic(page);
  await write(page, sample(hall, 'water-start'));
  await end(page).click();
  await expect(page.getByText('書いた内容を、すべて消して終わります。')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '続ける' }).click();
  await expect(page.getByRole('heading', { name: '内容の確認' })).toBeVisible();
  await end(page).click();
  await page.getByRole('button', { name: 'すべて消して終わる' }).click();
  await expect(page.getByText('終わりました。書いた内容は、この端末に残っていません。')).toBeVisible();
  await expectAlive(page);
  expect(await everythingKept(page)).not.toContain(CANARY);
  for (let steps = 0; steps < 2; steps += 1) {
    await page.goBack();
    await expectAlive(page);
    expect(await page.content()).not.toContain(CANARY);
    expect(await page.locator('input').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value).join())).not.toContain(CANARY);
  }
  // It stays a terminal that everybody uses, for the next person too.
  await expect(strip(page)).toBeVisible();
});

test('a form is sent from the memory of the page, and then the visit ends without a question', async ({ page, hall }) => {
  await beginPublic(page);
  await write(page, sample(hall, 'water-start'));
  await page.getByRole('button', { name: 'オンラインで送る' }).click();
  await expect(page.getByText('市が受け付けました。')).toBeVisible();
  await expect(page.locator('#Sent .reference')).toHaveText(/^\d{2}-\d{6}-\d$/);
  await expect(page.getByRole('link', { name: '送信待ち・送信済みの一覧' })).toBeHidden();
  expect(await everythingKept(page)).not.toContain(CANARY);
  await end(page).click();
  await expect(page.getByText('終わりました。')).toBeVisible();
});

test('what the city refuses is corrected on the page and sent again', async ({ page, hall, troubles }) => {
  troubles.expect(/status of 409/);
  await beginPublic(page);
  await write(page, sample(hall, 'water-start'));
  let refuses = true;
  await page.route('**/api/submit', async (route) => {
    if (!refuses) return route.continue();
    refuses = false;
    const body = JSON.stringify({ refused: 'key-used', sentence: '同じ送信番号で、別の内容がすでに届いています。' });
    await route.fulfill({ status: 409, contentType: 'application/json', body });
  });
  await page.getByRole('button', { name: 'オンラインで送る' }).click();
  await page.getByRole('button', { name: '内容を直す' }).click();
  await expect(page.getByRole('heading', { name: '内容の確認' })).toBeVisible();
  await expect(page.locator('#Review')).toContainText(CANARY);
  await page.getByRole('button', { name: 'オンラインで送る' }).click();
  await expect(page.getByText('市が受け付けました。')).toBeVisible();
});

test('what was saved before the terminal was known for one is not shown, and can be erased', async ({ page, hall }) => {
  await write(page, sample(hall, 'water-start'));
  await expect(page.getByText(/^保存済み/)).toBeVisible();
  await page.goto(FORM);
  await expectAlive(page);
  await page.getByRole('link', { name: 'みんなで使う端末（図書館など）です' }).click();
  await expect(strip(page)).toContainText('前に保存された内容');
  await expect(page.getByRole('button', { name: '続きから記入する' })).toBeHidden();
  await expect(family(page)).toHaveValue('');
  await page.getByRole('button', { name: '前に保存された内容も消す' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'すべて消す', exact: true }).click();
  await expect(strip(page)).toContainText('前に保存された内容を消しました。');
  expect(await everythingKept(page)).not.toContain(CANARY);

  // It was one's own after all: from now on it keeps what is written, and there is nothing from before.
  await page.getByText('自分の端末のとき').click();
  await page.getByRole('button', { name: '自分の端末として使う' }).click();
  await expect(strip(page)).toHaveCount(0);
  await expectAlive(page);
  await page.locator('#Begin').click();
  await family(page).fill(CANARY);
  await expect(page.getByText(/^保存済み/)).toBeVisible();
});

test('a page that somebody has left is asked about, and ends by itself', async ({ page }) => {
  await page.clock.install({ time: new Date('2026-11-24T10:00:00+09:00') });
  await beginPublic(page);
  await page.goto(`${FORM}#user`);
  await expectAlive(page);
  await expect(strip(page)).toBeVisible();
  await family(page).fill(CANARY);
  const asked = page.getByText('しばらく操作がありません。');
  await page.clock.fastForward('05:30');
  await expect(asked).toBeVisible();
  await page.getByRole('button', { name: '続ける' }).click();
  await expect(asked).toBeHidden();
  await expect(family(page)).toHaveValue(CANARY);
  await page.clock.fastForward('05:30');
  await expect(asked).toBeVisible();
  await page.clock.fastForward('02:00');
  await expect(page.getByText('終わりました。')).toBeVisible();
  expect(await everythingKept(page)).not.toContain(CANARY);
});

test('guides and the profile keep nothing either', async ({ page }) => {
  await beginPublic(page, '/guides/moving');
  await page.locator('input[name="way"][value="into"]').check();
  await expect(page.locator('.plan-keep .saved')).toContainText('この端末には保存しません。');
  await page.goto('/profile');
  await expectAlive(page);
  await expect(page.getByText('みんなで使う端末では、プロフィールは残りません。')).toBeVisible();
  await page.locator('[name="people.1.name.family"]').fill(CANARY);
  await expect(page.locator('.saved')).toContainText('この端末には保存しません。');
  await expectAccessible(page);
  const kept = await everythingKept(page);
  expect(kept).not.toContain(CANARY);
  expect(kept).not.toContain('"way"');
  // Not even sealed, and no key.
  expect(kept).not.toContain('household');
});

for (const language of ['en', 'easy']) {
  test(`/${language} says all of it in that language`, async ({ page }) => {
    await beginPublic(page, `/${language}/forms/water-start`);
    await expect.poll(() => leftInJapanese(page)).toEqual([]);
    await page.locator('#Begin').click();
    await family(page).fill('Ng');
    await expect(page.locator('.saved')).toContainText(/Finish|終/);
    await strip(page).locator('button').first().click();
    await expect(strip(page).locator('div[role="group"]')).toBeVisible();
    await expect.poll(() => leftInJapanese(page)).toEqual([]);
  });
}
