// Every page of the resident's app is drawn, comes to life, and can be used by everybody.
import { readdirSync } from 'node:fs';
import { expectAccessible, expectNoLoss } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ shared: true });

const FORMS = readdirSync(new URL('../../public/forms/', import.meta.url))
  .filter((file) => /^[a-z-]+\.toml$/.test(file))
  .map((file) => file.replace('.toml', ''));

const PAGES = [
  '/',
  '/forms/residence-certificate',
  '/forms/move-in',
  '/forms/water-start',
  '/forms/bereavement',
  '/guides/moving',
  '/procedures',
  '/procedures/pregnancy',
  '/outbox',
  '/profile',
  '/bundle',
  '/wait/main',
];

for (const path of PAGES) {
  test(`${path} comes to life without a complaint and is accessible`, async ({ page }) => {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(200);
    expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'");
    await expectAlive(page);
    await expectAccessible(page);
  });
}

test('in the dark every page keeps its contrast', async ({ another }) => {
  test.slow();
  const dark = await another({ colorScheme: 'dark' });
  const page = await dark.newPage();
  for (const path of PAGES) {
    await page.goto(path);
    await expectAlive(page);
    await expectAccessible(page);
  }
});

for (const form of FORMS) {
  test(`every question of ${form} can be read by everybody, on a narrow screen with large letters too`, async ({ page }) => {
    await page.goto(`/forms/${form}`);
    await expectAlive(page);
    // All at once, whether the journey leads there or not.
    await page.evaluate(() => {
      const all = new CSSStyleSheet();
      all.replaceSync('.screen, .question, .people { display: block !important }');
      document.adoptedStyleSheets = [all];
    });
    await expectAccessible(page);
    await expectNoLoss(page);
  });
}

test('nothing of any page is lost on a narrow screen with large letters', async ({ page }) => {
  test.slow();
  for (const path of PAGES) {
    await page.goto(path);
    await expectAlive(page);
    await expectNoLoss(page);
  }
});

test('an address that does not exist leads back to the procedures', async ({ page, troubles }) => {
  troubles.expect(/404/);
  const answer = await page.goto('/forms/never-heard-of-it');
  expect(answer?.status()).toBe(404);
  await expectAlive(page);
  await page.getByRole('link', { name: '手続の一覧から探す' }).click();
  await expect(page.getByRole('heading', { name: 'どの手続をしますか' })).toBeVisible();
});

test('a procedure is found by a word', async ({ page }) => {
  await page.goto('/');
  await expectAlive(page);
  await page.getByRole('searchbox', { name: '手続を言葉で探す' }).fill('水道');
  await expect(page.getByRole('link', { name: '水道使用開始届' })).toBeVisible();
  await expect(page.getByRole('link', { name: '住民異動届' })).toHaveCount(0);
});
