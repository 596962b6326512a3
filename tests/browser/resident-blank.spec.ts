// Whoever writes by hand prints the blank form at home; its page also says who may apply.
import { expectAccessible } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import { expectKept } from './fixtures/kept.ts';
import { expect, OFFLINE, test } from './fixtures/test.ts';

test.use({ shared: true });

const FORM = '/forms/seal-certificate';

test('the page of a form says who may apply, and leads to the blank form', OFFLINE, async ({ page, context, hall, troubles }) => {
  await page.goto(FORM);
  await expectAlive(page);
  await expect(page.locator('.fact').filter({ hasText: '申請できる人' })).toContainText('印鑑登録証（カード）を持ってくる人');
  await expectKept(page);
  // Without a network too.
  troubles.expectNoNetwork();
  await context.setOffline(true);
  await page.getByRole('link', { name: '手で書く用紙を印刷する' }).click();
  await expect(page).toHaveURL(`${hall.url}${FORM}/blank`);
  await expect(page.locator('.slot.title')).toHaveText('印鑑登録証明書交付申請書');
  await expect(page.locator('.slot.blank, .slot.answer').first()).toBeVisible();
  await expectAccessible(page);
  await context.setOffline(false);
  await page.getByRole('link', { name: 'この画面で書く' }).click();
  await expect(page).toHaveURL(`${hall.url}${FORM}`);
});

test('the blank form lies on its paper as its style says, and prints with one press', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', 'yes');
  });
  const answer = await page.goto('/forms/move-in/blank');
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  // 210 mm, and slots on it in their places: the policy has let the style through.
  const width = (selector: string) => page.locator(selector).first().evaluate((element) => element.getBoundingClientRect().width);
  expect(Math.round(await width('.page'))).toBe(794);
  expect(await page.locator('.slot').nth(5).evaluate((slot) => getComputedStyle(slot).left)).not.toBe('auto');
  await page.getByRole('button', { name: '印刷する' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'yes');
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(await page.locator('.page').count());
});

test('in another language the way to it is in that language, and the form is the official one', async ({ page }) => {
  await page.goto('/en/forms/seal-certificate');
  await expectAlive(page);
  await expect(page.locator('.fact').filter({ hasText: 'Who may apply' })).toContainText('seal registration card');
  await page.getByRole('link', { name: 'Print the form to fill in by hand' }).click();
  await expect(page.locator('.slot.title')).toHaveText('印鑑登録証明書交付申請書');
  // The language that was chosen stays chosen.
  await page.goto('/en');
  await expectAlive(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
