// What is asked follows from several answers, from counts and from ages; a date begins as today's.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAccessible } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import { expectSaved } from './fixtures/household.ts';
import { expect, test } from './fixtures/test.ts';

const PUBLIC = join(import.meta.dirname, '../../public');

/** A form whose conditions lie on a screen with several questions: on what is chosen, and on an age. */
const FORM = `number = 230
edition = 1
title = "子ども会の届"
summary = "ためしの様式です。"
channels = ["qr", "online"]
fee = "無料"
minutes = 3
counter_minutes = 12
valid_days = 30
queue = "moving"
[source]
kind = "layout-assumed"
text = "ためし"
confirmed = false
[[question]]
id = "dated"
label = "書いた日"
kind = "date"
default = "today"
[[question]]
id = "abroad"
label = "外国へ行きますか"
kind = "yes-no"
[[question]]
id = "members"
label = "行く人"
kind = "group"
noun = "行く人"
min = 1
max = 4
[[question.question]]
id = "papers"
label = "持っているもの"
optional = true
kind = "several"
options = [{ id = "passport", label = "旅券" }, { id = "card", label = "カード" }]
[[question.question]]
id = "born"
label = "生年月日"
kind = "date"
rule = "past"
[[question.question]]
id = "without"
label = "旅券がないわけ"
when = { all = [{ question = "abroad", is = ["yes"] }, { not = { question = "papers", contains = ["passport"] } }] }
optional = true
kind = "text"
max = 20
[[question.question]]
id = "guardian"
label = "保護者の名前"
when = { question = "born", age_at_most = 14 }
kind = "text"
max = 20
[[question]]
id = "bus"
label = "バスで行きますか"
when = { question = "members", at_least = 2 }
kind = "yes-no"
[sample]
dated = "today"
abroad = "yes"
bus = "no"
[[sample.members]]
born = "today-2000"
guardian = "佐倉"
[[sample.members]]
born = "1990-01-01"
papers = { passport = "yes" }
`;

test('parts of an item follow several answers and an age, and a date begins as today’s', async ({ hall, page }) => {
  const city = mkdtempSync(join(tmpdir(), 'madoguchi-city-'));
  try {
    cpSync(join(PUBLIC, 'cities/sakurano'), city, { recursive: true });
    mkdirSync(join(city, 'forms'), { recursive: true });
    writeFileSync(join(city, 'forms/children.toml'), FORM);
    await hall.restart(['--city', city]);
    await page.goto('/forms/children');
    await expectAlive(page);
    await expect(page.getByText('約12分（市の目安。待つ時間は入っていません）')).toBeVisible();

    // Nothing is written before the person begins.
    const control = (name: string) => page.locator(`[name="${name}"]`);
    await expect(control('dated.year')).toHaveValue('');
    await page.locator('#Begin').click();
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tokyo' }).format(new Date()).split('-');
    await expect(control('dated.year')).toHaveValue(today[0] ?? '');
    await expect(control('dated.day')).toHaveValue(String(Number(today[2])));
    const offer = page.getByText('今日の日付を入れてあります');
    await expect(offer).toBeVisible();
    await expectAccessible(page);
    await control('dated.year').fill('2025');
    await expect(offer).toBeHidden();
    await expectSaved(page);
    await page.reload();
    await expectAlive(page);
    await expect(control('dated.year')).toHaveValue('2025');

    await page.goto('/forms/children#abroad');
    await expectAlive(page);
    await page.locator('[name="abroad"][value="yes"]').check({ force: true });
    await page.goto('/forms/children#members.1');
    await expectAlive(page);
    const part = (name: string) => page.locator(`[name="members.1.${name}"]`);
    await expect(part('without')).toBeVisible();
    await part('papers.passport').check({ force: true });
    await expect(part('without')).toBeHidden();
    await part('papers.passport').uncheck({ force: true });
    await expect(part('without')).toBeVisible();

    await expect(part('guardian')).toBeHidden();
    await part('born.year').fill(String(Number(today[0]) - 5));
    await part('born.month').fill('1');
    await expect(part('guardian')).toBeHidden();
    await part('born.day').fill('1');
    await expect(part('guardian')).toBeVisible();
    await expectAccessible(page);
    await part('born.year').fill('1990');
    await expect(part('guardian')).toBeHidden();
    await expectSaved(page);

    // A second person makes it a question how they all travel.
    await page.getByRole('button', { name: '次へ' }).click();
    await expect(page).toHaveURL(/#Review$/);
    await page.goBack();
    await expect(page).toHaveURL(/#members\.1$/);
    await page.getByRole('button', { name: '行く人を追加する' }).click();
    await page.locator('[name="members.2.born.year"]').fill('1991');
    await page.locator('[name="members.2.born.month"]').fill('2');
    await page.locator('[name="members.2.born.day"]').fill('3');
    await page.getByRole('button', { name: '次へ' }).click();
    await expect(page).toHaveURL(/#bus$/);
  } finally {
    rmSync(city, { recursive: true });
  }
});

test('on a small phone month and day of a date stay together', async ({ page }) => {
  for (const width of [320, 360, 390, 412, 430, 500]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('/forms/letter-of-attorney#dated');
    await expectAlive(page);
    const tops = await page.evaluate(() =>
      ['era', 'year', 'month', 'day'].map((part) => document.querySelector(`[name="dated.${part}"]`)?.getBoundingClientRect().bottom ?? 0),
    );
    expect(Math.abs((tops[2] ?? 0) - (tops[3] ?? 1)), `month and day at ${width} px: ${tops}`).toBeLessThan(2);
    expect(Math.abs((tops[0] ?? 0) - (tops[1] ?? 1)), `era and year at ${width} px: ${tops}`).toBeLessThan(2);
  }
});
