// The hand-over: the drawn page is used before the program is there, and nothing of that is lost when it comes.
import type { Page } from '@playwright/test';
import { expectAlive, expectDrawnOnly, holdProgram } from './fixtures/arrival.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ shared: true });

const WATER = '/forms/water-start';
const family = (page: Page) => page.getByRole('textbox', { name: '氏', exact: true });

test('keys typed across the hand-over are all there', async ({ page }) => {
  const program = await holdProgram(page);
  await page.goto(`${WATER}#user`);
  await family(page).focus();
  const typed = 'sakuranoshisakuranotaroushimizumidori'.repeat(2);
  const typing = (async () => {
    for (const key of typed) await page.keyboard.press(key, { delay: 15 });
  })();
  await program.arrive();
  await typing;
  await expect(family(page)).toHaveValue(typed);
  await expect(family(page)).toBeFocused();
  // The app has followed every key: the draft line says so, and a reload brings it all back.
  await expect(page.getByText('保存済み')).toBeVisible();
  await page.unrouteAll({ behavior: 'wait' });
  await page.reload();
  await expectAlive(page);
  await expect(family(page)).toHaveValue(typed);
});

test('the caret stays in the middle of a word', async ({ page }) => {
  const program = await holdProgram(page);
  await page.goto(`${WATER}#user`);
  await family(page).fill('sakurano');
  await family(page).evaluate((input: HTMLInputElement) => input.setSelectionRange(3, 3));
  await program.arrive();
  await page.keyboard.type('XY');
  await expect(family(page)).toHaveValue('sakXYurano');
});

test('what was chosen before the program came counts', async ({ page }) => {
  const program = await holdProgram(page);
  await page.goto('/forms/residence-certificate#relation');
  await page.getByRole('radio', { name: '第三者' }).check();
  await program.arrive();
  await expect(page.getByRole('radio', { name: '第三者' })).toBeChecked();
  // A third party is asked for the principal: two questions more than a person who comes for themselves.
  await expect(page.getByText('1 / 12')).toBeVisible();
});

test('a menu that was set before the program came counts', async ({ page }) => {
  const program = await holdProgram(page);
  await page.goto(`${WATER}#first-day`);
  const screen = page.locator('[id="first-day"]');
  await screen.getByLabel('年号').selectOption('令和');
  await screen.getByLabel('年', { exact: true }).fill('8');
  await screen.getByLabel('月', { exact: true }).fill('12');
  await screen.getByLabel('日', { exact: true }).fill('1');
  await program.arrive();
  await expect(screen.getByLabel('年号')).toHaveValue('reiwa');
  await expect(screen.getByText('令和8年12月1日（2026年12月1日）火曜日')).toBeVisible();
});

test('a conversion of kana that is open stays open', async ({ page }) => {
  const program = await holdProgram(page);
  await page.goto(`${WATER}#user`);
  await family(page).focus();
  const keyboard = await page.context().newCDPSession(page);
  await keyboard.send('Input.imeSetComposition', { text: 'やまだ', selectionStart: 3, selectionEnd: 3 });
  await program.arrive();
  await expect(family(page)).toHaveValue('やまだ');
  await keyboard.send('Input.imeSetComposition', { text: '山田', selectionStart: 2, selectionEnd: 2 });
  await keyboard.send('Input.insertText', { text: '山田' });
  await page.keyboard.type('X');
  await expect(family(page)).toHaveValue('山田X');
});

test('Enter before the program came does nothing', async ({ page }) => {
  await holdProgram(page);
  await page.goto(`${WATER}#user`);
  await family(page).fill('佐倉');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${WATER}#user$`));
  await expect(family(page)).toHaveValue('佐倉');
  await expectDrawnOnly(page);
});

test('a page that a translator changed first is followed all the same', async ({ page }) => {
  const program = await holdProgram(page);
  await page.goto(`${WATER}#user`);
  await family(page).fill('葛󠄀西');
  await page.evaluate(() => {
    for (const label of document.querySelectorAll('label')) {
      const wrapped = document.createElement('font');
      wrapped.append(...label.childNodes);
      label.append(wrapped);
    }
  });
  await family(page).focus();
  await program.arrive();
  await expect(family(page)).toHaveValue('葛󠄀西');
  await expect(family(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('直していただきたいところ');
});

test('something put in front of the page does no harm', async ({ page }) => {
  const program = await holdProgram(page);
  await page.goto(`${WATER}#user`);
  await family(page).fill('佐倉');
  await page.evaluate(() => {
    document.body.prepend(document.createElement('aside'));
    for (const input of document.querySelectorAll('input')) input.setAttribute('data-password-manager', '');
  });
  await program.arrive();
  await expect(family(page)).toHaveValue('佐倉');
});

test('without a network the drawn page waits for the program and keeps its text', async ({ page, troubles }) => {
  troubles.expectNoNetwork();
  troubles.expect(/Failed to fetch|dynamically imported module/);
  await page.route(/\/assets\/resident-[0-9a-f]+\.wasm$/, (route) => route.abort());
  await page.goto(`${WATER}#user`);
  await family(page).fill('佐倉');
  await page.waitForTimeout(500);
  await expectDrawnOnly(page);
  await page.unrouteAll({ behavior: 'wait' });
  await expectAlive(page);
  await expect(family(page)).toHaveValue('佐倉');
});

test('a part of the program that cannot be had yet is fetched when the person asks again', async ({ page, troubles }) => {
  troubles.expectNoNetwork();
  troubles.expect(/Failed to fetch/);
  await page.route(/\/assets\/resident_ends-/, (route) => route.abort());
  await page.goto(`${WATER}#user`);
  await expectAlive(page);
  await family(page).fill('佐倉');
  await page.goto(`${WATER}#Review`);
  await expect(page.locator('#Review').getByRole('alert')).toContainText('この部分をまだ読み込めません');
  await page.unrouteAll({ behavior: 'wait' });
  await page.locator('#Review').getByRole('button', { name: 'もう一度読み込む' }).click();
  await expect(page.getByRole('heading', { name: '内容の確認' })).toBeVisible();
  await expect(page.locator('#Review')).toContainText('佐倉');
});
