// Somebody without a phone: staff ask, and fill in the same form at the counter. What comes of it is a form like any other.
import { expectAccessible } from './fixtures/access.ts';
import { expectRoom, join, seePapers, strike } from './fixtures/desk.ts';
import { sample, writeUntil } from './fixtures/pen.ts';
import { plugIn, scan } from './fixtures/scanner.ts';
import { sealed } from './fixtures/slip.ts';
import { everythingKept } from './fixtures/terminal.ts';
import { expect, test } from './fixtures/test.ts';
import { Writer } from './fixtures/writing.ts';
import type { Page } from '@playwright/test';

test.use({ viewport: { width: 1280, height: 800 } });
test.setTimeout(150_000);
test.beforeEach(async ({ page }) => plugIn(page));

const FORM = 'residence-certificate';
const TITLE = '住民票の写し等交付請求書';
const begin = (page: Page) => page.getByRole('button', { name: '聞き取りで申請書を作る（スマートフォンのない方）' });
const question = (page: Page) => page.locator('section.screen.now');

/** Staff begin to ask for this form. */
async function ask(page: Page, title: string): Promise<void> {
  await begin(page).click();
  await page.getByLabel('様式を探す').fill(title);
  await page.getByRole('button', { name: new RegExp(`^${title}`) }).click();
  await expect(question(page)).toBeVisible();
}

test('a form is written down, looked over, accepted like any other, and nothing of it stays in the browser', async ({ page, hall }) => {
  await join(page, hall);
  await begin(page).click();
  await expect(page.getByLabel('様式を探す')).toBeFocused();
  await expectAccessible(page);
  await page.getByLabel('様式を探す').fill('水道');
  await expect(page.getByRole('button', { name: /^水道使用開始届/ })).toBeVisible();
  await expect(page.getByRole('button', { name: new RegExp(`^${TITLE}`) })).toBeHidden();
  // As people call it, too.
  await page.getByLabel('様式を探す').fill('転入届');
  await expect(page.getByRole('button', { name: /^住民異動届（転入）/ })).toBeVisible();
  await page.getByLabel('様式を探す').fill('');
  await page.getByRole('button', { name: new RegExp(`^${TITLE}`) }).click();
  await expect(question(page)).toBeVisible();
  await expectAccessible(page);

  // The same check as everywhere.
  await page.locator('#Next').click();
  await expect(page.locator('#Summary')).toBeVisible();
  await expectAccessible(page);
  await writeUntil(page, sample(hall, FORM));
  await expect(page.getByRole('heading', { name: '内容の確認' })).toBeVisible();
  await expect(page.locator('#Review')).toContainText('𠮷野');
  await expect(page.locator('#Review')).toMatchAriaSnapshot({ name: 'review.aria.yml' });
  await expectAccessible(page);
  expect(await everythingKept(page), 'what was written stays in the memory of the page').not.toContain('𠮷野');
  expect(page.url(), 'no question stands in the address').toBe(`${hall.url}/counter#main-2`);

  const title = await page.title();
  await page.getByRole('button', { name: 'この内容で受付に進む' }).click();
  await expect(page.getByRole('heading', { name: TITLE })).toBeFocused();
  expect(title).toContain(TITLE);
  await expect(page).toHaveTitle(/^窓口/);
  await seePapers(page);
  await strike(page, 'Control+Enter', '受理しました。');
  const reference = await page.locator('.opened .reference').innerText();
  await page.getByRole('button', { name: '申請の一覧' }).click();
  await expect(page.locator('.listing').filter({ hasText: reference })).toContainText(TITLE);
  const log = hall.run(['log', 'show', '--data', hall.data]);
  expect(log).toContain('write-down');
  expect(log).not.toContain('𠮷野');
});

test('with the keyboard alone, from the button to the number', async ({ page, hall }) => {
  await join(page, hall);
  await begin(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('様式を探す')).toBeFocused();
  await page.keyboard.insertText('水道使用開始');
  await expect(page.locator('.interview').getByRole('status')).toHaveText('1件');
  const writer = new Writer(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('section.screen.now :focus')).toHaveCount(1);
  const answers = sample(hall, 'water-start');
  for (let screens = 0; screens < 20 && !(await page.locator('#Review.now').isVisible()); screens += 1) {
    const screen = await question(page).getAttribute('id');
    for (let fields = 0; fields < 20; fields += 1) {
      const field = await page.evaluate(() => {
        const at = document.activeElement;
        const isOn = at?.closest('section.screen.now') !== null && at?.closest('section.screen.now') !== undefined;
        return isOn && (at instanceof HTMLInputElement || at instanceof HTMLSelectElement) ? { name: at.name, type: at.type, value: at.value } : undefined;
      });
      if (field === undefined) break;
      const [, whole, part] = /^(.*)\.(year|month|day)$/.exec(field.name) ?? [];
      const text = whole && part ? String(Number(answers[whole]?.split('-')[['year', 'month', 'day'].indexOf(part)])) : (answers[field.name] ?? '');
      if (field.type === 'radio') {
        await page.keyboard.press('Space');
        while ((await page.evaluate(() => (document.activeElement as HTMLInputElement).value)) !== text) await page.keyboard.press('ArrowDown');
      } else if (field.type === 'select-one') {
        // The era of a date is set as the year has it.
      } else if (text !== '' && text !== field.value) {
        await page.keyboard.press('Control+A');
        await page.keyboard.insertText(text);
      }
      await page.keyboard.press('Tab');
    }
    await page.locator('#Next').focus();
    await page.keyboard.press('Enter');
    await expect(question(page)).not.toHaveAttribute('id', screen ?? '');
  }
  await expect(page.getByRole('heading', { name: '内容の確認' })).toBeFocused();
  await writer.tabTo('この内容で受付に進む');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '水道使用開始届' })).toBeFocused();
  await strike(page, 'Control+Enter', '受理しました。');
});

test('nothing is lost by going back, by another screen or by a scanner', async ({ page, hall }) => {
  await join(page, hall);
  await ask(page, '水道使用開始届');
  const answers = sample(hall, 'water-start');
  const first = await question(page).getAttribute('id');
  await writeUntil(page, answers, 'phone');
  await page.locator('[name=phone]').fill('09000000077');
  for (const way of ['申請の一覧', '収納集計', '端末', '職員を招待']) await expect(page.getByRole('button', { name: way })).toBeDisabled();

  // A code that somebody holds over the reader now is not typed into the answers.
  await page.locator('[name=phone]').focus();
  await scan(page, sealed(hall, FORM));
  await expect(page.getByRole('alert').filter({ hasText: '聞き取りの途中では、コードを読み取れません。' })).toBeVisible();
  await expect(page.locator('[name=phone]')).toHaveValue('09000000077');

  // Giving up is asked about first; so is going back before the first question.
  await page.getByRole('button', { name: '聞き取りをやめる' }).click();
  await expect(page.getByRole('alertdialog', { name: '聞き取りをやめますか' })).toBeVisible();
  await expect(page.getByRole('button', { name: '記入を続ける' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.locator('[name=phone]')).toHaveValue('09000000077');
  while ((await question(page).getAttribute('id')) !== first) await page.locator('#Back').click();
  await page.locator('#Back').click();
  await expect(page.getByRole('button', { name: '記入を続ける' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(question(page)).toHaveAttribute('id', first ?? '');

  // Given up: the next form begins empty.
  await page.getByRole('button', { name: '聞き取りをやめる' }).click();
  await page.getByRole('button', { name: '消して、様式を選び直す' }).click();
  await page.getByRole('button', { name: /^水道使用開始届/ }).click();
  await expect(question(page)).toBeVisible();
  expect(await page.locator('[name=phone]').inputValue()).toBe('');
  await page.getByRole('button', { name: '聞き取りをやめる' }).click();
  await page.getByRole('button', { name: '消して、やめる' }).click();
  await expect(begin(page)).toBeFocused();
  await expect(page.getByRole('button', { name: '申請の一覧' })).toBeEnabled();
  await expect(page).toHaveTitle(/^窓口/);
  await scan(page, sealed(hall, FORM));
  await expect(page.getByRole('heading', { name: TITLE })).toBeFocused();
});

test('the page is not left unasked in the middle, and everything has room', async ({ page, hall }) => {
  await join(page, hall);
  await begin(page).click();
  await expectRoom(page);
  await page.getByRole('button', { name: new RegExp(`^${TITLE}`) }).click();
  await expect(question(page)).toBeVisible();
  await expectRoom(page);
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await question(page).getByRole('radio').first().check();
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
});
