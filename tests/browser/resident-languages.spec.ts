// Other languages: everything is read in English or in easy Japanese, and what is made of it is the official Japanese.
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoLoss } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import { join } from './fixtures/desk.ts';
import { expectKept } from './fixtures/kept.ts';
import { expectScreen, sample, writeUntil } from './fixtures/pen.ts';
import { readCodes } from './fixtures/qr.ts';
import { plugIn, scan } from './fixtures/scanner.ts';
import { ALONE, ALONE_OFFLINE, expect, test } from './fixtures/test.ts';

test.use({ shared: true });

test.use({ viewport: { width: 375, height: 667 } });

const languages = [
  { name: 'English', at: '/en', tag: 'en', begin: 'Start', next: 'Next', check: 'Check your answers', make: 'Make the QR code', code: 'QR code for the counter', pay: 'How to pay' },
  { name: 'やさしい日本語', at: '/easy', tag: 'ja-x-easy', begin: 'はじめる', next: '次', check: '書いたことを確かめる', make: 'QRコードを作る', code: '窓口で見せるQRコード', pay: 'お金の払い方' },
] as const;

/** A name as a screen reader is told it: a browser may put blanks around kanji that have their readings above them. */
function spoken(name: string): RegExp {
  return new RegExp(`^${[...name].join('\\s*')}$`);
}

/** The page has been put into its language, program and all. */
async function expectSpoken(page: Page, tag: string): Promise<void> {
  await expectAlive(page);
  await expect(page.locator('html')).toHaveAttribute('lang', tag);
}

/** What is seen and is neither the language's nor marked as Japanese. */
async function unmarkedJapanese(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const place = node.parentElement;
      if (place === null || place.closest('script,style,[lang="ja"],[lang="ja-x-easy"]:not(html),[translate="no"],option') !== null) continue;
      if (/[ぁ-んァ-ヶ一-龥]/.test(node.textContent ?? '')) found.push(node.textContent ?? '');
    }
    return found;
  });
}

for (const { name, at, tag, begin, next, check, make, code, pay } of languages) {
  test(`a form is filled in ${name} on a phone, and the counter reads the official Japanese`, ALONE, async ({ page, hall, another }) => {
    test.slow();
    const example = sample(hall, 'water-start');
    await page.goto(`${at}/forms/water-start`);
    await expectSpoken(page, tag);
    await expect(page.getByRole('link', { name: spoken(begin) })).toBeVisible();
    await writeUntil(page, example, 'payment');
    await expect(page.getByRole('heading', { name: spoken(pay) })).toBeVisible();
    await expect(page.getByRole('button', { name: spoken(next) })).toBeVisible();
    await writeUntil(page, example);
    await expect(page.getByRole('heading', { name: spoken(check) })).toBeFocused();
    // What was typed stays as it was typed.
    await expect(page.locator('#Review .answers')).toContainText('Nguyễn　Thị Hoa');
    if (tag === 'en') expect(await unmarkedJapanese(page)).toEqual([]);
    await page.getByRole('button', { name: spoken(make) }).click();
    const [digits = ''] = await readCodes(await page.getByRole('img', { name: spoken(code) }).screenshot());

    const desk = await (await another({ viewport: { width: 1366, height: 768 } })).newPage();
    await plugIn(desk);
    await join(desk, hall);
    await scan(desk, digits);
    await expect(desk.getByRole('heading', { name: '水道使用開始届' })).toBeVisible();
    await expect(desk.getByText('納付書', { exact: true }).first()).toBeVisible();
    await expect(desk.getByText('料金の支払い方').first()).toBeVisible();
  });
}

test('whoever changes the language in the middle of a form loses nothing', async ({ page }) => {
  await page.goto('/forms/water-start#payment');
  await expectAlive(page);
  await page.goto('/forms/water-start#user');
  await expectScreen(page, 'user');
  await page.getByRole('textbox', { name: '氏', exact: true }).fill('佐倉');
  // At once: the last letter may still be on its way to the disk.
  await page.getByRole('link', { name: 'English' }).click();
  await expectSpoken(page, 'en');
  await expectScreen(page, 'user');
  await expect(page.getByRole('textbox', { name: 'Family name', exact: true })).toHaveValue('佐倉');
  await page.getByRole('textbox', { name: 'Given name', exact: true }).fill('花子');
  await page.getByRole('link', { name: 'やさしい日本語' }).click();
  await expectSpoken(page, 'ja-x-easy');
  await expect(page.getByRole('textbox', { name: spoken('名字') })).toHaveValue('佐倉');
  await expect(page.getByRole('textbox', { name: spoken('名前') })).toHaveValue('花子');
  await page.getByRole('link', { name: '日本語', exact: true }).click();
  await expectSpoken(page, 'ja');
  await expect(page.getByRole('textbox', { name: '名', exact: true })).toHaveValue('花子');
});

test('whoever changes it before the draft has come takes along what is written', async ({ page }) => {
  let come = (): void => {};
  const draft = new Promise<void>((resolve) => (come = resolve));
  await page.route(/\/assets\/resident_draft-/, async (route) => {
    await draft;
    await route.continue();
  });
  await page.goto('/forms/water-start#user');
  await expectAlive(page);
  await page.getByRole('textbox', { name: '氏', exact: true }).fill('佐倉');
  await page.getByRole('link', { name: 'English' }).click();
  await page.waitForTimeout(300);
  await expectSpoken(page, 'ja');
  come();
  await expectSpoken(page, 'en');
  await expect(page.getByRole('textbox', { name: 'Family name', exact: true })).toHaveValue('佐倉');
});

test('of two drafts of one form the one that is open is gone on with in another language', async ({ page }) => {
  for (const [fragment, family] of [['#user', '佐倉'], ['#new', '若葉']] as const) {
    await page.goto('/');
    await page.goto(`/forms/water-start${fragment}`);
    await expectAlive(page);
    await page.evaluate(() => (location.hash = 'user'));
    await page.getByRole('textbox', { name: '氏', exact: true }).fill(family);
    await expect(page.getByText(/^保存済み/)).toBeVisible();
  }
  await page.goto('/');
  await page.locator('.begun-list').getByRole('link').nth(1).click();
  await page.getByRole('button', { name: '続きから記入する' }).click();
  await expectScreen(page, 'user');
  await expect(page.getByRole('textbox', { name: '氏', exact: true })).toHaveValue('佐倉');
  await page.getByRole('link', { name: 'English' }).click();
  await expectSpoken(page, 'en');
  await expectScreen(page, 'user');
  await expect(page.getByRole('textbox', { name: 'Family name', exact: true })).toHaveValue('佐倉');
  await page.getByRole('textbox', { name: 'Given name', exact: true }).fill('花子');
  await expect(page.getByText(/^saved \d/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Given name', exact: true })).toHaveValue('花子');
});

test('what is wrong is told in English, beside the controls and above them', async ({ page }) => {
  await page.goto('/en/forms/water-start#user');
  await expectSpoken(page, 'en');
  await page.getByRole('textbox', { name: 'Family name', exact: true }).fill('Smith');
  await page.getByRole('textbox', { name: 'Family name in katakana' }).fill('smith');
  await page.keyboard.press('Enter');
  const summary = page.getByRole('alert').filter({ hasText: 'Please correct 3 answers' });
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveText([
    '“Name of the person who will use the water”: Family name in katakana contains “s”, which is not katakana. Please write it in katakana.',
    'Please fill in “Name of the person who will use the water”: Given name.',
    'Please fill in “Name of the person who will use the water”: Given name in katakana.',
  ]);
  await expect(page.locator('#user .fault').filter({ hasText: 'which is not katakana' })).toBeVisible();
  expect(await unmarkedJapanese(page)).toEqual([]);
  await page.goto('/en/forms/water-start#first-day');
  await expectScreen(page, 'first-day');
  await page.getByLabel('Year').fill('2026');
  await page.getByLabel('Month').fill('12');
  await page.getByLabel('Day', { exact: true }).fill('1');
  await expect(page.getByText('Tuesday, 1 December 2026 (Reiwa 8)')).toBeVisible();
});

test('readings stand above the kanji, of what the server drew and of what the program says', async ({ page }) => {
  await page.goto('/easy/forms/water-start#payment');
  await expectSpoken(page, 'ja-x-easy');
  await expect(page.locator('#payment ruby').first()).toBeVisible();
  await page.getByRole('button', { name: spoken('次') }).click();
  const said = page.getByRole('alert').getByRole('link');
  await expect(said.locator('rt')).toHaveText(['かね', 'はら', 'かた', 'えら']);
  expect((await page.content()).includes('《')).toBe(true);
  await expect(page.getByText('《')).toHaveCount(0);
});

test('the front page is the one in the chosen language, and links stay in it', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL('/en');
  await expect(page.getByRole('heading', { name: 'What would you like to do?' })).toBeVisible();
  await expect(page.getByText('has not checked this translation')).toBeVisible();
  await page.getByRole('link', { name: /^Water Service Start Notification/ }).click();
  await expect(page).toHaveURL('/en/forms/water-start');
  await expectSpoken(page, 'en');
  await page.goto('/');
  await expect(page).toHaveURL('/en');
  // Until another one is chosen.
  await page.getByRole('link', { name: '日本語', exact: true }).click();
  await expect(page).toHaveURL('/');
  await expect(page.getByRole('heading', { name: 'どの手続をしますか' })).toBeVisible();
});

test('the chosen language is there without a network', ALONE_OFFLINE, async ({ page, context, hall, troubles }) => {
  troubles.expectNoNetwork();
  await page.goto('/en');
  await expectKept(page);
  await expect.poll(() => page.evaluate(async () => (await caches.match('/en/forms/water-start')) !== undefined)).toBe(true);
  await hall.stop();
  await context.setOffline(true);
  await page.goto('/en/forms/water-start#user');
  await expectSpoken(page, 'en');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Please correct' })).toBeVisible();
  // Of a language that nobody has read in there is the Japanese.
  await page.goto('/easy/forms/water-start');
  await expectSpoken(page, 'ja');
});

for (const { name, at, tag, next } of languages) {
  test(`everybody can use a form in ${name}, on a narrow screen with large letters too`, async ({ page }) => {
    await page.goto(`${at}/forms/water-start#user`);
    await expectSpoken(page, tag);
    await page.getByRole('button', { name: spoken(next) }).click();
    await expect(page.getByRole('alert').getByRole('link').first()).toBeVisible();
    await expectAccessible(page);
    await expectNoLoss(page);
    await page.goto(at);
    await expectAccessible(page);
  });
}

test('letters are larger on every page, and a form is seen as a whole until it is not', async ({ page }) => {
  await page.goto('/forms/water-start#user');
  await expectAlive(page);
  await page.getByText('文字の大きさ・読み上げ').click();
  await page.getByRole('button', { name: 'もっと大きく' }).click();
  await expect(page.locator('html')).toHaveCSS('font-size', '36px');
  await page.getByRole('button', { name: '質問を全部いっしょに見る' }).click();
  await expect(page.getByRole('heading', { name: '料金の支払い方' })).toBeVisible();
  // What is not asked is not seen.
  await expect(page.getByRole('heading', { name: '送り先の住所' })).toBeHidden();
  await page.getByRole('radio', { name: 'ほかの場所' }).check();
  await expect(page.getByRole('heading', { name: '送り先の住所' })).toBeVisible();
  // One press, and everything that is missing is named where it is.
  await page.getByRole('button', { name: '次へ' }).click();
  await expect(page.getByText('「料金の支払い方」を選んでください。').first()).toBeVisible();
  await expect(page.getByText('「使い始める日」を入力してください。').first()).toBeVisible();
  await page.goto('/outbox');
  await expect(page.locator('html')).toHaveCSS('font-size', '36px');
});

test('what is seen is read aloud, if the device has a voice for the language', async ({ page }) => {
  await page.addInitScript(() => {
    const said: string[] = [];
    const voice = { lang: 'en-GB', localService: true, name: 'a voice' };
    const voices = Object.assign(new EventTarget(), { getVoices: () => [voice], cancel: () => undefined, speak: ({ text }: { text: string }) => said.push(text) });
    class Utterance {
      constructor(readonly text: string) {}
    }
    Object.assign(window, { said, SpeechSynthesisUtterance: Utterance });
    Object.defineProperty(window, 'speechSynthesis', { value: voices });
  });
  await page.goto('/en/forms/water-start#payment');
  await expectAlive(page);
  await page.getByText('Text size, read aloud').click();
  await page.getByRole('button', { name: 'Read this screen aloud' }).click();
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said.join('\n'));
  expect(said).toContain('How to pay');
  expect(said).toContain('From a bank account (口座振替)');
  expect(said).not.toContain('First day of use');
  // There is no voice for Japanese.
  await page.goto('/forms/water-start#payment');
  await page.getByText('文字の大きさ・読み上げ').click();
  await expect(page.getByRole('button', { name: 'この画面を読み上げる' })).toBeHidden();
});
