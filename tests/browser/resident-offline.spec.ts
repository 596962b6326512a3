// The app on the home screen: after one visit everything is on the phone, and the city hall is not asked for it again.
import type { Page } from '@playwright/test';
import { expectAlive } from './fixtures/arrival.ts';
import { expectKept } from './fixtures/kept.ts';
import { expectScreen, sample, writeUntil } from './fixtures/pen.ts';
import { sizeOf } from './fixtures/png.ts';
import { readCodes } from './fixtures/qr.ts';
import { Road } from './fixtures/road.ts';
import { expect, test as base } from './fixtures/test.ts';

const test = base.extend<{ visited: Page }>({
  serviceWorkers: 'allow',

  // A phone that has been here once; since then the network is gone, and so is the city hall.
  visited: async ({ page, context, hall, troubles }, use) => {
    troubles.expectNoNetwork();
    await page.goto('/');
    await expectKept(page);
    await hall.stop();
    await context.setOffline(true);
    await use(page);
  },
});

/** Every form, and a question in the middle of it. */
const forms: [string, string, string][] = [
  ['residence-certificate', '住民票の写し等交付請求書', 'principal'],
  ['move-in', '住民異動届（転入）', 'linked'],
  ['water-start', '水道使用開始届', 'first-day'],
  ['child-allowance', '児童手当 認定請求書', 'pension'],
  ['bulky-waste', '粗大ごみ収集申込書', 'place'],
];

for (const [form, title, middle] of forms) {
  test(`${title} is filled in without a network, through a reload, and the hall opens its code`, async ({ visited: page, hall }) => {
    // A family of four writes for a while.
    test.slow();
    const example = sample(hall, form);
    // As from the home screen.
    await page.goto('/');
    await expectAlive(page);
    await expect(page.getByText('通信が切れています')).toBeVisible();
    await page.locator('.procedures').getByRole('link', { name: title }).click();
    await expectAlive(page);
    await writeUntil(page, example, middle);
    await expectScreen(page, middle);
    await expect(page.getByText(/^保存済み/)).toBeVisible();
    await page.reload();
    await expectAlive(page);
    await expectScreen(page, middle);
    await writeUntil(page, example);
    await page.getByRole('button', { name: 'QRコードを作る' }).click();
    const [digits] = await readCodes(await page.getByRole('img', { name: '窓口で見せるQRコード' }).screenshot());
    const opened = JSON.parse(hall.run(['slip', 'open', '--data', hall.data], digits)) as { form: string; answers: object };
    expect(opened).toMatchObject({ form, answers: example });
  });
}

test('the ticket and what was sent can be looked at without a network, and say that it is gone', async ({ visited: page }) => {
  for (const [path, heading] of [['/outbox', '送信待ち・送信済み'], ['/wait/main#A001-20261122', '本庁舎の順番']] as const) {
    await page.goto(path);
    await expectAlive(page);
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    await expect(page.getByText('通信が切れています')).toBeVisible();
  }
  await page.goto('/forms/never-heard-of-it');
  await expect(page.getByRole('heading', { name: 'どの手続をしますか' })).toBeVisible();
});

test('the notice goes when the network is back', async ({ visited: page, context }) => {
  await page.reload();
  await expectAlive(page);
  await expect(page.getByText('通信が切れています')).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText('通信が切れています')).toBeHidden();
});

test('a second visit moves no byte: only for a newer version is asked', async ({ hall, another }) => {
  const road = await Road.to(hall.url);
  const phone = await another({ baseURL: road.url });
  const page = await phone.newPage();
  await page.goto('/forms/water-start');
  await expectKept(page);
  await page.goto('about:blank');
  road.asked.length = 0;

  const wire = await phone.newCDPSession(page);
  await wire.send('Network.enable');
  let moved = 0;
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => (moved += encodedDataLength));
  for (const path of ['/', '/forms/water-start', '/forms/move-in', '/outbox']) {
    await page.goto(path);
    await expectAlive(page);
  }
  expect(moved).toBe(0);
  expect(road.asked.filter((path) => path !== '/sw.js')).toEqual([]);
  await road.close();
});

test("it is installed under the city's name, with its icons", async ({ page, request }) => {
  await page.goto('/');
  await expectKept(page);
  const wire = await page.context().newCDPSession(page);
  const { installabilityErrors } = await wire.send('Page.getInstallabilityErrors');
  // A private window is never offered the installation; everything else must be right.
  expect(installabilityErrors.filter((error) => error.errorId !== 'in-incognito')).toEqual([]);

  const manifest = (await (await request.get('/manifest.webmanifest')).json()) as {
    name: string;
    icons: { src: string; sizes: string; type: string }[];
  };
  expect(manifest.name).toBe('さくら野市 窓口');
  for (const { src, sizes, type } of manifest.icons) {
    const icon = await request.get(src);
    expect(icon.headers()['content-type']).toBe(type);
    if (type === 'image/png') expect(sizeOf(await icon.body()).join('x')).toBe(sizes);
  }
  const touch = await page.locator('link[rel="apple-touch-icon"]').getAttribute('href');
  expect(sizeOf(await (await request.get(touch ?? '')).body())).toEqual([180, 180]);
});
