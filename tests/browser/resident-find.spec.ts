// Finding a procedure: by any word, with a slip of the finger, by what happened; without a network too.
import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import { expectKept } from './fixtures/kept.ts';
import { ALONE_OFFLINE, expect, test } from './fixtures/test.ts';

test.use({ shared: true });

const search = (page: Page) => page.getByRole('searchbox', { name: '手続を言葉で探す' });
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name, exact: typeof name === 'string' });

test.beforeEach(async ({ page }) => {
  await page.goto('/');
  await expectAlive(page);
});

const MEANT = [
  ['じゅうみんひょう', '住民票の写し等交付請求書'],
  ['ﾋｯｺｼ', '引っ越し'],
  ['赤ちゃん', '子どもが生まれる'],
  ['葬式', '葬祭費支給申請書'],
  ['こくほ', '国民健康保険異動届'],
  ['ハンコ', '印鑑登録申請書'],
  ['おうちがこわれた', '罹災証明書交付申請書'],
  ['せんきょ', '不在者投票の投票用紙等の請求'],
] as const;

test('words that people use lead to what is meant', async ({ page }) => {
  for (const [typed, found] of MEANT) {
    await test.step(typed, async () => {
      await search(page).fill(typed);
      await expect(link(page, found).first()).toBeVisible();
      await expect(page.getByRole('status').filter({ hasText: '件見つかりました' })).toBeVisible();
      await expect(link(page, '水道使用開始届')).toBeHidden();
    });
  }
});

const hits = (page: Page) => page.locator('#hits').getByRole('link');

const FIRST = [
  ['転入届', '住民異動届（転入）'],
  ['てんしゅつとどけ', '住民異動届（転出）'],
  ['世帯分離', '住民異動届（世帯変更）'],
  ['除票', '住民票の写し等交付請求書'],
  ['独身証明書', '戸籍証明書等請求書'],
  ['会社をやめた', '国民健康保険異動届'],
  ['水害', '罹災証明書交付申請書'],
  ['外国人', '住民異動届（転入）'],
  ['住民票を取りたい', '住民票の写し等交付請求書'],
  ['child allowance', '児童手当 認定請求書'],
] as const;

test('what is called so, or is about it, is shown first', async ({ page }) => {
  for (const [typed, first] of FIRST) {
    await test.step(typed, async () => {
      await search(page).fill(typed);
      await expect(hits(page).first()).toHaveText(first);
    });
  }
});

test('a form stands before what only says where to go, and what only asks about it comes last', async ({ page }) => {
  await search(page).fill('転入届');
  await expect(hits(page)).toHaveText(['住民異動届（転入）', '転入の来庁予約', '引っ越し']);
  await search(page).fill('生活保護開始');
  await expect(hits(page)).toHaveText(['国民健康保険異動届']);
  await expectAccessible(page);
});

test('when the search is over everything stands where it stood', async ({ page }) => {
  const everything = () => page.locator('main').getByRole('link', { includeHidden: true }).allTextContents();
  const before = await everything();
  for (const typed of ['転', '転出届', '死亡', '']) {
    await search(page).fill(typed);
  }
  await expect(page.locator('#hits')).toBeHidden();
  expect(await everything()).toEqual(before);
});

const FIRST_IN = {
  en: [
    ['moving in', /^Moving-In Notification/],
    ['residence certificate', /^Request for a Copy of Residence Record/],
    ['転出届', /^Moving-Out Notification/],
  ],
  easy: [
    ['こくほ', /国民健康保険/],
    ['住民異動届（転入）', /^引.*っ越/],
  ],
} as const;

for (const [language, words] of Object.entries(FIRST_IN)) {
  test(`what is meant is shown first in /${language} too`, async ({ page }) => {
    await page.goto(`/${language}`);
    await expectAlive(page);
    for (const [typed, first] of words) {
      await test.step(typed, async () => {
        await page.getByRole('searchbox').fill(typed);
        await expect(hits(page).first()).toHaveText(first);
      });
    }
  });
}

test('the list narrows with every key and is whole again when the search is over', async ({ page }) => {
  await search(page).pressSequentially('水道');
  await expect(link(page, '水道使用開始届')).toBeVisible();
  await expect(link(page, /^住民票の写し/)).toBeHidden();
  await expect(link(page, '水道使用中止の届出')).toBeVisible();
  await page.getByRole('button', { name: '探すのをやめて、すべて見る' }).click();
  await expect(search(page)).toHaveValue('');
  await expect(search(page)).toBeFocused();
  await expect(link(page, /^住民票の写し/)).toBeVisible();
  await expect(link(page, '水道使用中止の届出')).toBeHidden();
});

test('a slip of the finger is forgiven and said so', async ({ page }) => {
  await search(page).fill('住民表の写し');
  await expect(page.getByText('「住民表の写し」そのものはありませんでした')).toBeVisible();
  await expect(link(page, '住民票の写し等交付請求書')).toBeVisible();
});

test('who finds nothing is shown another way', async ({ page }) => {
  await search(page).fill('ラーメン');
  await expect(page.getByText('「ラーメン」に合う手続は見つかりませんでした')).toBeVisible();
  await expect(link(page, '引っ越し')).toBeVisible();
  await expect(link(page, '水道使用開始届')).toBeHidden();
  await expectAccessible(page);
});

test('from a found procedure one comes to what its guide says of it', async ({ page }) => {
  await search(page).fill('印鑑登録証');
  await link(page, '印鑑登録証を返す').click();
  await expect(page).toHaveURL(/\/guides\/bereavement#procedure-seal$/);
  await expect(page.locator('#procedure-seal')).toBeVisible();
  await expect(page.locator('#procedure-seal')).toBeInViewport();
});

test('a procedure without a form has a page that says what is known of it', async ({ page }) => {
  await search(page).fill('にんしん');
  await link(page, '妊娠の届出').click();
  await expectAlive(page);
  await expect(page.getByRole('heading', { level: 1, name: '妊娠の届出' })).toBeVisible();
  await expect(page.getByText('母子保健の窓口')).toBeVisible();
  await expect(page.getByText('市の窓口でご確認ください').first()).toBeVisible();
  await page.getByRole('link', { name: '「妊娠・出産・子育て」の案内で' }).click();
  await expect(page).toHaveURL(/\/guides\/birth$/);
});

test('every procedure is listed by sound and by what it is about, without a network too', ALONE_OFFLINE, async ({ page, hall }) => {
  await expectKept(page);
  await hall.stop();
  await link(page, '手続の一覧（五十音順・分野ごと）').click();
  await expectAlive(page);
  await page.getByRole('navigation', { name: '五十音' }).getByRole('link', { name: 'ら' }).click();
  await expect(page.getByRole('region', { name: 'ら行' }).getByRole('link')).toHaveText(['罹災証明書交付申請書']);
  await page.getByText('災害にあった（', { exact: false }).click();
  const chapter = page.locator('details', { hasText: '災害にあった' });
  await expect(chapter.getByRole('link', { name: '応急仮設住宅の入居申請' })).toBeVisible();
  await chapter.getByRole('link', { name: '罹災証明書交付申請書' }).click();
  await expect(page).toHaveURL(/\/forms\/disaster-certificate$/);
  await expectAlive(page);
});

test('the search works without a network', ALONE_OFFLINE, async ({ page, hall }) => {
  await expectKept(page);
  await hall.stop();
  await page.reload();
  await expectAlive(page);
  await search(page).fill('引越し');
  await expect(link(page, '住民異動届（転入）')).toBeVisible();
  await link(page, '引っ越し').click();
  await expectAlive(page);
  await expect(page.getByRole('heading', { name: '引っ越しの手続' })).toBeVisible();
});
