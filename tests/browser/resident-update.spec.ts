// A newer version of the app: offered, and never put under the hands of somebody who is writing.
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAlive } from './fixtures/arrival.ts';
import { expectKept } from './fixtures/kept.ts';
import { expect, test as base } from './fixtures/test.ts';

const APP = resolve(process.env['MADOGUCHI_APP'] ?? join(import.meta.dirname, '../../target/app'));
const FORM = '/forms/water-start';

/** A copy of the app as the next version has it: another program, and a city of another name. */
function nextVersion(): string {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-app-'));
  cpSync(APP, folder, { recursive: true });
  for (const file of readdirSync(folder)) {
    const renamed = file.replace(/-[0-9a-f]{16}\./, '-0123456789abcdef.');
    if (renamed !== file) renameSync(join(folder, file), join(folder, renamed));
  }
  const city = join(folder, 'public/cities/sakurano/city.toml');
  writeFileSync(city, readFileSync(city, 'utf8').replace('name = "さくら野市"', 'name = "新さくら野市"'));
  return folder;
}

const test = base.extend<{ renewed: () => Promise<void> }>({
  serviceWorkers: 'allow',

  // The city hall changes to the next version, and the pages that are open look for it.
  renewed: async ({ hall, page }, use) => {
    const folder = nextVersion();
    await use(async () => {
      await hall.restart(['--app', folder, '--city', join(folder, 'public/cities/sakurano')]);
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    });
    rmSync(folder, { recursive: true });
  },
});

const family = (page: Page) => page.getByRole('textbox', { name: '氏', exact: true });
const offer = (page: Page) => page.getByRole('complementary', { name: 'お知らせ' });
const city = (page: Page) => page.locator('.banner-city');
const caches_ = (page: Page) => page.evaluate(() => caches.keys());
const program = (page: Page) => page.locator('link[rel="preload"][type="application/wasm"]').getAttribute('href');

/** Visits once, and then writes a name. */
async function write(page: Page, name: string): Promise<void> {
  await page.goto(`${FORM}#user`);
  await expectKept(page);
  await expectAlive(page);
  await family(page).fill(name);
  await expect(page.getByText(/^保存済み/)).toBeVisible();
}

test('it is offered while a form is being filled in; accepted, the draft is still there', async ({ page, renewed }) => {
  await write(page, '佐倉');
  await expect(offer(page)).toBeHidden();
  const [before] = await caches_(page);
  await renewed();
  await expect(offer(page)).toContainText('新しい版があります');
  // Nothing has changed under the hands.
  await expect(city(page)).toHaveText('さくら野市');
  await family(page).pressSequentially('野');
  await expect(family(page)).toHaveValue('佐倉野');
  await expect(page.getByText(/^保存済み/)).toBeVisible();

  await page.getByRole('button', { name: '新しい版にする' }).click();
  await expect(city(page)).toHaveText('新さくら野市');
  await expectAlive(page);
  expect(await program(page)).toContain('0123456789abcdef');
  await expect(page).toHaveURL(new RegExp(`${FORM}#user$`));
  await expect(family(page)).toHaveValue('佐倉野');
  await expect(offer(page)).toBeHidden();
  const after = await caches_(page);
  expect(after).toHaveLength(1);
  expect(after[0]).not.toBe(before);
});

test('left alone, the old version stays whole through reloads, and makes way when the app was closed', async ({ page, context, renewed }) => {
  await write(page, '佐倉');
  await renewed();
  await expect(offer(page)).toBeVisible();
  await page.reload();
  await expectAlive(page);
  await expect(city(page)).toHaveText('さくら野市');
  await expect(family(page)).toHaveValue('佐倉');
  await expect(offer(page)).toBeVisible();
  const other = await context.newPage();
  await other.goto('/outbox');
  await expectAlive(other);
  await expect(city(other)).toHaveText('さくら野市');
  await other.close();
  await page.close();

  const next = await context.newPage();
  await expect(async () => {
    await next.goto(FORM);
    await expect(city(next)).toHaveText('新さくら野市', { timeout: 500 });
  }).toPass();
  await expectAlive(next);
  await expect.poll(() => caches_(next)).toHaveLength(1);
});

test('what is not saved is not thrown away for it', async ({ page, renewed }) => {
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  await page.goto(`${FORM}#user`);
  await expectKept(page);
  await expectAlive(page);
  await family(page).fill('佐倉');
  await expect(page.getByRole('alert').filter({ hasText: '保存できません' })).toBeVisible();
  await renewed();
  await page.getByRole('button', { name: '新しい版にする' }).click();
  await expect(offer(page)).toContainText('まだ保存していない内容があります');
  await expect(city(page)).toHaveText('さくら野市');
  await expect(family(page)).toHaveValue('佐倉');
});

test('another tab that is writing is not disturbed when one changes over', async ({ page, context, renewed }) => {
  await write(page, '佐倉');
  const other = await context.newPage();
  await other.goto('/outbox');
  await expectAlive(other);
  await renewed();
  await other.getByRole('button', { name: '新しい版にする' }).click();
  await expect(city(other)).toHaveText('新さくら野市');
  await family(page).pressSequentially('野');
  await expect(page.getByText(/^保存済み/)).toBeVisible();
  await expect(city(page)).toHaveText('さくら野市');
  await expect(family(page)).toHaveValue('佐倉野');
  await page.getByRole('button', { name: '新しい版にする' }).click();
  await expect(city(page)).toHaveText('新さくら野市');
  await expectAlive(page);
  await expect(family(page)).toHaveValue('佐倉野');
});
