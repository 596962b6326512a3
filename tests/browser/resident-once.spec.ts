// Written once: a form offers what the profile knows, says where it comes from, and offers to keep what it does not know.
import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import { DAUGHTER, HEAD, SON, WIFE, expectSaved, openProfile, writeHome, writePeople } from './fixtures/household.ts';
import { expectKept } from './fixtures/kept.ts';
import { expectScreen, sample, writeAll, writeUntil } from './fixtures/pen.ts';
import { OFFLINE, expect, test } from './fixtures/test.ts';
import { Writer } from './fixtures/writing.ts';

test.use({ shared: true });

const offer = (page: Page) => page.getByRole('region', { name: '前に書いた内容を使いますか' });
const keep = (page: Page) => page.getByRole('region', { name: '書いた内容を、次の手続にも使いますか' });
const control = (page: Page, name: string) => page.locator(`[name="${name}"]`);

/** A household of four that has written itself down. */
async function writeHousehold(page: Page): Promise<void> {
  await openProfile(page);
  await writePeople(page, [HEAD, WIFE, SON, DAUGHTER]);
  await writeHome(page);
  await expectSaved(page);
}

test('a family of four moves in and writes no name', async ({ page }) => {
  test.slow();
  await writeHousehold(page);
  await page.goto('/forms/move-in');
  await expectAlive(page);
  await expect(offer(page)).toBeVisible();
  await expectAccessible(page);
  await expect(offer(page)).toMatchAriaSnapshot({ name: 'offer.aria.yml' });
  await page.getByRole('button', { name: 'この内容を入れる' }).click();
  await expect(page.getByText('プロフィールの内容を入れました。')).toBeVisible();
  await expect(control(page, 'applicant.given')).toHaveValue('健一');
  await expect(control(page, 'applicant-phone')).toHaveValue('09000000034');
  await expect(control(page, 'members.4.name.given')).toHaveValue('ひなた');
  await expect(control(page, 'members.2.born.year')).toHaveValue('1987');
  await expect(page.locator('[name="members.2.relationship"][value="wife"]')).toBeChecked();
  // What may be another place is not filled in unasked.
  await expect(control(page, 'new-address.town')).toHaveValue('');
  await expectSaved(page);
  await page.reload();
  await expectAlive(page);
  await expect(page.getByRole('button', { name: '続きから記入する' })).toBeVisible();
  await expect(offer(page)).toBeHidden();
  await expect(control(page, 'members.4.name.given')).toHaveValue('ひなた');
});

test('each answer says that it is the profile’s until it is changed, and the profile stays as it is', async ({ page }) => {
  await writeHousehold(page);
  await page.goto('/forms/move-in');
  await expectAlive(page);
  await page.getByRole('button', { name: 'この内容を入れる' }).click();
  await page.evaluate(() => (location.hash = 'members.2'));
  await expectScreen(page, 'members.2');
  const said = page.getByText('プロフィール（髙﨑　美咲）の内容です。');
  await expect(said).toContainText('「氏名」「生年月日」「性別」「世帯主から見た続柄」');
  await expectAccessible(page);
  await control(page, 'members.2.born.day').fill('29');
  await expect(said).not.toContainText('生年月日');
  await expect(said).toContainText('「氏名」「性別」');
  await openProfile(page);
  await expect(control(page, 'people.2.born.day')).toHaveValue('30');
});

test('where one lived before is written once, and chosen where a form asks for the first of January', async ({ page }) => {
  await openProfile(page);
  await writeHome(page);
  await page.getByText('前の住所も書く').click();
  const former = page.locator('[data-question="former-address"]');
  await former.getByRole('textbox', { name: '郵便番号' }).fill('0000009');
  await expect(former.getByRole('textbox', { name: '町名・大字・丁目' })).toHaveValue('駅前町');
  await former.getByRole('textbox', { name: '番地・号' }).fill('1番1号');
  await expectSaved(page);
  await expectAccessible(page);
  await page.reload();
  await expectAlive(page);
  await expect(former.getByRole('textbox', { name: '番地・号' })).toHaveValue('1番1号');

  await page.goto('/forms/tax-certificate#certificates.1');
  await expectAlive(page);
  await expect(page.getByRole('group', { name: 'プロフィールから入れる' })).toHaveCount(0);
  await page.locator('[name="certificates.1.january"][value="no"]').check();
  const ways = page.getByRole('group', { name: 'プロフィールから入れる' });
  await expect(ways.getByRole('button')).toHaveCount(2);
  await expect(ways.getByRole('button').nth(1)).toContainText('桜町一丁目2番3号');
  await expectAccessible(page);
  await ways.getByRole('button').nth(0).click();
  await expect(control(page, 'certificates.1.january-address.block')).toHaveValue('1番1号');
  await expect(page.getByText('プロフィールの内容です。')).toContainText('その年度の1月1日の住所');
});

test('what was not filled in at the beginning is offered on its screen', async ({ page }) => {
  await writeHousehold(page);
  await page.goto('/forms/move-in#new-address');
  await expectAlive(page);
  const group = page.getByRole('group', { name: 'プロフィールから入れる' });
  await group.getByRole('button', { name: 'プロフィールの内容を入れる' }).click();
  await expect(control(page, 'new-address.block')).toHaveValue('2番3号');
  await expect(group).toBeHidden();

  // One by one, whoever is not in the list yet.
  await page.evaluate(() => (location.hash = 'members.1'));
  await group.getByRole('button', { name: '髙﨑　美咲' }).click();
  await expect(control(page, 'members.1.name.given')).toHaveValue('美咲');
  await page.getByRole('button', { name: '異動する人を追加する' }).click();
  await expectScreen(page, 'members.2');
  await expect(group.getByRole('button')).toHaveText(['髙﨑　健一', '髙﨑　翔太', '髙﨑　ひなた']);
  await expectAccessible(page);
});

test('nobody is offered anything where nothing was written once, or where it was typed already', async ({ page }) => {
  await page.goto('/forms/move-in');
  await expectAlive(page);
  await expect(page.getByText('前に書いた内容を使いますか')).toBeHidden();
  await page.evaluate(() => (location.hash = 'applicant'));
  await control(page, 'applicant.family').fill('佐倉');
  await expectSaved(page);
  await writeHousehold(page);
  await page.goto('/forms/move-in#applicant');
  await expectAlive(page);
  await expect(control(page, 'applicant.family')).toHaveValue('佐倉');
  await expect(page.getByRole('group', { name: 'プロフィールから入れる' })).toBeHidden();
});

test('it is offered, chosen and written in with nothing but the keyboard, without a network', OFFLINE, async ({ page, context, troubles }) => {
  await openProfile(page);
  await writePeople(page, [HEAD, WIFE]);
  await expectSaved(page);
  await expectKept(page);
  troubles.expectNoNetwork();
  await context.setOffline(true);
  await page.goto('/forms/residence-certificate');
  await expectAlive(page);
  await expect(offer(page)).toBeVisible();
  const whom = page.getByRole('combobox', { name: '窓口に来る人の氏名' });
  await whom.focus();
  await page.keyboard.press('ArrowDown');
  await expect(whom).toHaveValue('2');
  await new Writer(page).tabTo('この内容を入れる');
  await page.keyboard.press('Enter');
  await expect(control(page, 'applicant.given')).toHaveValue('美咲');
  await expect(control(page, 'applicant-born.year')).toHaveValue('1987');
});

test('what a finished form holds is kept if the person likes, and the next form has it', async ({ page, hall }) => {
  test.slow();
  await page.goto('/forms/move-in');
  await expectAlive(page);
  await writeUntil(page, sample(hall, 'move-in'));
  const ask = page.getByRole('button', { name: '書いた内容を、次の手続のために残す' });
  await expect(ask).toBeHidden();
  await page.getByRole('button', { name: 'QRコードを作る' }).click();
  await ask.click();
  await expect(keep(page).getByRole('heading')).toBeFocused();
  await expectAccessible(page);
  await expect(keep(page)).toMatchAriaSnapshot({ name: 'keep.aria.yml' });
  await page.getByRole('checkbox', { name: /^髙﨑\sひなた/ }).uncheck();
  await page.getByRole('button', { name: 'プロフィールに残す' }).click();
  await expect(page.getByText('プロフィールに残しました。')).toBeVisible();

  await page.getByRole('link', { name: 'プロフィールを見る' }).click();
  await expectAlive(page);
  await expect(control(page, 'people.3.name.given')).toHaveValue('翔太');
  await expect(control(page, 'people.4.name.given')).toHaveValue('');
  await expect(control(page, 'address.town')).toHaveValue('桜町一丁目');
  await page.goto('/forms/water-start');
  await expectAlive(page);
  await page.getByRole('button', { name: 'この内容を入れる' }).click();
  await expect(control(page, 'user.family')).toHaveValue('髙﨑');
  await expect(control(page, 'phone')).toHaveValue('09000000034');
});

test('a form fetches what it has to do with the profile only where there is one', async ({ page, context }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  const profiles = () => fetched.filter((url) => url.includes('resident_profile-'));
  await page.goto('/forms/water-start');
  await expectAlive(page);
  await page.waitForLoadState('networkidle');
  expect(profiles()).toEqual([]);
  // As soon as another tab writes one, it is here.
  const second = await context.newPage();
  await openProfile(second);
  await writePeople(second, [HEAD]);
  await expectSaved(second);
  await expect(page.getByRole('button', { name: 'この内容を入れる' })).toBeVisible();
  expect(profiles()).toHaveLength(1);
});

test('whoever does not want it kept is not asked again, and nothing is kept', async ({ page, hall }) => {
  await page.goto('/forms/water-start');
  await expectAlive(page);
  await writeAll(page, sample(hall, 'water-start'));
  await page.getByRole('button', { name: 'QRコードを作る' }).click();
  await page.getByRole('button', { name: '書いた内容を、次の手続のために残す' }).click();
  await page.getByRole('button', { name: '残さない' }).click();
  await expect(keep(page)).toBeHidden();
  await openProfile(page);
  await expect(control(page, 'people.1.name.family')).toHaveValue('');
});
