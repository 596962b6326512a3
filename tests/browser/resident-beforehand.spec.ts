// What a form says before and beside the writing: every question beforehand, and a date by the other calendar as soon as it says anything.
import { expectAccessible, expectNoLoss } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ shared: true });

test('the questions of each person are seen beforehand under the line of their group', async ({ page }) => {
  await page.goto('/forms/move-in');
  await expectAlive(page);
  await page.getByText('質問の一覧（31問）').click();
  const group = page.locator('.all-questions > ol > li').filter({ hasText: '引っ越してきた人' }).filter({ has: page.getByRole('list') });
  await expect(group).toHaveCount(1);
  await expect(group.getByRole('list').getByRole('listitem')).toHaveCount(13);
  await expect(group.getByRole('listitem').filter({ hasText: '生年月日' })).toBeVisible();
  await expect(page.locator('.all-questions li')).toHaveCount(31);
  await expectAccessible(page);
  await expectNoLoss(page);
});

test('a date of which only the year is known is shown by the other calendar', async ({ page }) => {
  await page.goto('/forms/dog-registration#dog-born');
  await expectAlive(page);
  const control = (part: string) => page.locator(`[name="dog-born.${part}"]`);
  const echo = page.locator('[data-date="dog-born"]');
  await control('era').selectOption('昭和');
  await control('year').fill('55');
  await expect(echo).toHaveText('昭和55年（1980年）');
  await control('month').fill('3');
  await expect(echo).toHaveText('昭和55年3月（1980年3月）');
  await control('day').fill('14');
  await expect(echo).toHaveText('昭和55年3月14日（1980年3月14日）金曜日');
  await control('month').fill('');
  await expect(echo).toHaveText('');
});

test('a whole date says nothing before it is one', async ({ page }) => {
  await page.goto('/forms/residence-certificate#applicant-born');
  await expectAlive(page);
  const control = (part: string) => page.locator(`[name="applicant-born.${part}"]`);
  await control('year').fill('1980');
  await control('month').fill('3');
  await expect(page.locator('[data-date="applicant-born"]')).toHaveText('');
  await control('day').fill('14');
  await expect(page.locator('[data-date="applicant-born"]')).toHaveText('昭和55年3月14日（1980年3月14日）金曜日');
  await expect(page.getByRole('textbox', { name: '年', exact: true }).and(control('year'))).toHaveAttribute('autocomplete', 'bday-year');
});
