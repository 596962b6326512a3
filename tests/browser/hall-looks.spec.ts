// The hall's screens hold what real cities write on them: long names, many queues, and writing twice as large.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import type { Page } from '@playwright/test';
import { join, joinWith, letKioskIn, takeCounter } from './fixtures/desk.ts';
import { expect, test as base } from './fixtures/test.ts';

const DEMO = path(import.meta.dirname, '../../public/cities/sakurano/city.toml');

const MORE = ['国民健康保険・後期高齢者医療', '年金', 'マイナンバーカードの受取・更新', '総合相談・おくやみ・その他'].map((name, nth) =>
  `[[office.queue]]\nid = "more-${'abcd'[nth]}"\nname = "${name}"\nhint = "カードを受け取るとき、どこへ行けばよいか分からないとき"\nletter = "${'DEFG'[nth]}"\n`,
);

/** The demo city with names as long as they get, and four queues more. */
const PLAN = readFileSync(DEMO, 'utf8')
  .replace('本庁舎', 'みなみ総合支所市民サービスセンター')
  .replace('証明書の発行', '住民票・戸籍・印鑑登録の証明書')
  .replace('住所の異動', '引っ越し・住所の異動・世帯の変更')
  .replace('[[office.counter]]', `${MORE.join('\n')}\n[[office.counter]]`)
  .replace('queues = ["certificates", "moving"]', 'queues = ["certificates", "moving", "more-a", "more-b", "more-c", "more-d"]');

const test = base.extend({
  serve: async ({}, use) => {
    const city = mkdtempSync(path(tmpdir(), 'madoguchi-city-'));
    writeFileSync(path(city, 'city.toml'), PLAN);
    await use(['--city', city]);
    rmSync(city, { recursive: true });
  },
});

test.setTimeout(120_000);

const LONGEST = '勅使河原小路左衛門五郎三郎兵衛門之助太郎';

/** None of these is cut off, and nothing has to be looked for sideways. */
async function expectRoom(page: Page, parts: string): Promise<void> {
  for (const part of await page.locator(parts).all()) {
    // Fonts reach a little beyond their lines; a line that is cut off is far more than that.
    const cut = await part.evaluate((it) => {
      const little = parseFloat(getComputedStyle(it).fontSize) / 3;
      return it.scrollHeight - it.clientHeight > little || it.scrollWidth - it.clientWidth > 1;
    });
    expect(cut, `${await part.innerText()} is cut`).toBe(false);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

/** None of these lies over another. */
async function expectApart(page: Page, parts: string): Promise<void> {
  const boxes = await page.locator(parts).evaluateAll((all) => all.map((it) => it.getBoundingClientRect().toJSON() as DOMRect));
  const over = (a: DOMRect, b: DOMRect) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const overlaps = boxes.flatMap((a, nth) => boxes.slice(nth + 1).filter((b) => over(a, b)));
  expect(overlaps).toEqual([]);
}

/** As if the person had asked the browser for writing twice as large. */
async function twiceAsLarge(page: Page): Promise<void> {
  await page.evaluate(() => (document.documentElement.style.fontSize = '225%'));
}

test('a kiosk with seven long names', async ({ page: kiosk, another, hall }) => {
  const desk = await (await another({ viewport: { width: 1280, height: 800 } })).newPage();
  await joinWith(desk, hall.staffCode, LONGEST);
  await takeCounter(desk, 2);
  await letKioskIn(kiosk, desk, LONGEST);
  for (const large of [false, true]) {
    if (large) await twiceAsLarge(kiosk);
    for (const [width, height] of [[1024, 768], [768, 1024], [390, 844]] as const) {
      await kiosk.setViewportSize({ width, height });
      await expectRoom(kiosk, '.kiosk-queue');
      await expectApart(kiosk, '.kiosk-queue');
    }
  }
  await expect(kiosk.locator('.people-icon').first()).toBeVisible();
});

test('a display on the wall and one that hangs upright', async ({ page: display }) => {
  await display.goto('/display/main');
  await expect(display.locator('.clock-time')).toHaveText(/\d{2}:\d{2}/);
  for (const [width, height] of [[1920, 1080], [1366, 768], [1080, 1920]] as const) {
    await display.setViewportSize({ width, height });
    await expectRoom(display, '.count, .count-name, .counts, .display-office');
    await expectApart(display, '.count');
  }
  await expect(display.locator('.people-icon').first()).toBeVisible();
});

test('a desk with a long name, and writing twice as large', async ({ page: desk, hall }) => {
  await desk.setViewportSize({ width: 1024, height: 768 });
  await join(desk, hall, LONGEST);
  await expectRoom(desk, '.desk-head, .step-button');
  await twiceAsLarge(desk);
  await expectRoom(desk, '.desk-head, .step-button');
});
