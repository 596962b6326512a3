// Whoever sees little sets the whole device so: colours of their own (forced colours), or more contrast. What says something by a colour
// says it by a line or a word too, and the keyboard's place is seen.
import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import { join } from './fixtures/desk.ts';
import { plugIn, scan } from './fixtures/scanner.ts';
import { sealed } from './fixtures/slip.ts';
import { ALONE, expect, test } from './fixtures/test.ts';

test.setTimeout(120_000);

/** What people set, and what the page must be told of it. */
const SETTINGS = [
  { name: 'forced colours', media: { forcedColors: 'active' }, told: '(forced-colors: active)' },
  { name: 'more contrast', media: { contrast: 'more' }, told: '(prefers-contrast: more)' },
] as const;

/** Where the keyboard stands is seen: by an outline, which forced colours keep. */
async function expectFocusSeen(page: Page): Promise<void> {
  const focused = page.locator(':focus');
  await expect(focused).toHaveCSS('outline-style', 'solid');
  expect(await focused.evaluate((element) => Number.parseFloat(getComputedStyle(element).outlineWidth))).toBeGreaterThanOrEqual(2);
}

for (const { name, media, told } of SETTINGS) {
  test.describe(name, () => {
    test.use({ shared: true });

    test('a form at home', async ({ page }) => {
      await page.emulateMedia(media);
      await page.goto('/forms/water-start#user');
      await expectAlive(page);
      expect(await page.evaluate((query) => matchMedia(query).matches, told)).toBe(true);
      await expectAccessible(page);
      // What is wrong with it.
      await page.getByRole('button', { name: '次へ' }).click();
      await expect(page.getByRole('alert').filter({ hasText: '直していただきたいところが4か所あります' })).toBeFocused();
      await expectAccessible(page);
      const family = page.getByRole('textbox', { name: '氏', exact: true });
      await expect(family).toHaveAttribute('aria-invalid', 'true');
      await expect(family).not.toHaveCSS('border-top-style', 'none');
      await family.focus();
      await expectFocusSeen(page);
      // A choice, chosen with the keyboard.
      await page.goto('/forms/water-start#payment');
      const slip = page.getByRole('radio', { name: '納付書' });
      await slip.focus();
      await page.keyboard.press('Space');
      await expect(slip).toBeChecked();
      await expectAccessible(page);
    });

    test('the counter', ALONE, async ({ another, hall }) => {
      const desk = await (await another({ viewport: { width: 1366, height: 768 } })).newPage();
      await desk.emulateMedia(media);
      await plugIn(desk);
      await join(desk, hall);
      expect(await desk.evaluate((query) => matchMedia(query).matches, told)).toBe(true);
      await desk.getByRole('button', { name: '住所の異動の整理券を発券' }).click();
      await expect(desk.locator('.line-of-waiting', { hasText: '住所の異動' })).toContainText('1人');
      await desk.keyboard.press('F2');
      await expect(desk.locator('.current')).toContainText('B001');
      await scan(desk, sealed(hall, 'water-start'));
      await expect(desk.getByRole('heading', { name: '水道使用開始届' })).toBeVisible();
      await expectAccessible(desk);
      await desk.keyboard.press('Tab');
      await expectFocusSeen(desk);
      await desk.getByRole('button', { name: '申請の一覧' }).click();
      await expect(desk.getByRole('heading', { level: 1, name: '申請の一覧' })).toBeVisible();
      await expectAccessible(desk);
    });
  });
}
