// Several forms in one code: begun from a guide, written with what the household has written once, bound, carried, read at the counter.
import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import { join, seePapers } from './fixtures/desk.ts';
import { answer, date, open, plan, steps } from './fixtures/guide.ts';
import { DAUGHTER, HEAD, SON, WIFE, expectSaved, openProfile, writeHome, writePeople } from './fixtures/household.ts';
import { expectKept } from './fixtures/kept.ts';
import { type Sample, sample, writeAll } from './fixtures/pen.ts';
import { readCodes } from './fixtures/qr.ts';
import { plugIn, scan } from './fixtures/scanner.ts';
import { ALONE_OFFLINE, expect, test } from './fixtures/test.ts';
import { Writer } from './fixtures/writing.ts';

test.use({ shared: true });

const PHONE = { viewport: { width: 390, height: 844 } };
test.use(PHONE);

const TITLE = 'まとめて1つのQRコードにする';

/** Nothing in it names a person: names come from the profile alone. */
function withoutNames(sample: Sample): Sample {
  return Object.fromEntries(Object.entries(sample).filter(([control]) => !/\.(family|given|family-kana|given-kana)$/.test(control)));
}

/** Takes what the household has written once into the form that is open. */
async function writeIn(page: Page, choose: (offer: ReturnType<Page['getByRole']>) => Promise<void> = async () => undefined): Promise<void> {
  const offer = page.getByRole('region', { name: '前に書いた内容を使いますか' });
  await choose(offer);
  await offer.getByRole('button', { name: 'この内容を入れる' }).click();
  await expect(page.getByText('プロフィールの内容を入れました。')).toBeVisible();
}

/** Answers the guide for a family with children that moves in. */
async function moveIn(page: Page): Promise<void> {
  await answer(page, /どんな引っ越し/, /引っ越してくる/);
  await answer(page, /国外から/, /いいえ/);
  await date(page, /引っ越す日/, '2026', '11', '15');
  await answer(page, /すべて選んで/, /児童手当/);
  await answer(page, /外国籍/, /いいえ/);
  await answer(page, /別の世帯/, /いいえ/);
}

/** Goes from the plan into the form of this procedure. */
async function goInto(page: Page, procedure: RegExp): Promise<void> {
  await steps(page).filter({ hasText: procedure }).getByRole('link').click();
  await expect(page).toHaveURL(/\/forms\//);
  await expectAlive(page);
}

/** From a form back to the guide that has led to it. */
async function goBack(page: Page): Promise<void> {
  await expectSaved(page);
  await page.getByRole('link', { name: '「引っ越し」の手続に戻る' }).click();
  await expectAlive(page);
}

/** Writes whole forms on this device. */
async function writeForms(page: Page, ...forms: [string, Sample][]): Promise<void> {
  for (const [form, example] of forms) {
    await page.goto(`/forms/${form}`);
    await expectAlive(page);
    await writeAll(page, example);
    await expectSaved(page);
  }
}

/** The digits of the code on the screen, read by a program that is not ours. */
async function digitsOn(page: Page): Promise<string> {
  const [digits] = await readCodes(await page.getByRole('img', { name: '窓口で見せるQRコード' }).screenshot());
  return digits ?? '';
}

test('a family of four moves: its name is written once, its three forms are one code, and the counter takes each', ALONE_OFFLINE, async ({
  page,
  context,
  another,
  hall,
  troubles,
}) => {
  test.slow();
  await openProfile(page);
  await writePeople(page, [HEAD, WIFE, SON, DAUGHTER]);
  await writeHome(page);
  await expectSaved(page);
  await expectKept(page);
  troubles.expectNoNetwork();
  await context.setOffline(true);

  await open(page, '/guides/moving');
  await moveIn(page);
  await goInto(page, /転入/);
  await writeIn(page);
  await writeAll(page, withoutNames(sample(hall, 'move-in')));
  await goBack(page);
  await expect(steps(page).filter({ hasText: '住民異動届（転入）' })).toContainText('書き終わっています');
  await expect(plan(page).getByRole('link', { name: TITLE })).toBeHidden();

  await goInto(page, /児童手当/);
  await writeIn(page, async (offer) => {
    await offer.getByText('ほかの欄にも入れる').click();
    await offer.getByRole('combobox', { name: /配偶者/ }).selectOption('髙﨑　美咲');
    await offer.getByRole('group', { name: /児童|子ども/ }).getByRole('checkbox', { name: /翔太/ }).check();
    await offer.getByRole('group', { name: /児童|子ども/ }).getByRole('checkbox', { name: /ひなた/ }).check();
  });
  await writeAll(page, withoutNames(sample(hall, 'child-allowance')));
  await goBack(page);
  await goInto(page, /水道使用開始/);
  await writeIn(page);
  await writeAll(page, withoutNames(sample(hall, 'water-start')));
  await goBack(page);

  await expect(steps(page).getByText('書き終わっています')).toHaveCount(3);
  await expectAccessible(page);
  await plan(page).getByRole('link', { name: TITLE }).click();
  await expectAlive(page);
  await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(3);
  await expectAccessible(page);
  await page.getByRole('button', { name: '3件を1つのQRコードにする' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '窓口で見せるQRコード' })).toBeFocused();
  await expectAccessible(page);
  const digits = await digitsOn(page);
  await expect(page.getByText(`数字で表示する（${digits.length}桁）`)).toBeVisible();
  test.info().annotations.push({ type: 'digits', description: String(digits.length) });

  const desk = await (await another({ viewport: { width: 1366, height: 768 } })).newPage();
  await plugIn(desk);
  await join(desk, hall);
  await scan(desk, digits);
  const list = desk.getByRole('navigation', { name: /このコードの申請書（3件）/ });
  await expect(list.getByRole('button', { name: /未受理/ })).toHaveCount(3);
  for (const [title, name] of [
    ['住民異動届（転入）', '髙﨑　ひなた'],
    ['児童手当 認定請求書', '髙﨑　翔太'],
    ['水道使用開始届', '髙﨑　健一'],
  ] as const) {
    await expect(desk.getByRole('heading', { level: 3, name: title })).toBeFocused();
    await expect(desk.locator('.opened')).toContainText(name);
    await seePapers(desk);
    await desk.keyboard.press('Control+Enter');
    await expect(desk.getByRole('status').filter({ hasText: `「${title}」を受理しました。` })).toBeVisible();
  }
  await expect(list.getByRole('button', { name: /受理 \d{2}-\d{6}-\d/ })).toHaveCount(3);
});

test('a family in mourning goes from the first question to one code for all its papers, without a network', ALONE_OFFLINE, async ({
  page,
  context,
  another,
  hall,
  troubles,
}) => {
  test.slow();
  await open(page, '/guides/bereavement');
  await expectKept(page);
  troubles.expectNoNetwork();
  await context.setOffline(true);
  await page.reload();
  await expectAlive(page);
  await date(page, /亡くなった日/, '2026', '11', '16');
  await answer(page, /死亡届は/, /はい/);
  await answer(page, /世帯主/, /はい/);
  // Which insurance it was nobody knows yet: both are chosen, as the question says.
  await answer(page, /当てはまるもの/, /国民健康保険/, /後期高齢者医療/, /水道/, /犬/);
  await answer(page, /戸籍がいりますか/, /はい/);
  const links = await steps(page).getByRole('link', { name: /^書類を書く/ }).evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  const forms = ['bereavement', 'household-change', 'national-health-insurance', 'late-elderly-loss', 'funeral-expenses', 'water-name', 'dog-change', 'family-register'];
  expect(links).toEqual(forms.map((form) => `/forms/${form}`));
  for (const link of links) {
    await steps(page).locator(`a[href="${link}"]`).click();
    await expect(page).toHaveURL(new RegExp(`${link}$`));
    await expectAlive(page);
    await writeAll(page, sample(hall, link.replace('/forms/', '')));
    await expectSaved(page);
    await page.getByRole('link', { name: /の手続に戻る$/ }).click();
    await expectAlive(page);
  }
  await expect(steps(page).getByText('書き終わっています')).toHaveCount(forms.length);
  await plan(page).getByRole('link', { name: TITLE }).click();
  await expectAlive(page);
  await page.getByRole('button', { name: `${forms.length}件を1つのQRコードにする` }).click();
  const digits = await digitsOn(page);
  await expect(page.getByText(`数字で表示する（${digits.length}桁）`)).toBeVisible();
  test.info().annotations.push({ type: 'digits', description: String(digits.length) });

  const desk = await (await another({ viewport: { width: 1366, height: 768 } })).newPage();
  await plugIn(desk);
  await join(desk, hall);
  await scan(desk, digits);
  const list = desk.getByRole('navigation', { name: new RegExp(`このコードの申請書（${forms.length}件）`) });
  await expect(list.locator('.bundle-leaf')).toHaveCount(forms.length);
  // The papers of all of them are seen first.
  for (const leaf of await list.getByRole('button', { name: /未受理/ }).all()) {
    await leaf.click();
    await expect(leaf).toHaveAttribute('aria-current', 'true');
    await seePapers(desk);
  }
  await desk.keyboard.press('Control+Alt+Enter');
  await expect(list.getByRole('button', { name: /受理 \d{2}-\d{6}-\d/ })).toHaveCount(forms.length);
});

test('what a form still lacks is named, mended from there, and then it goes in', async ({ page, hall }) => {
  test.slow();
  const { phone: _, ...unfinished } = sample(hall, 'water-start');
  await writeForms(page, ['residence-certificate', sample(hall, 'residence-certificate')], ['water-start', unfinished]);
  await page.goto('/');
  await expectAlive(page);
  await page.getByRole('link', { name: TITLE }).click();
  await expectAlive(page);
  const water = page.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: '水道使用開始届' }) });
  await expect(page.getByRole('checkbox', { name: '水道使用開始届' })).toBeDisabled();
  await expect(page.getByRole('checkbox', { name: /住民票/ })).toBeChecked();
  await expect(water).toContainText('あと1か所あります');
  await expectAccessible(page);
  await water.getByRole('link').first().click();
  await expectAlive(page);
  await page.locator('[name="phone"]').fill('09000000056');
  await expectSaved(page);
  await page.goto('/bundle');
  await expectAlive(page);
  await expect(page.getByRole('checkbox', { name: '水道使用開始届' })).toBeChecked();
  await expect(page.getByRole('button', { name: '2件を1つのQRコードにする' })).toBeVisible();

  // Left out by hand, it is a code of one form, as from that form itself.
  await page.getByRole('checkbox', { name: '水道使用開始届' }).uncheck();
  await page.getByRole('button', { name: 'QRコードを作る' }).click();
  await expect(page.getByText('1件の申請書が入っています。')).toBeVisible();
  const opened = JSON.parse(hall.run(['slip', 'open', '--data', hall.data], await digitsOn(page))) as { form: string };
  expect(opened.form).toBe('residence-certificate');
});

test('the code is there again after a reload, follows what was mended, and Back leads to the choice', async ({ page, hall }) => {
  test.slow();
  await writeForms(page, ['residence-certificate', sample(hall, 'residence-certificate')], ['water-start', sample(hall, 'water-start')]);
  await page.goto('/bundle');
  await expectAlive(page);
  await page.getByRole('button', { name: '2件を1つのQRコードにする' }).click();
  await expect(page.getByText('2件の申請書が入っています。')).toBeVisible();
  const read = async () => JSON.parse(hall.run(['slip', 'open', '--data', hall.data], await digitsOn(page))) as { answers: Sample }[];
  expect(await read()).toHaveLength(2);
  await page.reload();
  await expectAlive(page);
  await expect(page.getByText('2件の申請書が入っています。')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeFocused();

  await page.getByRole('listitem').filter({ hasText: '水道使用開始届' }).getByRole('link', { name: /内容を確かめる/ }).click();
  await expectAlive(page);
  await page.evaluate(() => (location.hash = 'phone'));
  // A draft that comes between the first key and the second would stand before it.
  await expect(page.locator('[name="phone"]')).not.toHaveValue('');
  await page.locator('[name="phone"]').fill('09087654321');
  await expectSaved(page);
  await page.goto('/bundle');
  await expectAlive(page);
  await page.getByRole('button', { name: '2件を1つのQRコードにする' }).click();
  expect((await read()).map((form) => form.answers['phone'])).toContain('09087654321');
});

test('two forms are bound with nothing but the keyboard', async ({ page, hall }) => {
  test.slow();
  await writeForms(page, ['residence-certificate', sample(hall, 'residence-certificate')], ['water-start', sample(hall, 'water-start')]);
  await page.goto('/bundle');
  await expectAlive(page);
  const keyboard = new Writer(page);
  await expect(page.getByRole('checkbox')).toHaveCount(2);
  await page.getByRole('checkbox').first().focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'QRコードを作る' })).toBeVisible();
  await page.keyboard.press('Space');
  await keyboard.tabTo('2件を1つのQRコードにする');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '窓口で見せるQRコード' })).toBeFocused();
  await keyboard.tabTo('入れる申請書を選び直す');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeFocused();
});

test('a device on which nothing was begun says so', async ({ page }) => {
  await page.goto('/bundle');
  await expectAlive(page);
  await expect(page.getByText('この端末に、書きかけの申請書はありません。')).toBeVisible();
  await page.getByRole('link', { name: '手続を探す' }).click();
  await expect(page.getByRole('heading', { name: 'どの手続をしますか' })).toBeVisible();
});
