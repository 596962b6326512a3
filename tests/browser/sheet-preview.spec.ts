// An officer puts the places of the city's own paper where they belong: by hand, by keys, and back again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expectAccessible } from './fixtures/access.ts';
import { expect, test as base } from './fixtures/test.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const MADOGUCHI = resolve(process.env['MADOGUCHI'] ?? join(ROOT, 'target/debug/madoguchi'));
const FORM = 'residence-certificate';

const test = base.extend<{ paper: { url: string; file: string } }>({
  paper: async ({}, use) => {
    const city = mkdtempSync(join(tmpdir(), 'madoguchi-city-'));
    cpSync(join(ROOT, 'public/cities/shiosai'), city, { recursive: true });
    const preview = spawn(MADOGUCHI, ['sheet', 'preview', FORM, '--city', city], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    preview.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    await expect.poll(() => printed).toMatch(/http:\S+/);
    await use({ url: /http:\S+/.exec(printed)?.[0] ?? '', file: join(city, 'sheets', `${FORM}.toml`) });
    preview.kill();
    await once(preview, 'exit');
    rmSync(city, { recursive: true, force: true });
  },
});

test.use({ viewport: { width: 1366, height: 900 } });

/** The `x` and `y` that the file says for the place of an answer. */
function placed(file: string, of: string): number[] {
  const slot = readFileSync(file, 'utf8').split('[[slot]]').find((slot) => slot.includes(`of = "${of}"`)) ?? '';
  return ['x', 'y', 'w', 'h'].map((key) => Number(new RegExp(`^${key} = (\\S+)`, 'm').exec(slot)?.[1]));
}

test('a place is moved by keys and by hand, and taken back', async ({ page, paper }) => {
  await page.goto(paper.url);
  await expect(page.getByRole('heading', { name: '住民票の写し等交付請求書' })).toBeVisible();
  const name = page.getByRole('button', { name: /^applicant\.name / });
  const comments = readFileSync(paper.file, 'utf8').match(/^#.*/gm);
  const [x = 0, y = 0, w = 0, h = 0] = placed(paper.file, 'applicant.name');

  await name.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => placed(paper.file, 'applicant.name')).toEqual([x + 0.5, y + 1, w - 0.5, h]);
  await expect(name).toHaveAttribute('aria-label', new RegExp(`左から${(x + 0.5).toFixed(1)}　上から${(y + 1).toFixed(1)}`));

  // 10 mm to the right and 5 mm up by hand, at 5 dots a millimetre.
  const box = await name.boundingBox();
  if (box === null) throw new Error('the place is not to be seen');
  await page.mouse.move(box.x + 20, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 40, box.y, { steps: 4 });
  await page.mouse.move(box.x + 70, box.y - 15, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => placed(paper.file, 'applicant.name')).toEqual([x + 10.5, y - 4, w - 0.5, h]);

  for (const _ of [1, 2, 3, 4, 5]) await page.keyboard.press('Control+KeyZ');
  await expect.poll(() => placed(paper.file, 'applicant.name')).toEqual([x, y, w, h]);
  await expect(page.getByRole('button', { name: '元に戻す' })).toBeDisabled();
  expect(readFileSync(paper.file, 'utf8').match(/^#.*/gm)).toEqual(comments);
});

test('what is wrong is told at once, and the page can be used by everybody', async ({ page, paper }) => {
  await page.goto(paper.url);
  const picture = page.locator('.paper img');
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(500);
  await expectAccessible(page);
  const fee = page.getByRole('button', { name: /^fee / });
  await fee.focus();
  // To the left, over the signature.
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('listitem').filter({ hasText: '手書きのために空けておく欄（free）に重なります' })).toBeVisible();
  await page.getByRole('button', { name: '元に戻す' }).click({ clickCount: 4 });
  await expect(page.getByRole('listitem')).toHaveCount(0);
});
