// The day's totals: what was taken for each form and by each member of staff, compared with what lies in the till.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import type { CityHall } from './fixtures/city_hall.ts';
import { expectRoom, join } from './fixtures/desk.ts';
import { sealed } from './fixtures/slip.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ viewport: { width: 1280, height: 800 } });
test.setTimeout(120_000);

const SEEN = { photo: ['driving-licence'], despite: '委任状は後日' };

/** A code is accepted at this desk; its number. */
async function accepted(desk: Page, hall: CityHall, form: string, office: object = SEEN): Promise<string> {
  const answer = await desk.request.post('/api/receive', { data: { slip: sealed(hall, form), noted: { 1: office } } });
  expect(answer.status(), await answer.text()).toBe(200);
  return ((await answer.json()) as { reference: string }[])[0]?.reference ?? '';
}

const table = (page: Page, name: string) => page.getByRole('table', { name });
const row = (page: Page, name: string, head: string) => table(page, name).getByRole('row').filter({ has: page.getByRole('rowheader', { name: head }) });

test('a day is added up, compared with the till and printed, with the keyboard alone', async ({ page, hall }) => {
  await join(page, hall);
  const way = page.getByRole('button', { name: '収納集計' });
  await way.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '収納集計' })).toBeVisible();
  await expect(page.getByText('この日に受理した申請はありません。')).toBeVisible();
  await expectAccessible(page);

  await accepted(page, hall, 'residence-certificate');
  await accepted(page, hall, 'residence-certificate', { ...SEEN, charged: 0, waiver: { kind: 'exempt', reason: '市の減免規則による' } });
  await accepted(page, hall, 'water-start', {});
  await accepted(page, hall, 'family-register');
  const again = page.getByRole('button', { name: 'もう一度集計' });
  await again.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: '4件、900円を収納しました。' })).toBeVisible();
  await expect(row(page, '様式ごと', '住民票の写し等交付請求書').getByRole('cell')).toHaveText(['2', '6', '900円', '900円']);
  await expect(row(page, '様式ごと', '戸籍証明書等請求書').getByRole('cell').nth(2)).toContainText('1件は額の記入なし');
  await expect(row(page, '担当ごと', '佐倉 花子').getByRole('cell').first()).toHaveText('4');
  await expect(page.locator('main')).toMatchAriaSnapshot({ name: 'totals.aria.yml' });
  await expectAccessible(page);

  // Counted: too little first, then the missing coin is found.
  const till = page.getByLabel('数えた現金（円）');
  await till.focus();
  await page.keyboard.insertText('たくさん');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: '0円からの数字で' })).toBeVisible();
  await till.fill('８００');
  await page.keyboard.press('Enter');
  await expect(page.getByText('集計より100円少ないです。')).toBeVisible();
  await page.getByLabel('数えた現金（円）').fill('900');
  await page.keyboard.press('Enter');
  await expect(page.getByText('差額はありません。')).toBeVisible();
  const counted = page.getByRole('list', { name: '数えた記録' }).getByRole('listitem');
  await expect(counted).toHaveText([/佐倉 花子.*900円|900円/, /800円/]);
  await expectAccessible(page);

  // On paper stand the tables and what was counted, and no buttons.
  const file = path(mkdtempSync(path(tmpdir(), 'madoguchi-till-')), 'totals.pdf');
  writeFileSync(file, await page.pdf());
  const paper = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replaceAll(/\s/g, '');
  for (const words of ['収納集計', '住民票の写し等交付請求書', '合計', '差額はありません', '佐倉花子']) expect(paper).toContain(words);
  for (const words of ['もう一度集計', 'CSVで保存', '数えた現金', 'サインアウト']) expect(paper).not.toContain(words);
});

test('the day goes to a spreadsheet, and what was changed another day is not in it', async ({ page, hall, troubles }) => {
  troubles.expect(/status of 422 .*\/api\/totals/);
  await join(page, hall);
  await accepted(page, hall, 'residence-certificate');
  await page.getByRole('button', { name: '収納集計' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSVで保存' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/^収納集計-\d{4}-\d{2}-\d{2}\.csv$/);
  const csv = readFileSync(await saved.path(), 'utf8');
  expect(csv.startsWith('\uFEFF'), 'spreadsheets know by this mark that it is UTF-8').toBe(true);
  expect(csv).toContain('"住民票の写し等交付請求書","佐倉 花子",1,3,900,0,0\r\n');

  await page.getByLabel('日付').fill('2025-01-06');
  await expect(page.getByRole('heading', { name: '令和7年1月6日' })).toBeVisible();
  await expect(page.getByText('この日に受理した申請はありません。')).toBeVisible();
  await page.getByLabel('日付').fill('2999-01-06');
  await expect(page.getByRole('alert').filter({ hasText: 'これから来る日の集計はできません。' })).toBeVisible();
});

test('the totals have room on a narrow screen and in large letters', async ({ page, hall }) => {
  await join(page, hall);
  await accepted(page, hall, 'residence-certificate');
  await accepted(page, hall, 'family-register');
  await page.getByRole('button', { name: '収納集計' }).click();
  await expect(table(page, '様式ごと')).toBeVisible();
  await expectRoom(page);
});
