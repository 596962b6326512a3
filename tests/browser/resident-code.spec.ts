// The code's page: held up over the whole screen, kept as a picture, printed, handed on, in pages where it must be.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import { CODE, makeCode } from './fixtures/carry.ts';
import type { CityHall } from './fixtures/city_hall.ts';
import { join } from './fixtures/desk.ts';
import { expectKept } from './fixtures/kept.ts';
import { type Sample, expectScreen, sample, writeAll } from './fixtures/pen.ts';
import { pagesOf, readCodes, readCodesAgain } from './fixtures/qr.ts';
import { plugIn, scan } from './fixtures/scanner.ts';
import { ALONE, ALONE_OFFLINE, expect, test } from './fixtures/test.ts';

test.use({ shared: true, viewport: { width: 390, height: 844 } });

const FORM = 'residence-certificate';

/** The digits as the page writes them out. */
async function digitsOn(page: Page): Promise<string[]> {
  const texts = await page.locator('.digits-text').allTextContents();
  return texts.map((text) => text.replace(/\D/g, ''));
}

/** The code that is held up: its side on the page, how many squares it has, and where it lies. */
async function heldUp(page: Page) {
  const code = page.getByRole('dialog').getByRole('img', { name: CODE });
  const squares = Number((await code.getAttribute('viewBox'))?.split(' ')[2]);
  const box = await code.boundingBox();
  return { code, squares, side: box?.width ?? 0, box };
}

for (const [what, options] of [
  ['a phone', { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3 }],
  ['a small phone in the dark', { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, colorScheme: 'dark' }],
  ['a phone on its side', { viewport: { width: 740, height: 360 }, deviceScaleFactor: 2 }],
  ['a tablet', { viewport: { width: 820, height: 1180 }, deviceScaleFactor: 1 }],
] as const) {
  test(`on ${what} the code is held up as large as there is room, white, in whole pixels, and read by two readers`, async ({ another, hall }) => {
    test.slow();
    const page = await (await another(options)).newPage();
    await makeCode(page, hall, FORM);
    const [digits] = await digitsOn(page);
    await page.getByRole('button', { name: '画面いっぱいに大きく見せる' }).click();
    const dialog = page.getByRole('dialog', { name: '大きく表示したQRコード' });
    await expect(dialog).toBeVisible();
    const { squares, side, box } = await heldUp(page);
    const perSquare = (size: number) => (size * options.deviceScaleFactor) / squares;
    expect(perSquare(side)).toBeCloseTo(Math.round(perSquare(side)), 2);
    const { width, height } = options.viewport;
    expect(side).toBeGreaterThan(Math.min(width, height) * (height > width ? 0.8 : 0.75));
    expect(box!.x).toBeGreaterThanOrEqual(0);
    expect(box!.x + side).toBeLessThanOrEqual(width);
    expect(box!.y + side).toBeLessThanOrEqual(height);
    await expect(dialog).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    for (const name of ['小さく', '大きく', '閉じる']) await expect(dialog.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
    await expectAccessible(page);
    const screen = await page.screenshot();
    await test.info().attach(what, { body: screen, contentType: 'image/png' });
    expect(await readCodes(screen)).toEqual([digits]);
    expect(readCodesAgain(screen)).toEqual([digits]);
  });
}

test('the held-up code grows and shrinks by keys and by a tap, and Esc leads back to where one was', async ({ page, hall }) => {
  await makeCode(page, hall, FORM);
  const enlarge = page.getByRole('button', { name: '画面いっぱいに大きく見せる' });
  await enlarge.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  const { side: most, code, squares } = await heldUp(page);
  await page.keyboard.press('-');
  expect((await heldUp(page)).side).toBeCloseTo(most - squares, 1);
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  expect((await heldUp(page)).side, 'no larger than there is room').toBeCloseTo(most, 1);
  await code.click();
  const { side: less } = await heldUp(page);
  expect(less).toBeLessThan(most * 0.7);
  await code.click();
  expect((await heldUp(page)).side).toBeCloseTo(most, 1);
  await page.keyboard.press('Escape');
  if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(enlarge).toBeFocused();
});

test('the screen stays awake while the code is shown, again after a look elsewhere, and not any longer', async ({ page, hall }) => {
  await page.addInitScript(() => {
    const told: string[] = ((window as any).told = []);
    const request = async (kind: string) => {
      told.push(`asked ${kind}`);
      return { release: async () => void told.push('released') };
    };
    Object.defineProperty(navigator, 'wakeLock', { value: { request }, configurable: true });
  });
  const told = () => page.evaluate(() => (window as any).told as string[]);
  await makeCode(page, hall, FORM);
  await expect.poll(told).toEqual(['asked screen']);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(told).toEqual(['asked screen', 'asked screen']);
  await page.locator('#Carry').getByRole('button', { name: '戻る' }).click();
  await expectScreen(page, 'Review');
  await expect.poll(async () => (await told()).at(-1)).toBe('released');
});

test('as a picture it says what it is and until when, tells no name, and is read by two readers', async ({ page, hall }) => {
  await makeCode(page, hall, FORM);
  const [digits] = await digitsOn(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '画像で保存する' }).click()]);
  expect(download.suggestedFilename()).toBe('madoguchi.png');
  const picture = readFileSync(await download.path());
  await test.info().attach('picture', { body: picture, contentType: 'image/png' });
  expect(await readCodes(picture)).toEqual([digits]);
  expect(readCodesAgain(picture)).toEqual([digits]);
  expect(picture.readUInt32BE(20), 'words below the code').toBeGreaterThan(picture.readUInt32BE(16));
  // Where the browser hands no files on, there is no button that promises it.
  await expect(page.getByRole('button', { name: '家族のスマホなどに送る' })).toBeHidden();
});

test('where the browser hands pictures on, the code goes to the phone of somebody of the family', async ({ page, hall }) => {
  await page.addInitScript(() => {
    const shared: unknown[] = ((window as any).shared = []);
    navigator.canShare = (data) => (data?.files?.length ?? 0) > 0 && data!.files!.every((file) => file.type === 'image/png');
    navigator.share = async (data) => {
      if ((window as any).isClosed) throw new DOMException('closed', 'AbortError');
      if ((window as any).isBroken) throw new DOMException('no', 'NotAllowedError');
      for (const file of data?.files ?? []) shared.push({ name: file.name, bytes: [...new Uint8Array(await file.arrayBuffer())] });
    };
  });
  await makeCode(page, hall, FORM);
  const [digits] = await digitsOn(page);
  const share = page.getByRole('button', { name: '家族のスマホなどに送る' });
  await share.click();
  const shared = () => page.evaluate(() => (window as any).shared as { name: string; bytes: number[] }[]);
  await expect.poll(async () => (await shared()).length).toBe(1);
  const [{ name, bytes }] = (await shared()) as [{ name: string; bytes: number[] }];
  expect(name).toBe('madoguchi.png');
  expect(await readCodes(Buffer.from(bytes))).toEqual([digits]);
  await page.evaluate(() => ((window as any).isClosed = true));
  await share.click();
  await expect(page.getByRole('alert').filter({ hasText: '送れませんでした' })).toBeHidden();
  await page.evaluate(() => Object.assign(window, { isClosed: false, isBroken: true }));
  await share.click();
  await expect(page.getByRole('alert').filter({ hasText: '送れませんでした' })).toBeVisible();
});

test('printed it is an A4 with the code, its last day, what to bring and what is inside, and read by two readers', async ({ page, hall }) => {
  await makeCode(page, hall, FORM);
  const [digits] = await digitsOn(page);
  const pages = pagesOf(await page.pdf({ preferCSSPageSize: true }));
  for (const [nth, body] of pages.entries()) await test.info().attach(`page ${nth + 1}`, { body, contentType: 'image/png' });
  const [first] = pages as [Buffer];
  // 210 mm and 297 mm at 150 points an inch.
  expect(Math.abs(first.readUInt32BE(16) - 1240)).toBeLessThan(4);
  expect(Math.abs(first.readUInt32BE(20) - 1754)).toBeLessThan(4);
  expect(await readCodes(first)).toEqual([digits]);
  expect(readCodesAgain(first)).toEqual([digits]);
  expect(pages.length).toBeLessThanOrEqual(2);
  await page.emulateMedia({ media: 'print' });
  const answers = Object.values(sample(hall, FORM)).filter((text) => /^[\u4e00-\u9fff]{2,}$/.test(text));
  for (const seen of ['まで使えます。', answers[0]!]) await expect(page.locator('#Carry').getByText(seen).first()).toBeVisible();
  for (const name of ['画像で保存する', '印刷する', '戻る', '画面いっぱいに大きく見せる']) {
    await expect(page.locator('#Carry').getByRole('button', { name })).toBeHidden();
  }
});

test('who hears the page hears what the code is, what to do with it, until when, and what is inside', async ({ page, hall }) => {
  await page.clock.setFixedTime(new Date('2026-11-22T12:00:00+09:00'));
  await makeCode(page, hall, 'water-start');
  await expect(page.locator('#Carry')).toMatchAriaSnapshot(`
    - heading "窓口で見せるQRコード" [level=2]
    - paragraph: この画面を窓口で見せてください。読み取り機にかざすだけで受け付けられます。
    - img "窓口で見せるQRコード"
    - button "画面いっぱいに大きく見せる"
    - button "画像で保存する"
    - button "印刷する"
    - paragraph: /まで使えます。/
    - paragraph: さくら野市 このコードで出す書類
    - list:
      - listitem: 水道使用開始届
    - paragraph: /に作成/
    - paragraph: このコードは、窓口に出す人だけに渡してください。
    - list:
      - listitem: 画面を明るくして、コード全体が見えるようにします。
    - group
    - heading "このコードに入っている内容" [level=3]
    - paragraph: 内容は市だけが開けられるように封をしてあります。写真を撮られても、ほかの人には読めません。
  `);
  await page.getByRole('button', { name: '画面いっぱいに大きく見せる' }).click();
  await expect(page.getByRole('dialog')).toMatchAriaSnapshot(`
    - dialog "大きく表示したQRコード":
      - img "窓口で見せるQRコード"
      - button "小さく"
      - button "大きく" [disabled]
      - button "閉じる"
      - paragraph: 読み取れないときは、コードに触れると大きさが変わります。画面の明るさも上げてください。
  `);
});

const MANY = [FORM, 'water-start', 'bulky-waste'];

/** Forms so full of rare characters, none of them twice, that their code takes pages. */
async function makePages(page: Page, hall: CityHall, from: number): Promise<string[]> {
  const long = (from: number) => String.fromCodePoint(...Array.from({ length: 34 }, (_, nth) => from + nth));
  const wide = (example: Sample, from: number) =>
    Object.fromEntries(Object.entries(example).map(([control, text]) => [control, /town|building|block/.test(control) ? long(from) : text]));
  for (const [nth, form] of MANY.entries()) {
    await page.goto(`/forms/${form}`);
    await expectAlive(page);
    await writeAll(page, wide(sample(hall, form), from + nth * 0x400));
    await expect(page.getByText(/^保存済み \d{2}:\d{2}$/)).toBeVisible();
  }
  await page.goto('/bundle');
  await expectAlive(page);
  await page.getByRole('button', { name: '3件を1つのQRコードにする' }).click();
  await expect(page.getByText(/QRコードが\d枚に分かれています/)).toBeVisible();
  return digitsOn(page);
}

test('what one code cannot show comes in pages: any order, nothing missing, nobody else’s', ALONE, async ({ page, another, hall }) => {
  test.slow();
  const pages = await makePages(page, hall, 0x5000);
  expect(pages.length).toBeGreaterThan(1);
  await expect(page.getByText(/1枚にしたいときは、たとえば「.*」を外して/)).toBeVisible();
  const bring = page.getByRole('list').filter({ hasText: '本人確認書類' });
  await expect(bring, 'that nothing is needed is not said beside what is').toHaveCount(1);
  await expect(bring.getByText('持ち物はありません')).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: '画面いっぱいに大きく見せる' }).click();
  for (const [nth, digits] of pages.entries()) {
    await expect(page.getByRole('dialog').getByRole('img', { name: `${CODE}（${pages.length}枚のうち${nth + 1}枚目）` })).toBeVisible();
    const screen = await page.screenshot();
    expect(await readCodes(screen)).toEqual([digits]);
    expect(readCodesAgain(screen)).toEqual([digits]);
    await page.keyboard.press('ArrowRight');
  }
  await page.getByRole('button', { name: '閉じる' }).click();
  const opened = JSON.parse(hall.run(['slip', 'open', '--data', hall.data], pages.toReversed().join('\n'))) as unknown[];
  expect(opened).toHaveLength(3);

  const theirs = await makePages(await (await another({ viewport: { width: 390, height: 844 } })).newPage(), hall, 0x6800);
  const desk = await (await another({ viewport: { width: 1366, height: 768 } })).newPage();
  await plugIn(desk);
  await join(desk, hall);
  await scan(desk, pages.at(-1)!);
  await expect(desk.getByText(`${pages.length}枚に分かれたコードです。`)).toBeVisible();
  await expect(desk.getByRole('listitem').filter({ hasText: `${pages.length}枚目：読み取りました` })).toBeVisible();
  await expect(desk.getByRole('listitem').filter({ hasText: '1枚目：まだです' })).toBeVisible();
  await scan(desk, theirs[0]!);
  await expect(desk.getByRole('alert').filter({ hasText: '別の申請書のページです。' })).toBeVisible();
  for (const digits of pages.slice(0, -1)) await scan(desk, digits);
  await expect(desk.getByRole('navigation', { name: /このコードの申請書（3件）/ })).toBeVisible();

  // Whoever wants one picture leaves out what was named.
  const [, left] = /たとえば「(.*)」を外して/.exec(await page.getByText(/1枚にしたいときは/).innerText()) ?? [];
  await page.getByRole('button', { name: '入れる申請書を選び直す' }).click();
  for (const title of (left ?? '').split('」「')) await page.getByRole('checkbox', { name: title }).uncheck();
  await page.getByRole('button', { name: /QRコード/ }).click();
  await expect(page.getByRole('img', { name: CODE, exact: true })).toBeVisible();
  expect(await digitsOn(page)).toHaveLength(1);

  // In whatever order they were chosen, there is something to leave out.
  for (const first of MANY) {
    await page.goto('about:blank');
    await page.goto(`/bundle#${[first, ...MANY.filter((form) => form !== first)].join(',')}`);
    await expectAlive(page);
    await page.getByRole('button', { name: '3件を1つのQRコードにする' }).click();
    await expect(page.getByText(/1枚にしたいときは/)).toBeVisible();
  }
});

test('past the end of the city’s key the page asks for a network before anything is written, and the way stays open', ALONE_OFFLINE, async ({
  page,
  context,
  hall,
  troubles,
}) => {
  test.slow();
  const notice = page.getByRole('alert').filter({ hasText: '書き始める前に、一度インターネットにつないでください' });
  const { until } = (await (await page.request.get(`${hall.url}/city-key.json`)).json()) as { until: string };
  const day = (days: number) => new Date(Date.parse(`${until}T12:00:00+09:00`) + days * 86_400_000);
  await page.goto(`/forms/${FORM}`);
  await expectAlive(page);
  await expectKept(page);

  // On its last day, and with a clock that is a day ahead, nobody is asked anything.
  troubles.expectNoNetwork();
  await context.setOffline(true);
  for (const days of [0, 1]) {
    await page.clock.setFixedTime(day(days));
    await page.reload();
    await expectAlive(page);
    await expect(page.getByText('書いた内容はこの端末の中に保存され')).toBeVisible();
    await page.waitForTimeout(300);
    await expect(notice).toBeHidden();
  }
  await page.clock.setFixedTime(day(2));
  await page.reload();
  await expectAlive(page);
  await expect(notice).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole('link', { name: 'はじめる' })).toBeVisible();

  await notice.getByRole('button', { name: 'つないで確かめる' }).click();
  await expect(notice).toBeVisible();

  // Online once, it is gone by itself, and the code can be made without a network again.
  await context.setOffline(false);
  await expect(notice).toBeHidden();
  await context.setOffline(true);
  await writeAll(page, sample(hall, FORM));
  await page.getByRole('button', { name: 'QRコードを作る' }).click();
  await expect(page.getByRole('img', { name: CODE })).toBeVisible();
});
