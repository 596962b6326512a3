// A 委任状 for the form that was just filled in: it begins with the people whom that form knows.
import { expectAccessible } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import { sample, writeUntil } from './fixtures/pen.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ shared: true });

test('whoever comes for somebody else makes the 委任状 with what is written already', async ({ page, hall }) => {
  const written = sample(hall, 'tax-certificate');
  await page.goto('/forms/tax-certificate');
  await expectAlive(page);
  await writeUntil(page, written);
  await page.getByRole('button', { name: 'QRコードを作る' }).click();
  const paper = page.locator('#Carry .bring li').filter({ hasText: '委任状' });
  await paper.getByRole('link', { name: 'この画面で作る' }).click();
  await expect(page).toHaveURL(/\/forms\/letter-of-attorney#draft=/);
  await expectAlive(page);
  await expect(page.getByText('保存済み')).toBeVisible();

  const holds = (control: string) => page.locator(`[name="${control}"]`);
  for (const part of ['family', 'given', 'family-kana', 'given-kana']) {
    await expect(holds(`principal.${part}`)).toHaveValue(written[`principal.${part}`] ?? '');
    await expect(holds(`representative.${part}`)).toHaveValue(written[`applicant.${part}`] ?? '');
  }
  await expect(holds('representative-phone')).toHaveValue(written['applicant-phone'] ?? '');
  await expect(page.locator('[name="matters.1.kind"][value="certificate"]')).toBeChecked();
  // The day is today's until somebody changes it.
  await expect(holds('dated.year')).not.toHaveValue('');
  await expectAccessible(page);

  // What is changed here stays, also when the way is taken once more; the form it came from is as it was.
  await page.goto(page.url().replace(/\/[^/]*$/, '/principal'));
  await holds('principal.family').fill('葛西');
  await expect(page.getByText('保存済み')).toBeVisible();
  await page.goto('/forms/tax-certificate#Carry');
  await expectAlive(page);
  await paper.getByRole('link', { name: 'この画面で作る' }).click();
  await expect(page).toHaveURL(/\/forms\/letter-of-attorney#draft=/);
  await expectAlive(page);
  await expect(holds('principal.family')).toHaveValue('葛西');
  await expect(holds('principal.given')).toHaveValue(written['principal.given'] ?? '');
});
