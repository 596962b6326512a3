// A morning in the lobby: the kiosk, the desk, the display and a phone, each in its own browser.
import { chimes, countNotes, touch } from './fixtures/chime.ts';
import { join, joinWith, letKioskIn, strike, takeCounter, takeTicket } from './fixtures/desk.ts';
import { readCodes } from './fixtures/qr.ts';
import { expect, test } from './fixtures/test.ts';

const DISPLAY = { viewport: { width: 1920, height: 1080 } };
const TABLET = { viewport: { width: 1024, height: 768 } };
const DESKTOP = { viewport: { width: 1366, height: 768 } };

test('from the ticket to the counter', async ({ page: phone, hall, another, troubles }) => {
  // The last key asks for a step that cannot be taken yet.
  troubles.expect(/status of 409 .*\/api\/finish/);
  const [kiosk, desk, display] = await Promise.all([TABLET, DESKTOP, DISPLAY].map(async (size) => (await another(size)).newPage()));
  if (!kiosk || !desk || !display) throw new Error('three browsers were asked for');
  await countNotes(display);
  await display.goto('/display/main');
  await touch(display);
  await join(desk, hall);
  await letKioskIn(kiosk, desk);

  // A ticket, and the way to follow it on a phone.
  await kiosk.getByRole('button', { name: /住所の異動/ }).click();
  await expect(kiosk.locator('.ticket-number')).toHaveText('B001');
  await expect(kiosk.getByText('次にお呼びします')).toBeVisible();
  const [address] = await readCodes(await kiosk.screenshot());
  expect(address).toMatch(new RegExp(`^${hall.url}/wait/main#B001-20\\d{6}$`));
  await phone.goto(address ?? '');
  await expect(phone.getByText('次にお呼びします')).toBeVisible();
  await kiosk.keyboard.press('Escape');
  const later = await takeTicket(kiosk, '住所の異動');
  expect(later.number).toBe('B002');
  await expect(display.locator('.count', { hasText: '住所の異動' })).toContainText('2人');

  // Called: the display rings and shows where, the phone says so.
  await strike(desk, 'F2', 'B001番の方を呼びました。');
  await expect(display.locator('.newest-call')).toHaveText(/B001.*2番窓口/);
  await expect(phone.getByText('順番です。2番の窓口へお越しください')).toBeVisible();
  await expect.poll(() => chimes(display)).toBe(1);

  // Called again: it rings again.
  await strike(desk, 'F4', 'B001番の方をもう一度呼びました。');
  await expect.poll(() => chimes(display)).toBe(2);

  // Nobody came: the phone says what to do, and the late comer is called after all.
  await strike(desk, 'Shift+F4', 'B001番の方を不在にしました。');
  await expect(phone.getByText('お呼びしましたが、お会いできませんでした')).toBeVisible();
  await expect(phone.getByText(/まだ間に合います。2番の窓口/)).toBeVisible();
  await expect(display.locator('.latest-call[data-stage=missed]')).toContainText('B001');
  await strike(desk, 'F4', 'B001番の方をもう一度呼びました。');
  await expect(phone.getByText('順番です。2番の窓口へお越しください')).toBeVisible();
  await strike(desk, 'F8', 'B001番の方の対応を始めました。');
  await expect(phone.getByText('2番の窓口で対応しています')).toBeVisible();
  await strike(desk, 'F9', 'B001番の方の対応を終えました。');
  await expect(phone.getByText('この番号は、いまの待ち列にありません')).toBeVisible();

  // Out of turn, by its number, however it is typed.
  await desk.getByLabel('番号で呼ぶ').fill('ｂ２');
  await desk.keyboard.press('Enter');
  await expect(desk.locator('.current')).toHaveText(/B002.*呼出中/);
  await desk.keyboard.press('F9');
  await expect(desk.getByRole('alert').filter({ hasText: 'B002' })).toBeVisible();
});

test('two desks and one ticket: one calls it, the other is told who did', async ({ hall, another, troubles }) => {
  troubles.expect(/status of 409/);
  const [first, second] = [await (await another(DESKTOP)).newPage(), await (await another(DESKTOP)).newPage()];
  await join(first, hall, '佐倉 花子', 2);
  await first.getByRole('button', { name: '職員を招待' }).click();
  await first.getByRole('button', { name: '招待コードを発行' }).click();
  const code = await first.locator('.big-code').innerText();
  await first.getByRole('button', { name: '呼出と受付' }).click();
  await joinWith(second, code, '野々村 太郎');
  await takeCounter(second, 3);
  await first.getByRole('button', { name: '住所の異動の整理券を発券' }).click();
  await expect(second.locator('.line-of-waiting', { hasText: '住所の異動' })).toContainText('1人');

  await Promise.all([first, second].map((desk) => desk.keyboard.press('F2')));
  const said = async () => (await Promise.all([first, second].map((desk) => desk.locator('.calls').innerText()))).join('\n');
  await expect.poll(said).toContain('B001番の方を呼びました。');
  // Whoever was a moment slower is told whom the other one called, and to where.
  const [winner, loser] = (await first.locator('.calls').innerText()).includes('B001番の方を呼びました。') ? ['2番', second] : ['3番', first];
  await expect(loser.getByRole('alert').filter({ hasText: `B001番の方は、${winner}窓口でお呼びしています。` })).toBeVisible();
  await expect(loser.locator('.current')).toHaveText('対応中の方はいません');

  // The one who lost asks for the same ticket by its number.
  await loser.getByLabel('番号で呼ぶ').fill('B001');
  await loser.keyboard.press('Enter');
  await expect(loser.getByRole('alert').filter({ hasText: `B001番の方は、すでに${winner}窓口でお呼びしています。` })).toBeVisible();
});

test('calls in quick succession are shown one after another, and none is lost', async ({ hall, another }) => {
  const [desk, display] = [await (await another(DESKTOP)).newPage(), await (await another(DISPLAY)).newPage()];
  await countNotes(display);
  await join(desk, hall);
  for (const waiting of ['1人', '2人', '3人']) {
    await desk.getByRole('button', { name: '住所の異動の整理券を発券' }).click();
    await expect(desk.locator('.line-of-waiting', { hasText: '住所の異動' })).toContainText(waiting);
  }
  await display.goto('/display/main');
  await touch(display);
  await expect(display.locator('.count', { hasText: '住所の異動' })).toContainText('3人');

  const shown: string[] = [];
  await display.exposeFunction('announced', (number: string) => shown.push(number));
  await display.evaluate(() => {
    const announced = (window as unknown as { announced: (number: string) => void }).announced;
    let last = '';
    new MutationObserver(() => {
      const number = document.querySelector('.newest-call.announced .newest-ticket')?.textContent ?? '';
      if (number !== '' && number !== last) announced(number);
      last = number;
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  // Three counters call in the same moment.
  await Promise.all([2, 3, 4].map((counter) => desk.request.post('/api/call_next', { data: { office: 'main', counter } })));
  await expect.poll(() => shown, { timeout: 20_000 }).toHaveLength(3);
  expect([...shown].sort()).toEqual(['B001', 'B002', 'B003']);
  await expect.poll(() => chimes(display)).toBe(3);
});

test('a press whose answer is lost is one ticket', async ({ hall, another, troubles }) => {
  troubles.expectNoNetwork();
  const [kiosk, desk] = [await (await another(TABLET)).newPage(), await (await another(DESKTOP)).newPage()];
  await join(desk, hall);
  await letKioskIn(kiosk, desk);
  const keys: string[] = [];
  await kiosk.route('**/api/issue_ticket', async (route) => {
    keys.push((route.request().postDataJSON() as { key: string }).key);
    if (keys.length > 1) return route.continue();
    // The city hall issues it, but the answer never comes.
    await route.fetch();
    await route.abort('connectionreset');
  });
  await kiosk.keyboard.press('1');
  await expect(kiosk.locator('.ticket-number')).toHaveText('A001');
  expect(keys).toHaveLength(2);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(keys[1]).toBe(keys[0]);
  await expect(desk.locator('.line-of-waiting', { hasText: '証明書の発行' })).toContainText('1人');

  // Nobody presses anything: the next person finds the buttons again.
  await expect(kiosk.getByText(/あと\d+秒/)).toBeVisible();
  await expect(kiosk.getByRole('heading', { name: /ご用件を押してください/ })).toBeVisible({ timeout: 20_000 });
});

test('a kiosk that is sent away shows a code again, and says what to do meanwhile', async ({ hall, another, troubles }) => {
  troubles.expect(/status of 401/);
  const [kiosk, desk] = [await (await another(TABLET)).newPage(), await (await another(DESKTOP)).newPage()];
  await join(desk, hall);
  await letKioskIn(kiosk, desk);
  await desk.getByRole('button', { name: '端末' }).click();
  await desk.getByRole('button', { name: '正面玄関の登録を取り消す' }).click();
  await desk.getByRole('button', { name: '取り消す', exact: true }).click();
  await expect(desk.getByRole('rowheader', { name: '正面玄関' })).toBeHidden();
  await kiosk.getByRole('button', { name: /証明書の発行/ }).click();
  await expect(kiosk.locator('.big-code')).toHaveText(/^\d{6}$/);
});
