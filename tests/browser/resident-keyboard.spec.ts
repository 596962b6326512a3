// A form sent from home with nothing but the keyboard.
import { expectAlive } from './fixtures/arrival.ts';
import { expect, test } from './fixtures/test.ts';
import { Writer } from './fixtures/writing.ts';

test.use({ shared: true });

/** The day in a week, in Japan: year, month, day. */
function inAWeek(): string[] {
  const day = new Date(Date.now() + (9 + 7 * 24) * 60 * 60 * 1000);
  return [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()].map(String);
}

test('water is asked for and sent from home with the keyboard alone, and the receipt is read out', async ({ page }) => {
  await page.goto('/');
  await expectAlive(page);
  const writer = new Writer(page);
  await writer.tabTo('水道使用開始届');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '水道使用開始届' })).toBeVisible();
  await expectAlive(page);
  await writer.tabTo('はじめる');
  await page.keyboard.press('Enter');

  await writer.on('水道を使う人の氏名');
  await writer.fields('佐倉', '花子', 'サクラ', 'ハナコ');
  await writer.next('昼間に連絡できる電話番号');
  await page.keyboard.type('09000000056');
  await writer.next('水道を使う場所の住所');
  await writer.fields('000-0007', 'さくら県さくら野市', '緑が丘三丁目', '8番1号', 'グリーンコート緑が丘305');
  await page.keyboard.press('Shift+Tab');
  await writer.next('使い始める日');
  await writer.pick('西暦');
  await writer.fields(...inAWeek());
  await page.keyboard.press('Shift+Tab');
  await writer.next('水栓番号かお客様番号');
  await writer.next('料金の支払い方');
  await writer.choose(2);
  await writer.next('お知らせや納付書の送り先');
  await writer.choose(1);
  await writer.next('前の住所');

  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '内容の確認' })).toBeFocused();
  await writer.tabTo('オンラインで送る');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '送信の状態' })).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: '市が受け付けました。' })).toBeVisible();
  await expect(page.locator('#Sent .reference')).toHaveText(/^\d{2}-\d{6}-\d$/);

  // And on to the list of what was sent.
  await writer.tabTo('送信待ち・送信済みの一覧');
  await page.keyboard.press('Enter');
  await expect(page.locator('.parcel-state').first()).toHaveText('送信済み');
});

test('what is written leaves the phone only when its owner sends it', async ({ page }) => {
  const left: string[] = [];
  page.on('request', (request) => left.push(`${request.method()} ${decodeURIComponent(request.url())} ${request.postData() ?? ''}`));
  await page.goto('/forms/water-start#user');
  await expectAlive(page);
  for (const [name, text] of [
    ['氏', '桜小路'],
    ['名', '紫苑'],
    ['氏のフリガナ', 'サクラコウジ'],
    ['名のフリガナ', 'シオン'],
  ] as const) {
    await page.getByRole('textbox', { name, exact: true }).fill(text);
  }
  await expect(page.getByText(/^保存済み \d{2}:\d{2}$/)).toBeVisible();
  await page.getByRole('button', { name: '次へ' }).click();
  await page.getByLabel('昼間に連絡できる電話番号').fill('09000000056');
  await page.reload();
  await expectAlive(page);
  expect(left.filter((request) => /桜小路|紫苑|サクラコウジ|シオン|09000000056|^POST/.test(request))).toEqual([]);
});
