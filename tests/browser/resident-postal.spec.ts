// An address is written by its postal code, and a postal code found by its address; without a network too, for the city's own prefecture.
import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { expectAlive, holdHelp } from './fixtures/arrival.ts';
import { expectKept } from './fixtures/kept.ts';
import { OFFLINE, expect, test } from './fixtures/test.ts';

test.use({ shared: true });

const FORM = '/forms/water-start#place';
const field = (page: Page, name: string) => page.locator('.screen.now').getByRole('textbox', { name });
const code = (page: Page) => field(page, '郵便番号');
const city = (page: Page) => field(page, '都道府県・市区町村');
const town = (page: Page) => field(page, '町名・大字・丁目');

test('seven digits bring the address as far as the town, and another code another one', async ({ page }) => {
  await page.goto(FORM);
  await expectAlive(page);
  await code(page).pressSequentially('000-0001');
  await expect(city(page)).toHaveValue('さくら県さくら野市');
  await expect(town(page)).toHaveValue('桜町');
  await expect(page.getByRole('status').filter({ hasText: 'さくら県さくら野市桜町 を入れました。' })).toBeVisible();
  await expectAccessible(page);
  await code(page).fill('０００００２０');
  await expect(page.getByText('どちらの住所ですか。')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'さくら県さくら野市西若葉' }).click();
  await expect(town(page)).toHaveValue('西若葉');
  await expect(page.getByText(/^保存済み/)).toBeVisible();
});

test('the number of a house and that of a lot are taken as they are written', async ({ page }) => {
  await page.goto(FORM);
  await expectAlive(page);
  const block = field(page, '番地・号');
  const either = page.getByText('書いたとおりに残します。住民票などに「番・号」や「番地」とあるときは、そのとおりに書いてください。');
  await expect(page.getByText('例：2番3号（住居表示）、123番地4（地番）。書いたとおりに残します。').first()).toBeVisible();
  await block.fill('2-3');
  await block.blur();
  await expect(either).toBeVisible();
  await expect(block).toHaveValue('2-3');
  await expectAccessible(page);
  for (const typed of ['２番３号', '123番地4', '無番地']) {
    await block.fill(typed);
    await block.blur();
    await page.waitForTimeout(400);
    await expect(either).toHaveCount(0);
    await expect(page.locator('.screen.now .fault:not(:empty)')).toHaveCount(0);
    await expect(block).toHaveValue(typed);
  }
  await page.goto('/forms/family-register#domicile');
  await expectAlive(page);
  const domicile = page.locator('[name="domicile"]');
  await domicile.fill('さくら県さくら野市桜町一丁目2番3号');
  await domicile.blur();
  await expect(page.getByText('本籍の番号は、住所とは違うことがあります。')).toBeVisible();
  await domicile.fill('さくら県さくら野市桜町45番地');
  await domicile.blur();
  await expect(page.getByText('本籍の番号は、住所とは違うことがあります。')).toHaveCount(0);
});

test('whoever wrote all of it before the help was there is helped all the same', async ({ page }) => {
  const help = await holdHelp(page);
  await page.goto(FORM);
  await expectAlive(page);
  await code(page).fill('000-0001');
  await field(page, '番地・号').fill('2-3');
  await field(page, '建物名・部屋番号').fill('若葉ハイツ203号');
  await help.arrive();
  await expect(town(page)).toHaveValue('桜町');
  await expect(page.getByText('書いたとおりに残します。住民票などに')).toBeVisible();
});

test('an address of another prefecture is fetched, and one that was written is never written over unasked', async ({ page }) => {
  await page.goto(FORM);
  await expectAlive(page);
  await city(page).fill('さくら県さくら野市');
  await town(page).fill('桜町一丁目');
  await code(page).fill('000-0001');
  await code(page).fill('100-0001');
  await expect(page.getByText('この郵便番号の住所は 東京都千代田区千代田 です。')).toBeVisible();
  await expect(town(page)).toHaveValue('桜町一丁目');
  await page.getByRole('button', { name: 'この住所を入れる' }).click();
  await expect(city(page)).toHaveValue('東京都千代田区');
  await expect(town(page)).toHaveValue('千代田');
  await code(page).fill('000-9999');
  await expect(page.getByText('この郵便番号の住所は見つかりませんでした。')).toBeVisible();
});

test('whoever knows the address and not the code asks for it', async ({ page }) => {
  await page.goto(FORM);
  await expectAlive(page);
  await city(page).fill('前橋市');
  await town(page).fill('大手町一丁目');
  await town(page).blur();
  await page.getByRole('button', { name: '住所から郵便番号を調べる' }).click();
  await expect(code(page)).toHaveValue('3710026');
  await expect(city(page)).toHaveValue('前橋市');
});

test('without a network the own prefecture is known, and of another it is said that it cannot be looked up', OFFLINE, async ({ page, context, troubles }) => {
  await page.goto(FORM);
  await expectAlive(page);
  await expectKept(page);
  troubles.expectNoNetwork();
  await context.setOffline(true);
  await code(page).fill('000-0009');
  await expect(town(page)).toHaveValue('駅前町');
  await code(page).fill('100-0001');
  await expect(page.getByText('いまは郵便番号を調べられません。')).toBeVisible();
});
