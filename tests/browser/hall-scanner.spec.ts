// The page where a scanner is tried out: what each kind of fault is called, and the codes on paper.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoLoss } from './fixtures/access.ts';
import { readCodes } from './fixtures/qr.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ viewport: { width: 1280, height: 800 }, shared: true });

interface Struck {
  code: string;
  key: string;
  ctrl?: boolean;
}

/** A scanner that types these characters on a US keyboard. */
function usual(text: string): Struck[] {
  const place = (c: string) => (/\d/.test(c) ? `Digit${c}` : /[a-z]/i.test(c) ? `Key${c.toUpperCase()}` : 'Semicolon');
  return [...text].map((c) => ({ code: place(c), key: c }));
}

const ENTER = { code: 'Enter', key: 'Enter' };

/** Strikes keys with the times of a scanner; `writes` says what the layout or the input method makes of each. */
async function strike(page: Page, keys: Struck[], gap = 5, writes: 'as it is' | 'nothing' = 'as it is'): Promise<void> {
  await page.evaluate(
    ([keys, gap, writes]) => {
      const begin = performance.now();
      keys.forEach(({ code, key, ctrl = false }, nth) => {
        const target = document.activeElement ?? document.body;
        const event = new KeyboardEvent('keydown', { code, key, ctrlKey: ctrl, bubbles: true, cancelable: true });
        Object.defineProperty(event, 'timeStamp', { value: begin + nth * gap });
        const goesOn = target.dispatchEvent(event);
        const field = document.activeElement;
        if (goesOn && writes === 'as it is' && key.length === 1 && !ctrl && field instanceof HTMLTextAreaElement) field.value += key;
      });
    },
    [keys, gap, writes] as const,
  );
}

/** The text of a test code, read off the screen by a program that is not ours. */
async function code(page: Page, number: number): Promise<string> {
  const [text] = await readCodes(await page.locator('.scanner-code').nth(number - 1).screenshot());
  if (text === undefined) throw new Error(`test code ${number} cannot be read`);
  return text;
}

const verdict = (page: Page) => page.locator('.scanner-verdict');
const findings = (page: Page) => page.locator('.scanner-findings li');

test.beforeEach(async ({ page }) => {
  await page.goto('/counter/scanner');
  await expect(page.getByRole('heading', { level: 1, name: '読取機のテスト' })).toBeVisible();
});

test('every code on the screen is read by another reader, and a scanner that is set well is told so', async ({ page }) => {
  for (const number of [1, 2, 3, 4, 5, 6, 7]) {
    await strike(page, [...usual(await code(page, number)), ENTER]);
    await expect(verdict(page)).toHaveText(`テスト${number}を正しく読み取りました。この読取機は、このまま使えます。`);
    await expect(findings(page)).toHaveCount(0);
  }
});

const full = (text: string) => [...text].map((c) => String.fromCodePoint(c.charCodeAt(0) + 0xfee0)).join('');

/** What a scanner does with the second test code (or the last, of letters), and what is said of it. */
const faults: [string, (text: string, letters: string) => Struck[], RegExp, boolean][] = [
  ['drops digits', (text) => usual(text.slice(0, 90) + text.slice(93)).concat(ENTER), /3文字が抜けています/, false],
  ['doubles digits', (text) => usual(text.slice(0, 90) + text.slice(86)).concat(ENTER), /4文字が余分に/, false],
  ['adds a prefix', (text) => usual(`]Q1${text}`).concat(ENTER), /コードの前に、余分な文字（3文字）/, false],
  ['adds a suffix', (text) => usual(`${text}#*`).concat(ENTER), /コードの後ろに、余分な文字（2文字）/, false],
  ['sends control characters', (text) => [...usual(text), { code: 'KeyP', key: 'p', ctrl: true }, ENTER], /文字ではないキーを、1回/, false],
  ['sends no terminator', (text) => usual(text), /読み終わりのEnterを送っていません/, true],
  ['types through the number pad without NumLock', (text) => [...text].map((c) => ({ code: `Numpad${c}`, key: 'Home' })).concat(ENTER), /NumLockがオフ/, true],
  ['types while an input method is on', (text) => [...text].map((c) => ({ code: `Digit${c}`, key: 'Process' })).concat(ENTER), /日本語入力がオン/, true],
  ['types signs of another layout', (_, letters) => usual(letters.replace(':', '+').replace('*', '(')).concat(ENTER), /配列（日本語・英語）が違います/, true],
  ['types everything in capitals', (_, letters) => usual(letters.toUpperCase()).concat(ENTER), /大文字と小文字が変わっています/, true],
  ['reads another code', () => usual('4901234567894').concat(ENTER), /テスト用のコードではない/, false],
];

for (const [how, keys, words, isUsable] of faults) {
  test(`a scanner that ${how}`, async ({ page }) => {
    await strike(page, keys(await code(page, 2), await code(page, 7)));
    await expect(findings(page).filter({ hasText: words })).toHaveCount(1);
    await expect(verdict(page)).toContainText(isUsable ? 'このまま使えます' : /設定を直してください|読み取れませんでした/);
    await expect(findings(page).filter({ hasText: isUsable ? '支障なし：' : '直す：' })).not.toHaveCount(0);
  });
}

test('a scanner that is too slow, one that converts, and one that writes without keys', async ({ page }) => {
  const text = await code(page, 1);
  await strike(page, [...usual(text), ENTER], 80);
  await expect(findings(page).filter({ hasText: 'およそ80ミリ秒' })).toHaveCount(1);
  const field = page.getByLabel('ここに届いた文字が入ります');
  await field.focus();
  await page.keyboard.insertText('九四弐〇〇一漢字に変わった');
  await expect(findings(page).filter({ hasText: 'かなや漢字に変換されています' })).toHaveCount(1);
  await page.keyboard.insertText(full(text));
  await expect(findings(page).filter({ hasText: '全角で届いています' })).toHaveCount(1);
  await expect(verdict(page)).toContainText('このまま使えます');
  await expect(field).toHaveValue('');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`everybody can use the page, in ${colorScheme} colours`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await strike(page, [...usual(`]Q1${await code(page, 1)}`), ENTER]);
    await expect(findings(page)).toHaveCount(1);
    await expectAccessible(page);
    await expectNoLoss(page);
    // By keys alone: a person walks through the page, and the scanner's own keys press nothing.
    await page.getByLabel('ここに届いた文字が入ります').focus();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'テスト用のコードを印刷' })).toBeFocused();
  });
}

test('the codes on paper are as large as they say, and read there', async ({ page }) => {
  const folder = mkdtempSync(path(tmpdir(), 'madoguchi-scanner-'));
  const file = path(folder, 'codes.pdf');
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true }));
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  expect(text.split('\f').length - 1).toBe(1);
  expect(text.replace(/\s/g, '')).toContain('個人の情報は入っていません');
  expect(text).not.toContain('どこを選んでいても');
  execFileSync('pdftoppm', ['-r', '300', '-png', file, path(folder, 'codes')]);
  const read = await readCodes(readFileSync(path(folder, 'codes-1.png')));
  expect(read.length).toBe(7);
});
