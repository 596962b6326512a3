// Corrections at the desk that change what else is asked.
import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { join, seePapers } from './fixtures/desk.ts';
import { type Sample, sample } from './fixtures/pen.ts';
import { plugIn, scan } from './fixtures/scanner.ts';
import { sealed } from './fixtures/slip.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ viewport: { width: 1366, height: 768 } });
test.beforeEach(async ({ page }) => plugIn(page));

async function accept(page: Page, digits: string): Promise<void> {
  await scan(page, digits);
  await seePapers(page);
  await page.getByRole('button', { name: '受理する' }).click();
  await expect(page.locator('.opened-stored')).toBeVisible();
}

/** Writes what is blank in the correction, as this sample says. */
async function writeBlanks(page: Page, sample: Sample): Promise<void> {
  const controls = page.locator('form.edit [name]');
  for (const control of await controls.all()) {
    const text = sample[(await control.getAttribute('name')) ?? ''];
    if (text === undefined || (await control.inputValue()) === text) continue;
    const kind = await control.evaluate((control: HTMLInputElement) => (control.tagName === 'SELECT' ? 'menu' : control.type));
    if (kind === 'menu') await control.selectOption(text);
    else if (kind === 'checkbox') await control.setChecked(text === 'yes');
    else await control.fill(text);
  }
}

test('whoever turns out to come for somebody else is asked the rest at the desk, and all of it is kept at once', async ({ page, hall }) => {
  const form = 'residence-certificate';
  const wanted = sample(hall, form);
  await join(page, hall);
  await accept(page, sealed(hall, form, { relation: 'self' }));
  await expect(page.locator('.opened')).not.toContainText('葛󠄀西');
  const row = page.locator('.answer-row').filter({ hasText: '窓口に来る人はどなたですか' });
  await row.getByRole('button').click();
  const edit = page.getByRole('form', { name: /の補正$/ });
  await edit.getByRole('combobox').selectOption(wanted['relation']!);
  await edit.getByRole('button', { name: '補正を保存' }).click();
  await expect(edit.getByRole('alert').getByRole('listitem').first()).toBeVisible();
  await expect(edit.getByRole('group').first(), 'what it leaves open is asked').toBeVisible();
  await expect(edit.getByRole('combobox').first(), 'what was chosen stays').toHaveValue(wanted['relation']!);
  await expectAccessible(page);
  await expect(async () => {
    await writeBlanks(page, wanted);
    await edit.getByRole('button', { name: '補正を保存' }).click();
    await expect(edit).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
  await expect(page.getByText('補正を保存しました。')).toBeVisible();
  await expect(page.locator('.opened')).toContainText('葛󠄀西');
  await expect(row.locator('.correction')).toContainText('佐倉 花子');
});

test('a child that a family has forgotten is added at the desk', async ({ page, hall }) => {
  const form = 'child-allowance';
  const wanted = sample(hall, form);
  await join(page, hall);
  await accept(page, sealed(hall, form));
  await page.getByRole('button', { name: '子どもを追加する' }).click();
  const third = Object.entries(wanted).filter(([control]) => control.startsWith('children.2.'));
  const child = Object.fromEntries(third.map(([control, text]) => [control.replace('.2.', '.3.'), text]));
  Object.assign(child, { 'children.3.name.given': '凪', 'children.3.name.given-kana': 'ナギ', 'children.3.born': '2024-02-29', 'children.3.relation': '二男' });
  const edit = page.getByRole('form', { name: '子どもを追加する' });
  await expect(async () => {
    await writeBlanks(page, child);
    await edit.getByRole('button', { name: '補正を保存' }).click();
    await expect(edit).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
  await expect(page.getByRole('heading', { name: '子ども 3' })).toBeVisible();
  await expect(page.locator('.correction').filter({ hasText: '凪' })).toContainText('（記入なし） → 凪');
});
