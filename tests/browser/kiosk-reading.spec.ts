// Holding a code at a kiosk: over a scanner that types or sits on a serial line, before its camera, in pages; and what stands in the way.
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoLoss } from './fixtures/access.ts';
import { hold, isOff, pretendCamera } from './fixtures/camera.ts';
import { chooseForm, expectStart, goAway, kioskAndDesk } from './fixtures/kiosk.ts';
import { cut } from './fixtures/pages.ts';
import { carried, picture } from './fixtures/pictures.ts';
import { squares } from './fixtures/pixels.ts';
import { plugIn, scan } from './fixtures/scanner.ts';
import { plugInLine, send } from './fixtures/serial.ts';
import { sealed } from './fixtures/slip.ts';
import { expect, test } from './fixtures/test.ts';

test.setTimeout(150_000);

const FORM = 'water-start';
const NAME = 'Nguyễn';

const camera = (kiosk: Page) => kiosk.getByRole('button', { name: 'この端末のカメラにかざす' });
const hint = (kiosk: Page) => kiosk.locator('.camera-hint');
const brought = (kiosk: Page) => kiosk.locator('.kiosk-answers');

async function beforeTheReader(kiosk: Page): Promise<void> {
  await kiosk.getByRole('button', { name: /コードをかざす/ }).click();
  await expect(kiosk.getByRole('heading', { name: /コードを読取機にかざしてください/ })).toBeVisible();
}

test('a code is held before the camera of the kiosk, which is off again afterwards', async ({ another, hall }) => {
  const { kiosk } = await kioskAndDesk(another, hall, true, pretendCamera);
  await beforeTheReader(kiosk);
  expect(await kiosk.evaluate(() => window.pretended.asked.length), 'nobody has wanted it yet').toBe(0);
  await camera(kiosk).click();
  await expect(hint(kiosk)).toHaveText('申請の画面のQRコードを、枠の中にかざしてください。');
  await expectAccessible(kiosk);
  await expectNoLoss(kiosk);
  // Whoever stands before the screen holds it to the lens beside the screen.
  const [asked] = await kiosk.evaluate(() => window.pretended.asked.map((wanted) => wanted.video));
  expect(asked).toMatchObject({ facingMode: { ideal: 'user' } });
  await hold(kiosk, await squares('https://example.jp/sakurano'));
  await expect(hint(kiosk)).toHaveText('申請書のコードではありません。申請の画面のQRコードをかざしてください。');
  await hold(kiosk, await squares(sealed(hall, FORM)));
  await expect(brought(kiosk)).toContainText(NAME);
  expect(await isOff(kiosk)).toBe(true);
  await goAway(kiosk).click();
  await expectStart(kiosk);

  await beforeTheReader(kiosk);
  await camera(kiosk).click();
  await expect(hint(kiosk)).toContainText('枠の中に');
  await kiosk.getByRole('button', { name: '戻る' }).click();
  await expectStart(kiosk);
  expect(await isOff(kiosk)).toBe(true);

  // By keys: first the camera is put away, then the screen.
  await beforeTheReader(kiosk);
  await camera(kiosk).click();
  await expect(hint(kiosk)).toContainText('枠の中に');
  await kiosk.keyboard.press('Escape');
  await expect(camera(kiosk)).toBeVisible();
  expect(await isOff(kiosk)).toBe(true);
  await kiosk.keyboard.press('Escape');
  await expectStart(kiosk);
});

for (const [how, error, words] of [
  ['is not allowed', 'NotAllowedError', /カメラを使えるようになっていません/],
  ['is not there', 'NotFoundError', /カメラがありません/],
  ['is used by another program', 'NotReadableError', /カメラを、いま使えません/],
] as const) {
  test(`a camera that ${how} leaves the scanner and the staff`, async ({ another, hall }) => {
    const { kiosk } = await kioskAndDesk(another, hall, true, async (page) => {
      await plugIn(page);
      await page.addInitScript((error) => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', error));
      }, error);
    });
    await beforeTheReader(kiosk);
    await camera(kiosk).click();
    await expect(kiosk.getByRole('alert').filter({ hasText: words })).toContainText('読取機にかざすか、お近くの職員にお声がけください。');
    await expectAccessible(kiosk);
    await scan(kiosk, sealed(hall, FORM));
    await expect(brought(kiosk)).toContainText(NAME);
  });
}

test('the pages of a code are held there in any order and by any way, and stay with whoever holds them', async ({ another, hall }) => {
  const { kiosk } = await kioskAndDesk(another, hall, true, async (page) => {
    await plugIn(page);
    await pretendCamera(page);
    await plugInLine(page, true);
  });
  const [first, second, third] = cut(sealed(hall, FORM), 3);
  const [theirs] = cut(sealed(hall, FORM, { 'user.family': '前田' }), 3);
  const page = (words: string) => kiosk.getByRole('listitem').filter({ hasText: words });
  await scan(kiosk, third ?? '');
  await expect(page('3枚目：読み取りました')).toBeVisible();
  await expect(page('1枚目：まだです')).toBeVisible();
  await expectAccessible(kiosk);
  // Whoever goes back takes their pages with them.
  await kiosk.getByRole('button', { name: '戻る' }).click();
  await scan(kiosk, theirs ?? '');
  await expect(page('1枚目：読み取りました')).toBeVisible();
  await expect(page('3枚目：まだです')).toBeVisible();
  await scan(kiosk, third ?? '');
  await expect(kiosk.getByRole('alert').filter({ hasText: '別の申請書のページです。' })).toBeVisible();
  await kiosk.getByRole('button', { name: '戻る' }).click();

  await scan(kiosk, second ?? '');
  await expect(page('2枚目：読み取りました')).toBeVisible();
  await camera(kiosk).click();
  await hold(kiosk, await squares(first ?? ''));
  await expect(hint(kiosk)).toHaveText('ページを読み取りました。次のページをかざしてください。');
  await expect(page('1枚目：読み取りました')).toBeVisible();
  await send(kiosk, `${third}\r\n`);
  await expect(brought(kiosk)).toContainText(NAME);
  expect(await isOff(kiosk)).toBe(true);
});

test('staff connect a scanner on a serial line where they let the kiosk in', async ({ another, hall }) => {
  const { kiosk } = await kioskAndDesk(another, hall, true, async (page) => {
    await plugInLine(page);
    await page.goto('/kiosk/main');
    await page.getByRole('button', { name: 'シリアル接続の読取機をつなぐ' }).click();
    await expect(page.getByText('シリアル接続の読取機を使っています。')).toBeVisible();
    await expectAccessible(page);
  });
  await expect(kiosk.getByRole('button', { name: 'シリアル接続の読取機をつなぐ' })).toHaveCount(0);
  await expect.poll(() => kiosk.evaluate(() => window.line.opened())).toBe(true);
  await send(kiosk, `${sealed(hall, FORM)}\r\n`);
  await expect(brought(kiosk)).toContainText(NAME);
});

test('a code that is held where it cannot be opened is typed nowhere, and says why', async ({ another, hall }) => {
  const { kiosk } = await kioskAndDesk(another, hall, true, plugIn);
  await chooseForm(kiosk, '水道使用開始届');
  const field = kiosk.locator('[name="user.family"]');
  await field.fill('前田');
  await field.focus();
  await scan(kiosk, sealed(hall, FORM));
  await expect(kiosk.getByRole('status').filter({ hasText: 'この画面を終えてから' })).toBeVisible();
  await expect(field).toHaveValue('前田');
  await expect(kiosk.locator('#Summary')).toBeHidden();
  await goAway(kiosk).click();
  await expectStart(kiosk);
  await expect(kiosk.getByText('この画面を終えてから')).toBeHidden();
});

test('a kiosk without the right says where a code is opened, and issues no ticket by it', async ({ another, hall }) => {
  const { kiosk } = await kioskAndDesk(another, hall, false, plugIn);
  await scan(kiosk, sealed(hall, FORM));
  await expect(kiosk.getByRole('status').filter({ hasText: 'この端末ではコードを開けません。窓口でお出しください。' })).toBeVisible();
  await expectStart(kiosk);
  await expect(kiosk.locator('.kiosk-people').first()).toContainText('0人待ち');
});

test('what is dropped there is read, or refused in words; it never opens in place of the kiosk', async ({ another, hall }) => {
  const { kiosk } = await kioskAndDesk(another, hall);
  await beforeTheReader(kiosk);
  const blank = Buffer.from(await kiosk.evaluate(() => document.createElement('canvas').toDataURL().split(',')[1] ?? ''), 'base64');
  const drop = async (png: Buffer) => kiosk.locator('.kiosk-hold').dispatchEvent('drop', { dataTransfer: await carried(kiosk, png) });
  await drop(blank);
  await expect(kiosk.getByRole('alert').filter({ hasText: 'このファイルからは、コードを読み取れません。' })).toBeVisible();
  await drop(await picture(kiosk, sealed(hall, FORM), 4, 'image/png'));
  await expect(brought(kiosk)).toContainText(NAME);
});
