// An account is written by a few signs of the bank and of its branch; without a network too, for the banks that the city has named.
import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import { expectKept } from './fixtures/kept.ts';
import { OFFLINE, expect, test } from './fixtures/test.ts';

test.use({ shared: true });

const FORM = '/forms/child-allowance#account';
const field = (page: Page, name: string) => page.locator('.screen.now').getByRole('textbox', { name });
const bank = (page: Page) => field(page, '金融機関');
const branch = (page: Page) => field(page, '支店');
const offered = (page: Page) => page.locator('.screen.now .found').getByRole('button');

test('a bank is chosen by its name, its kana or its code, and then one of its branches', async ({ page }) => {
  await page.goto(FORM);
  await expectAlive(page);
  await bank(page).pressSequentially('みずほ銀行');
  await expect(offered(page)).toHaveText(['みずほ（0001）', 'みずほ信託（0289）', '埼玉みずほ農協（4859）']);
  await expect(page.getByText('金融機関を選んでください。')).toBeVisible();
  await expectAccessible(page);
  await offered(page).first().click();
  await expect(bank(page)).toHaveValue('みずほ（0001）');
  await expect(bank(page)).toBeFocused();
  await expect(offered(page)).toHaveCount(0);
  await branch(page).pressSequentially('とうきょう');
  await page.getByRole('button', { name: '東京営業部（001）' }).click();
  await expect(branch(page)).toHaveValue('東京営業部（001）');
  await branch(page).fill('004');
  await expect(offered(page)).toHaveText(['丸の内中央（004）']);
  await bank(page).fill('9900');
  await expect(offered(page)).toHaveText(['ゆうちょ（9900）']);
  await bank(page).fill('信用金庫');
  await expect(offered(page)).toHaveCount(8);
  await expect(page.getByText(/^ほかに\d+件あります。/)).toBeVisible();
  await expect(page.getByText(/^保存済み/)).toBeVisible();
});

test('what is in no list is taken as it is, with a word about it', async ({ page }) => {
  await page.goto(FORM);
  await expectAlive(page);
  await bank(page).fill('どこにもない銀行');
  await bank(page).blur();
  await expect(page.getByText('一覧に見当たりません。')).toBeVisible();
  await expect(page.locator('.screen.now .fault:visible')).toHaveCount(0);
  await branch(page).fill('本店');
  await branch(page).blur();
  await expect(offered(page)).toHaveCount(0);
  await expect(bank(page)).toHaveValue('どこにもない銀行');
});

test('without a network the banks are known, and the branches of those around', OFFLINE, async ({ page, context, troubles }) => {
  await page.goto(FORM);
  await expectAlive(page);
  await expectKept(page);
  troubles.expectNoNetwork();
  await context.setOffline(true);
  await bank(page).fill('さくら');
  await page.getByRole('button', { name: 'さくら（9990）' }).click();
  await branch(page).fill('はなさと');
  await page.getByRole('button', { name: '花里（002）' }).click();
  await expect(branch(page)).toHaveValue('花里（002）');
  await bank(page).fill('0001');
  await branch(page).fill('とうきょう');
  await expect(page.getByText('いまは一覧を調べられません。')).toBeVisible();
});
