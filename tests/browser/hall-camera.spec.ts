// Reading by camera at the desk: a real picture before a pretended lens, and everything that keeps a camera from seeing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { CHROMIUM, FLAGS } from './fixtures/browser.ts';
import { hold, isOff, pretendCamera } from './fixtures/camera.ts';
import { join } from './fixtures/desk.ts';
import { cut } from './fixtures/pages.ts';
import { film, squares } from './fixtures/pixels.ts';
import { sealed } from './fixtures/slip.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ viewport: { width: 1280, height: 800 } });
test.setTimeout(120_000);

const TITLE = '住民票の写し等交付請求書';
const FORM = 'residence-certificate';

const button = (page: Page) => page.getByRole('button', { name: 'カメラで読む' });
const hint = (page: Page) => page.locator('.camera-hint');

test('a code is held before the camera, and the camera is off again', async ({ page, hall }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await pretendCamera(page);
  await join(page, hall);
  // Nobody has wanted to read a picture yet.
  expect(fetched.filter((path) => path.includes('/reader-'))).toEqual([]);
  await button(page).click();
  await expect(hint(page)).toHaveText('申請の画面のQRコードを、枠の中にかざしてください。');
  await expectAccessible(page);
  await hold(page, await squares(sealed(hall, FORM)));
  await expect(page.getByRole('heading', { name: TITLE })).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'カメラで読み取りました。' })).toBeVisible();
  await expect(page.locator('video')).toBeHidden();
  expect(await isOff(page)).toBe(true);
  expect(fetched.filter((path) => path.includes('/reader-')).length).toBe(2);
});

test('the pages of a code are held before the camera one after the other', async ({ page, hall }) => {
  await pretendCamera(page);
  await join(page, hall);
  const [first, second, third] = cut(sealed(hall, FORM), 3);
  const [other] = cut(sealed(hall, FORM, { 'applicant.family': '前田' }), 3);
  await button(page).click();
  await hold(page, await squares(second ?? ''));
  await expect(hint(page)).toHaveText('ページを読み取りました。次のページをかざしてください。');
  await expect(page.getByRole('listitem').filter({ hasText: '2枚目：読み取りました' })).toBeVisible();
  // What another has left on the desk does not mix with it.
  await hold(page, await squares(other ?? ''));
  await expect(page.getByRole('alert').filter({ hasText: '別の申請書のページです。' })).toBeVisible();
  await hold(page, await squares(third ?? ''));
  await expect(page.getByRole('listitem').filter({ hasText: '3枚目：読み取りました' })).toBeVisible();
  expect(await isOff(page)).toBe(false);
  await hold(page, await squares(first ?? ''));
  await expect(page.getByRole('heading', { name: TITLE })).toBeFocused();
  expect(await isOff(page)).toBe(true);
});

test('what cannot be read says what to do', async ({ page, hall }) => {
  await pretendCamera(page);
  await join(page, hall);
  const code = await squares(sealed(hall, FORM));
  await page.keyboard.press('Alt+C');
  await hold(page, code, { pitch: 1.2, paper: 200, ink: 80 });
  await expect(hint(page)).toHaveText('もう少し近づけてください。');
  await hold(page, null, { paper: 6 });
  await expect(hint(page)).toHaveText('暗くて読めません。明るいところで、画面も明るくしてかざしてください。');
  await hold(page, null, { paper: 255 });
  await expect(hint(page)).toHaveText('光が強すぎます。反射を避けて、少し傾けてください。');
  // Codes of others lie on every desk; the camera goes on looking.
  await hold(page, await squares('https://example.jp/sakurano'));
  await expect(hint(page)).toHaveText('申請書のコードではありません。申請の画面のQRコードをかざしてください。');
  await page.getByRole('button', { name: 'カメラを閉じる' }).click();
  expect(await isOff(page)).toBe(true);
});

test('the lamp, another camera, and the keyboard alone', async ({ page, hall }) => {
  await pretendCamera(page);
  await join(page, hall);
  await button(page).focus();
  await page.keyboard.press('Enter');
  const lamp = page.getByRole('button', { name: 'ライト' });
  await expect(lamp).toHaveAttribute('aria-pressed', 'false');
  await lamp.focus();
  await page.keyboard.press('Space');
  await expect(lamp).toHaveAttribute('aria-pressed', 'true');
  expect(await page.evaluate(() => window.pretended.lamp)).toEqual([true]);
  await page.getByRole('combobox', { name: 'カメラ' }).selectOption('書画カメラ');
  await expect.poll(() => page.evaluate(() => window.pretended.tracks.map((track) => track.readyState))).toEqual(['ended', 'live']);
  const asked = await page.evaluate(() => window.pretended.asked.map((wanted) => wanted.video));
  expect(asked[0]).toMatchObject({ facingMode: { ideal: 'environment' } });
  expect(asked[1]).toMatchObject({ deviceId: { exact: 'stand' } });
  await hold(page, await squares(sealed(hall, FORM)));
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
});

test('whoever signs out, leaves the page or goes away takes the camera with them', async ({ page, hall }) => {
  await pretendCamera(page);
  await join(page, hall);
  await button(page).click();
  await expect(page.locator('video')).toBeVisible();
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect(page.locator('video')).toBeHidden();
  expect(await isOff(page)).toBe(true);
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { value: false, configurable: true }));
  await button(page).click();
  await expect(hint(page)).toContainText('枠の中に');
  await page.getByRole('button', { name: 'サインアウト' }).click();
  await expect(page.getByRole('heading', { name: 'サインイン' })).toBeVisible();
  expect(await isOff(page)).toBe(true);
});

const nothing: [string, string | null, RegExp][] = [
  ['is not allowed', 'NotAllowedError', /許可されていません/],
  ['is not there', 'NotFoundError', /見つかりません/],
  ['is used by another program', 'NotReadableError', /ほかのプログラムが使っています/],
  ['is not to be had without HTTPS', null, /HTTPSで開かれていない/],
];

for (const [how, error, words] of nothing) {
  test(`a camera that ${how}`, async ({ page, hall }) => {
    await page.addInitScript((error) => {
      if (error === null) Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
      else navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', error));
    }, error);
    await join(page, hall);
    await button(page).click();
    await expect(page.getByRole('alert').filter({ hasText: words })).toContainText('読取機・画像・貼り付けは、このまま使えます。');
    await expect(page.locator('video')).toBeHidden();
    await expectAccessible(page);
    // The other ways stay open.
    await page.getByLabel('申請書のQRコードを読取機にかざしてください').fill(sealed(hall, FORM));
    await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  });
}

test('a camera that is pulled out', async ({ page, hall }) => {
  await pretendCamera(page);
  await join(page, hall);
  await button(page).click();
  await expect(hint(page)).toContainText('枠の中に');
  await page.evaluate(() => window.pretended.tracks[0]?.dispatchEvent(new Event('ended')));
  await expect(page.getByRole('alert').filter({ hasText: 'カメラが外れたか' })).toBeVisible();
});

test('where the browser reads codes itself, it does, and ours is not fetched', async ({ page, hall }) => {
  const digits = sealed(hall, FORM);
  await pretendCamera(page);
  await page.addInitScript((digits) => {
    let looks = 0;
    Object.assign(window, {
      BarcodeDetector: class {
        static getSupportedFormats(): Promise<string[]> {
          return Promise.resolve(['ean_13', 'qr_code']);
        }
        detect(picture: unknown) {
          if (!(picture instanceof HTMLVideoElement)) throw new Error('not the video');
          looks += 1;
          return Promise.resolve(looks < 4 ? [] : [{ rawValue: digits, format: 'qr_code' }]);
        }
      },
    });
  }, digits);
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await join(page, hall);
  await button(page).click();
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  expect(fetched.filter((path) => path.includes('/reader-'))).toEqual([]);
});

test('a reader of the browser that does nothing is helped by ours', async ({ page, hall }) => {
  await pretendCamera(page);
  await page.addInitScript(() => {
    Object.assign(window, {
      BarcodeDetector: class {
        static getSupportedFormats(): Promise<string[]> {
          return Promise.resolve(['qr_code']);
        }
        detect = () => Promise.reject(new DOMException('', 'NotSupportedError'));
      },
    });
  });
  await join(page, hall);
  await button(page).click();
  await hold(page, await squares(sealed(hall, FORM)));
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
});

test('from the moment when a code is seen it takes less than a second', async ({ playwright, hall }) => {
  const folder = mkdtempSync(path(tmpdir(), 'madoguchi-film-'));
  const times: number[] = [];
  for (const nth of [1, 2, 3, 4, 5]) {
    const file = path(folder, `${nth}.y4m`);
    film(file, await squares(sealed(hall, FORM)), 5, 20, 30);
    const args = [...FLAGS, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${file}`];
    const browser = await playwright.chromium.launch({ executablePath: CHROMIUM, args });
    const page = await browser.newPage({ baseURL: hall.url, locale: 'ja-JP', viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
    if (nth === 1) await join(page, hall);
    else await signIn(page);
    await page.evaluate(() => {
      // White in the middle of the picture: the code is in view.
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [1, 1];
      const pen = canvas.getContext('2d', { willReadFrequently: true });
      const look = () => {
        const video = document.querySelector('video');
        if (video && video.videoWidth > 0) {
          pen?.drawImage(video, video.videoWidth / 2 - 100, video.videoHeight / 2 - 100, 200, 200, 0, 0, 1, 1);
          // The desk is darker than a code, and a picture that has not come yet is black.
          const [red] = pen?.getImageData(0, 0, 1, 1).data ?? [];
          if ((red ?? 0) > 126) performance.mark('seen');
        }
        if (performance.getEntriesByName('seen').length === 0) requestAnimationFrame(look);
      };
      look();
      new MutationObserver(() => {
        if (document.querySelector('.opened') && performance.getEntriesByName('open').length === 0) performance.mark('open');
      }).observe(document.body, { childList: true, subtree: true });
    });
    await button(page).click();
    await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
    const [seen, open] = await page.evaluate(() => ['seen', 'open'].map((name) => performance.getEntriesByName(name)[0]?.startTime ?? NaN));
    times.push((open ?? NaN) - (seen ?? NaN));
    await browser.close();
    rmSync(file);
  }
  rmSync(folder, { recursive: true });
  times.sort((a, b) => a - b);
  console.log(`from code in view to open form: ${times.map((time) => Math.round(time)).join(', ')} ms`);
  expect(times[2]).toBeLessThan(1_000);
});

/** The same member of staff, in another browser. */
async function signIn(page: Page): Promise<void> {
  await page.goto('/counter');
  const form = page.getByRole('form', { name: 'サインイン' });
  await form.getByLabel('名前').fill('佐倉 花子');
  await form.getByLabel('合言葉').fill('さくらの花は四月に咲きます');
  await form.getByRole('button', { name: 'サインイン' }).click();
  await page.getByRole('button', { name: '2番窓口' }).first().click();
}
