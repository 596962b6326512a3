// Serving oneself at a kiosk: filling in standing, holding a code over it, printing, and going away without a trace.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { chooseForm, expectStart, fillStanding, goAway, kioskAndDesk } from './fixtures/kiosk.ts';
import { sample } from './fixtures/pen.ts';
import { readCodes } from './fixtures/qr.ts';
import { plugIn, scan } from './fixtures/scanner.ts';
import { sealed } from './fixtures/slip.ts';
import { everythingKept } from './fixtures/terminal.ts';
import { expect, test } from './fixtures/test.ts';

test.setTimeout(150_000);

const FORM = 'water-start';
const TITLE = '水道使用開始届';
const NAME = 'Nguyễn';

/** Beside the kiosk stands a printer. (A browser without a window and a printer dies of printing a PDF.) */
async function withPrinter(kiosk: Page): Promise<void> {
  await kiosk.addInitScript(() => {
    const print = () => document.documentElement.setAttribute('data-paper', document.title);
    Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', { get: () => ({ print }) });
  });
}

/** The text of the PDF that comes of this. */
async function printed(kiosk: Page, press: () => Promise<unknown>): Promise<string> {
  const answer = kiosk.waitForResponse((response) => response.url().endsWith('/api/print_code'));
  await press();
  const response = await answer;
  expect(response.status()).toBe(200);
  expect(response.headers()['cache-control']).toBe('no-store');
  await expect(kiosk.locator('html'), 'no name stands in the printer’s list').toHaveAttribute('data-paper', /^((?!Nguy).)*$/);
  const file = path(mkdtempSync(path(tmpdir(), 'madoguchi-kiosk-')), 'sheet.pdf');
  writeFileSync(file, await response.body());
  return execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
}

test('a form is filled in standing, looked over, printed and carried to the counter as a code, and then it is gone', async ({ another, hall }) => {
  const { kiosk, desk } = await kioskAndDesk(another, hall, true, withPrinter);
  await plugIn(desk);
  await fillStanding(kiosk, TITLE, sample(hall, FORM));
  await expectAccessible(kiosk);
  const answers = kiosk.locator('#Review');
  await expect(answers).toContainText(NAME);
  expect(kiosk.url()).toBe(`${hall.url}/kiosk/main`);
  // An answer is corrected from there.
  await answers.locator('.answer', { hasText: '昼間に連絡できる電話番号' }).getByRole('link').click();
  await kiosk.locator('[name=phone]').fill('12');
  await kiosk.locator('#Next').click();
  await expect(kiosk.locator('#Summary')).toBeVisible();
  await kiosk.locator('[name=phone]').fill('09000000077');
  await kiosk.locator('#Next').click();
  await expect(answers).toContainText('090-0000-0077');

  const paper = await printed(kiosk, () => kiosk.getByRole('button', { name: '印刷する' }).click());
  expect(paper).toContain(NAME);
  expect(paper).toContain(TITLE);
  await expect(kiosk.getByRole('heading', { name: '印刷しました' })).toBeVisible();
  await expectAccessible(kiosk);

  await kiosk.getByRole('button', { name: '窓口で見せるコードを出す' }).click();
  const picture = kiosk.locator('#Carry .qr');
  await expect(picture).toBeVisible();
  await expectAccessible(kiosk);
  await picture.scrollIntoViewIfNeeded();
  const [digits] = await readCodes(await kiosk.screenshot());
  await kiosk.getByRole('button', { name: '撮影したので終わる（すべて消す）' }).click();
  await expectStart(kiosk);
  expect(await kiosk.content()).not.toContain(NAME);
  expect(await everythingKept(kiosk)).not.toContain(NAME);

  // Nothing was handed in; the code is.
  expect(await (await desk.request.post('/api/submissions', { data: {} })).json()).toEqual([]);
  await desk.reload();
  await scan(desk, digits ?? '');
  await expect(desk.locator('.opened')).toContainText(NAME);
});

test('a code is held over the kiosk, read by whoever holds it, and printed; nothing is handed in', async ({ another, hall }) => {
  const { kiosk, desk } = await kioskAndDesk(another, hall, true, async (page) => {
    await withPrinter(page);
    await plugIn(page);
  });
  const digits = sealed(hall, FORM);
  await kiosk.getByRole('button', { name: /コードをかざす/ }).click();
  await expect(kiosk.getByRole('heading', { name: /コードを読取機にかざしてください/ })).toBeVisible();
  await expectAccessible(kiosk);
  await expect(kiosk.locator('main')).toMatchAriaSnapshot({ name: 'hold.aria.yml' });
  // A paste is no code here.
  await kiosk.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  }, digits);
  await expect(kiosk.getByRole('heading', { name: /コードを読取機にかざしてください/ })).toBeVisible();
  await scan(kiosk, digits);
  await expect(kiosk.getByRole('heading', { name: '内容の確認' })).toBeVisible();
  await expect(kiosk.locator('.kiosk-answers')).toContainText(NAME);
  await expectAccessible(kiosk);
  const paper = await printed(kiosk, () => kiosk.getByRole('button', { name: '印刷する' }).click());
  expect(paper).toContain(NAME);
  await expect(kiosk.getByRole('heading', { name: '印刷しました' })).toBeVisible();
  await kiosk.getByRole('button', { name: '終わる（すべて消す）' }).first().click();
  await expectStart(kiosk);
  expect(await kiosk.content()).not.toContain(NAME);
  expect(await (await desk.request.post('/api/submissions', { data: {} })).json()).toEqual([]);

  // Without a press as well: no digit of it issues a ticket.
  await scan(kiosk, digits);
  await expect(kiosk.locator('.kiosk-answers')).toContainText(NAME);
  await goAway(kiosk).click();
  await expectStart(kiosk);
  await expect(kiosk.locator('.kiosk-people').first()).toContainText('0人待ち');
});

test('a code of nobody’s is refused in words, and the way on is open', async ({ another, hall, troubles }) => {
  troubles.expect(/status of 422 .*\/api\/look_over/);
  const { kiosk } = await kioskAndDesk(another, hall, true, plugIn);
  await scan(kiosk, '4901234567894');
  await expect(kiosk.getByRole('heading', { name: 'コードを開けませんでした' })).toBeVisible();
  await expectAccessible(kiosk);
  await kiosk.getByRole('button', { name: 'もう一度かざす' }).click();
  await scan(kiosk, sealed(hall, FORM));
  await expect(kiosk.locator('.kiosk-answers')).toContainText(NAME);
});

test('a kiosk without the right offers no reader and no printer, and still fills in', async ({ another, hall }) => {
  const { kiosk } = await kioskAndDesk(another, hall, false);
  await expect(kiosk.getByRole('button', { name: /コードをかざす/ })).toHaveCount(0);
  await fillStanding(kiosk, TITLE, sample(hall, FORM));
  await expect(kiosk.getByRole('button', { name: '印刷する' })).toHaveCount(0);
  await expect(kiosk.getByRole('button', { name: '窓口で見せるコードを出す' })).toBeVisible();
});

test.describe('without the fonts', () => {
  test.use({ serve: ['--fonts', '/nowhere'] });

  test('the kiosk lays the sheet out itself', async ({ another, hall, troubles }) => {
    troubles.expect(/status of 503 .*\/api\/print_code/);
    const { kiosk } = await kioskAndDesk(another, hall, true, (page) =>
      page.addInitScript(() => {
        window.print = () => document.documentElement.setAttribute('data-printed', document.querySelector('.sheets')?.textContent ?? '');
      }),
    );
    await fillStanding(kiosk, TITLE, sample(hall, FORM));
    await kiosk.getByRole('button', { name: '印刷する' }).click();
    await expect(kiosk.getByRole('heading', { name: '印刷しました' })).toBeVisible();
    expect(await kiosk.locator('html').getAttribute('data-printed')).toContain(NAME);
  });
});

test('whoever goes away without a word is asked, counted down and forgotten', async ({ another, hall }) => {
  const { kiosk } = await kioskAndDesk(another, hall, true, (page) => page.clock.install());
  await chooseForm(kiosk, TITLE);
  await kiosk.locator('[name="user.family"]').fill(NAME);
  await kiosk.clock.fastForward(61_000);
  const asked = kiosk.getByRole('alertdialog', { name: /続けますか/ });
  await expect(asked).toBeVisible();
  await expectAccessible(kiosk);
  // A key says that somebody is there, and does nothing else.
  await kiosk.keyboard.press('x');
  await expect(asked).toBeHidden();
  await expect(kiosk.locator('[name="user.family"]')).toHaveValue(NAME);
  await kiosk.clock.fastForward(61_000);
  await expect(asked).toBeVisible();
  await kiosk.clock.fastForward(21_000);
  await expectStart(kiosk);
  expect(await kiosk.content()).not.toContain(NAME);
});

test('nobody finds the one before, whatever is pressed', async ({ another, hall }) => {
  const { kiosk } = await kioskAndDesk(another, hall);
  const places = await kiosk.evaluate(() => history.length);
  await chooseForm(kiosk, TITLE);
  await kiosk.locator('[name="user.family"]').fill(NAME);
  await kiosk.locator('[name="user.given"]').fill('Thị Hoa');
  expect(await kiosk.evaluate(() => history.length), 'no screen is a place in the history').toBe(places);
  await kiosk.reload();
  await expectStart(kiosk);
  await chooseForm(kiosk, TITLE);
  await expect(kiosk.locator('[name="user.family"]')).toHaveValue('');
  await kiosk.locator('[name="user.family"]').fill(NAME);
  await kiosk.goto('about:blank');
  await kiosk.goBack();
  await expectStart(kiosk);
  for (const key of ['F1', 'F3', 'F5', 'F6', 'F7', 'F11', 'F12', 'Alt+ArrowLeft', 'Control+z', 'Control+Shift+KeyT', 'Escape', 'Backspace']) {
    await kiosk.keyboard.press(key);
  }
  await expectStart(kiosk);
  expect(await kiosk.content()).not.toContain(NAME);
  expect(await everythingKept(kiosk)).not.toContain(NAME);
  const offers = await kiosk.evaluate(() => [...document.querySelectorAll('input,select,textarea')].filter((one) => one.getAttribute('autocomplete') !== 'off'));
  expect(offers).toEqual([]);
});

test('staff are called from the kiosk, see it at the counter, and answer there', async ({ another, hall }) => {
  const { kiosk, desk } = await kioskAndDesk(another, hall, false);
  await kiosk.keyboard.press('F4');
  await expect(kiosk.getByRole('status').filter({ hasText: '係員を呼びました。そのままお待ちください。' })).toBeVisible();
  const bell = desk.getByRole('alert').filter({ hasText: '正面玄関で係員を呼んでいます' });
  await expect(bell).toBeVisible();
  await expectAccessible(desk);
  await desk.getByRole('button', { name: '「正面玄関」の呼び出しに対応する' }).click();
  await expect(bell).toBeHidden();
  await expect(kiosk.getByText('係員を呼びました')).toBeHidden();
  await kiosk.getByRole('button', { name: /係員を呼ぶ/ }).click();
  await expect(bell).toBeVisible();
});

test('every screen is read aloud to whoever asks for it', async ({ another, hall }) => {
  const { kiosk } = await kioskAndDesk(another, hall, false, (page) =>
    page.addInitScript(() => {
      const said: string[] = [];
      const voice = { lang: 'ja-JP', localService: true, name: 'a voice' };
      const voices = Object.assign(new EventTarget(), {
        getVoices: () => [voice],
        cancel: () => said.push('|'),
        speak: ({ text }: { text: string }) => said.push(text),
      });
      class Utterance {
        constructor(readonly text: string) {}
      }
      Object.assign(window, { said, SpeechSynthesisUtterance: Utterance });
      Object.defineProperty(window, 'speechSynthesis', { value: voices });
    }),
  );
  const last = () => kiosk.evaluate(() => (window as unknown as { said: string[] }).said.findLast((text) => text !== '|') ?? '');
  await kiosk.keyboard.press('F1');
  await expect.poll(last).toContain('ご用件を押してください');
  await chooseForm(kiosk, TITLE);
  await expect.poll(last).toContain('水道を使う人の氏名');
  await kiosk.waitForTimeout(1_000);
  await kiosk.keyboard.type('A');
  await kiosk.keyboard.press('Tab');
  await expect.poll(last).toBe('名、入力欄、空です');
  await kiosk.keyboard.press('Shift+Tab');
  await expect.poll(last).toBe('氏、入力欄、A');
  await kiosk.keyboard.press('Enter');
  await expect.poll(last).toContain('直していただきたいところ');
  await kiosk.keyboard.press('F2');
  await expect.poll(last).toContain('水道を使う人の氏名');
  await expectAccessible(kiosk);
  const before = await kiosk.evaluate(() => (window as unknown as { said: string[] }).said.length);
  await kiosk.keyboard.press('F8');
  expect(await kiosk.evaluate(() => (window as unknown as { said: string[] }).said.length)).toBe(before + 1);
});

test('with the keyboard alone, from the buttons to the code', async ({ another, hall }) => {
  const { kiosk } = await kioskAndDesk(another, hall, false);
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 80; presses += 1) {
      const focused = await kiosk.evaluate(() => (document.activeElement?.textContent ?? '').trim());
      if (name.test(focused)) return;
      await kiosk.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not come to ${name}`);
  };
  await tabTo(/^書類をここで書く/);
  await expect(kiosk.locator('.kiosk-self:focus-visible')).toHaveCSS('outline-style', 'solid');
  await kiosk.keyboard.press('Enter');
  await tabTo(/^犬の死亡届/);
  await kiosk.keyboard.press('Enter');
  const dog = sample(hall, 'dog-death');
  for (let screens = 0; screens < 20; screens += 1) {
    const now = await kiosk.locator('section.screen.now').getAttribute('id');
    if (now === 'Review') break;
    await expect(kiosk.locator('section.screen.now :focus')).toHaveCount(1);
    const fields = await kiosk.locator('section.screen.now').locator('input:visible, select:visible, textarea:visible').count();
    for (let nth = 0; nth < fields; nth += 1) {
      const { name, type } = await kiosk.evaluate(() => {
        const control = document.activeElement as HTMLInputElement;
        return { name: control.name ?? '', type: control.type ?? '' };
      });
      const date = /^(.*)\.(year|month|day)$/.exec(name);
      const text = date ? String(dog[date[1] ?? '']?.split('-').map(Number)[['year', 'month', 'day'].indexOf(date[2] ?? '')] ?? '') : (dog[name] ?? '');
      if (type !== 'checkbox' && type !== 'radio' && type !== 'select-one' && text !== '') await kiosk.keyboard.insertText(text);
      if (nth < fields - 1) await kiosk.keyboard.press('Tab');
    }
    const inText = await kiosk.evaluate(() => document.activeElement instanceof HTMLInputElement && document.activeElement.type !== 'checkbox');
    if (!inText) await tabTo(/^次へ/);
    await kiosk.keyboard.press('Enter');
    await expect(kiosk.locator('section.screen.now')).not.toHaveAttribute('id', now ?? '');
  }
  await expect(kiosk.getByRole('heading', { name: '内容の確認' })).toBeFocused();
  await tabTo(/^窓口で見せるコードを出す/);
  await kiosk.keyboard.press('Enter');
  await expect(kiosk.locator('#Carry .qr')).toBeVisible();
  await tabTo(/^撮影したので終わる/);
  await kiosk.keyboard.press('Enter');
  await expectStart(kiosk);
});

for (const [width, height] of [
  [1024, 768],
  [800, 1280],
  [1080, 1920],
] as const) {
  test(`every screen has its room on ${width} × ${height}`, async ({ another, hall }) => {
    const { kiosk } = await kioskAndDesk(another, hall, true, plugIn);
    await kiosk.setViewportSize({ width, height });
    const look = async (what: string) => {
      const beyond = await kiosk.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(beyond, what).toBeLessThanOrEqual(0);
      await expect(kiosk.getByRole('button', { name: /係員を呼ぶ/ })).toBeInViewport();
      const folder = process.env['PICTURES'];
      if (folder) await kiosk.screenshot({ path: `${folder}/${width}-${what}.png` });
    };
    await look('start');
    await kiosk.getByRole('button', { name: /書類をここで書く/ }).click();
    await look('forms');
    await kiosk.getByRole('button', { name: new RegExp(`^${TITLE}`) }).click();
    await expect(kiosk.locator('section.screen.now')).toBeVisible();
    await look('question');
    await goAway(kiosk).click();
    await expectStart(kiosk);
    await fillStanding(kiosk, TITLE, sample(hall, FORM));
    await look('review');
    await kiosk.getByRole('button', { name: '窓口で見せるコードを出す' }).click();
    await expect(kiosk.locator('#Carry .qr')).toBeVisible();
    await look('code');
    await goAway(kiosk).click();
    await expectStart(kiosk);
    await scan(kiosk, sealed(hall, FORM));
    await expect(kiosk.locator('.kiosk-answers')).toContainText(NAME);
    await look('brought');
  });
}
