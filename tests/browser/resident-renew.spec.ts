// Written once and changed once: forms that were begun follow the profile, if the person likes.
import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import { HEAD, WIFE, expectSaved, openProfile, person, writeHome, writePeople } from './fixtures/household.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ shared: true });

const OLD = '09000000034';
const NEW = '09000000035';
const MOVE = '/forms/move-in';
const WATER = '/forms/water-start';

const offer = (page: Page) => page.getByRole('region', { name: '記入途中の申請書も直しますか' });
const offerHere = (page: Page) => page.getByRole('region', { name: 'この申請書も直しますか' });
const control = (page: Page, name: string) => page.locator(`[name="${name}"]`);
const phone = (page: Page) => page.getByRole('textbox', { name: '昼間に連絡できる電話番号' });

/** A household that has begun two forms with what it wrote once. */
async function begin(page: Page, forms = [MOVE, WATER]): Promise<void> {
  await openProfile(page);
  await writePeople(page, [HEAD, WIFE]);
  await writeHome(page);
  await expectSaved(page);
  for (const form of forms) {
    await page.goto(form);
    await expectAlive(page);
    await page.getByRole('button', { name: 'この内容を入れる' }).click();
    await expectSaved(page);
  }
}

/** Writes another telephone number into the profile. */
async function changePhone(page: Page, to = NEW): Promise<void> {
  await openProfile(page);
  await expect(phone(page)).not.toHaveValue('');
  await phone(page).fill(to);
  await expectSaved(page);
}

/** Opens a form that was begun, and looks at a control of it. */
async function expectIn(page: Page, form: string, name: string, text: string): Promise<void> {
  await page.goto(form);
  await expectAlive(page);
  await expect(control(page, name)).toHaveValue(text);
}

test('what changes in the profile changes in the forms that are ticked, and in no other', async ({ page }) => {
  test.slow();
  await begin(page);
  await openProfile(page);
  await expect(offer(page)).toBeHidden();
  await changePhone(page);
  await expect(offer(page).getByRole('checkbox')).toHaveCount(2);
  await expect(offer(page).getByRole('checkbox', { name: /転入/ })).toBeChecked();
  await expect(offer(page).getByRole('listitem')).toContainText([/電話番号.*0034 → .*0035$/, /電話番号.*0034 → .*0035$/]);
  await expectAccessible(page);
  await offer(page).getByRole('checkbox', { name: /^水道/ }).uncheck();
  await page.getByRole('button', { name: '選んだ申請書を直す' }).click();
  await expect(page.getByText('1件の申請書を、いまのプロフィールに合わせて直しました。')).toBeVisible();
  await expect(offer(page)).toBeHidden();
  await expectIn(page, MOVE, 'applicant-phone', NEW);
  await expectIn(page, WATER, 'phone', OLD);
  // It was left as it is, for good.
  await expect(offerHere(page)).toBeHidden();
  await openProfile(page);
  await expect(phone(page)).toHaveValue(NEW);
  await expect(offer(page)).toBeHidden();
});

test('it can be taken back, and is asked again', async ({ page }) => {
  await begin(page, [MOVE]);
  await changePhone(page);
  await person(page, 1).getByRole('textbox', { name: '氏', exact: true }).fill('佐倉');
  await expect(offer(page).getByRole('listitem').filter({ hasText: '佐倉　健一' }).first()).toContainText('髙﨑　健一');
  await page.getByRole('button', { name: '選んだ申請書を直す' }).click();
  await page.getByRole('button', { name: '元に戻す' }).click();
  await expect(page.getByText('申請書を元に戻しました。')).toBeVisible();
  await expect(offer(page)).toBeVisible();
  await expectIn(page, MOVE, 'applicant.family', '髙﨑');
  await expect(control(page, 'applicant-phone')).toHaveValue(OLD);
  await expect(control(page, 'members.2.name.family')).toHaveValue('髙﨑');
});

test('what was changed for one form only and what is another person’s stays as it is', async ({ page }) => {
  await begin(page, [MOVE]);
  await control(page, 'applicant-phone').evaluate((field: HTMLInputElement) => {
    field.value = '0312345678';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await expect(page.getByText('書いています')).toBeHidden();
  await expectSaved(page);
  await changePhone(page);
  await person(page, 2).getByRole('textbox', { name: '日', exact: true }).fill('29');
  await expect(offer(page).getByRole('listitem')).toHaveText([/生年月日.*髙﨑\s美咲.*30日.*29日/]);
  await page.getByRole('button', { name: '選んだ申請書を直す' }).click();
  await expect(page.getByText('1件の申請書を')).toBeVisible();
  await expectIn(page, MOVE, 'applicant-phone', '0312345678');
  await expect(control(page, 'members.1.born.day')).toHaveValue('12');
  await expect(control(page, 'members.2.born.day')).toHaveValue('29');
});

test('whoever goes away without an answer is asked another day, in the form too, and once', async ({ page }) => {
  await begin(page);
  await changePhone(page);
  await expect(offer(page)).toBeVisible();
  await page.goto(MOVE);
  await expectAlive(page);
  await expect(offerHere(page).getByRole('listitem')).toHaveText(/0034 → .*0035$/);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'この申請書も直す' }).click();
  await expect(control(page, 'applicant-phone')).toHaveValue(NEW);
  await expect(offerHere(page)).toBeHidden();
  await page.getByRole('button', { name: '元に戻す' }).click();
  await expect(control(page, 'applicant-phone')).toHaveValue(OLD);
  await page.getByRole('button', { name: 'この申請書は直さない' }).click();
  await expect(offerHere(page)).toBeHidden();
  await expectSaved(page);
  await openProfile(page);
  await expect(offer(page).getByRole('checkbox')).toHaveCount(1);
  await page.getByRole('button', { name: 'どれも直さない' }).click();
  await expect(offer(page)).toBeHidden();
  await page.goto(WATER);
  await expectAlive(page);
  await expect(control(page, 'phone')).toHaveValue(OLD);
  await expect(offerHere(page)).toBeHidden();
});

test('a form that is open in another tab is asked there, shows what was changed, and is written on', async ({ page, context }) => {
  await begin(page, [WATER]);
  await page.evaluate(() => (location.hash = 'user'));
  const profile = await context.newPage();
  await changePhone(profile);
  await expect(offerHere(page)).toBeVisible();
  // What was typed there last is not lost either.
  await control(page, 'user.given').fill('健二');
  await profile.getByRole('button', { name: '選んだ申請書を直す' }).click();
  await expect(profile.getByText('1件の申請書を')).toBeVisible();
  await expect(control(page, 'phone')).toHaveValue(NEW);
  await expect(control(page, 'user.given')).toHaveValue('健二');
  await expect(offerHere(page)).toBeHidden();
  await expect(page.getByText('この申請書は、別のタブで記入中です。')).toBeHidden();
  await control(page, 'user.given').fill('健三');
  await expectSaved(page);
  await page.goto('/');
  await expectAlive(page);
  await expect(page.locator('.begun-list').getByRole('listitem')).toHaveCount(1);
  await expectIn(page, WATER, 'user.given', '健三');
  await expect(control(page, 'phone')).toHaveValue(NEW);
});
