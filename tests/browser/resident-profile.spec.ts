// A household writes itself once, on its own device: sealed on the disk, changed, thrown away, taken elsewhere in a file.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import { DAUGHTER, HEAD, SON, WIFE, expectSaved, lookOnDisk, loseKey, openProfile, person, writeHome, writePeople } from './fixtures/household.ts';
import { expectKept } from './fixtures/kept.ts';
import { OFFLINE, expect, test } from './fixtures/test.ts';
import { Writer } from './fixtures/writing.ts';

test.use({ shared: true });

const given = (page: Page, number: number) => person(page, number).getByRole('textbox', { name: '名', exact: true });
const PASSPHRASE = 'さくらの花が 咲いた朝';

test('what a family writes is there after a reload, and everybody can use the page', async ({ page }) => {
  await openProfile(page);
  await expect(page.locator('main')).toMatchAriaSnapshot({ name: 'empty.aria.yml' });
  await writePeople(page, [HEAD, WIFE, SON, DAUGHTER]);
  await writeHome(page);
  await expectSaved(page);
  await expectAccessible(page);
  await page.reload();
  await expectAlive(page);
  await expect(given(page, 1)).toHaveValue('健一');
  await expect(given(page, 4)).toHaveValue('ひなた');
  await expect(person(page, 2).getByRole('radio', { name: '妻', exact: true })).toBeChecked();
  await expect(person(page, 5)).toBeHidden();
  await expect(page.getByRole('textbox', { name: '町名・大字・丁目' })).toHaveValue('桜町一丁目');
});

test('nobody reads on the disk what was written, and no program gets the key', async ({ page }) => {
  await openProfile(page);
  await writePeople(page, [HEAD]);
  await expectSaved(page);
  const { text, key } = await lookOnDisk(page);
  expect(text).toMatch(/^[0-9a-f]{100,}$/);
  expect(Buffer.from(text ?? '', 'hex').toString('utf8')).not.toContain('髙﨑');
  expect(key).toBe('cannot be read');
});

test('it is written with nothing but the keyboard', async ({ page }) => {
  await openProfile(page);
  const writer = new Writer(page);
  await given(page, 1).focus();
  await writer.fields('健一', 'タカサキ', 'ケンイチ');
  await writer.tabTo('家族を追加する');
  await page.keyboard.press('Enter');
  await expect(person(page, 2).getByRole('textbox', { name: '氏', exact: true })).toBeFocused();
  await writer.fields('髙﨑', '美咲');
  await writer.tabTo('この人を消す：髙﨑　美咲');
  await page.keyboard.press('Enter');
  await expect(person(page, 2)).toBeHidden();
  await writer.tabTo('元に戻す');
  await page.keyboard.press('Enter');
  await expect(given(page, 2)).toHaveValue('美咲');
});

test('it opens and is kept without a network', OFFLINE, async ({ page, context, troubles }) => {
  await openProfile(page);
  await expectKept(page);
  troubles.expectNoNetwork();
  await context.setOffline(true);
  await openProfile(page);
  await writePeople(page, [HEAD]);
  await expectSaved(page);
  await openProfile(page);
  await expect(given(page, 1)).toHaveValue('健一');
});

test('whoever comes after a person that was taken out moves up, and they can come back', async ({ page }) => {
  await openProfile(page);
  await writePeople(page, [HEAD, WIFE, SON]);
  await person(page, 2).getByRole('button', { name: /この人を消す.*美咲/ }).click();
  await expect(given(page, 2)).toHaveValue('翔太');
  await expect(person(page, 3)).toBeHidden();
  await page.getByRole('button', { name: '元に戻す' }).click();
  await expect(given(page, 2)).toHaveValue('美咲');
  await expect(given(page, 3)).toHaveValue('翔太');
  await expectSaved(page);
  await page.reload();
  await expect(given(page, 3)).toHaveValue('翔太');
});

test('what is wrong is said beside it, and what was typed is kept all the same', async ({ page }) => {
  await openProfile(page);
  const phone = page.getByRole('textbox', { name: '昼間に連絡できる電話番号' });
  await phone.fill('090');
  await phone.blur();
  await expect(page.locator('.fault').filter({ hasText: '電話番号' })).toBeVisible();
  await expectSaved(page);
  await page.reload();
  await expect(phone).toHaveValue('090');
});

test('what two tabs write is both there', async ({ page, context }) => {
  await openProfile(page);
  await writePeople(page, [HEAD]);
  await expectSaved(page);
  const second = await context.newPage();
  await openProfile(second);
  await expect(given(second, 1)).toHaveValue('健一');
  await writeHome(second);
  await expect(page.getByRole('textbox', { name: '番地・号' })).toHaveValue('2番3号');
  await given(page, 1).fill('健二');
  await expect(given(second, 1)).toHaveValue('健二');
  await expect(second.getByRole('textbox', { name: '番地・号' })).toHaveValue('2番3号');
});

test('it is thrown away with its key, from its page and with everything else', async ({ page }) => {
  await openProfile(page);
  await writePeople(page, [HEAD]);
  await expectSaved(page);
  await page.getByRole('button', { name: 'この端末から消す' }).click();
  await page.getByRole('button', { name: '消さない' }).click();
  await expect(given(page, 1)).toHaveValue('健一');
  await page.getByRole('button', { name: 'この端末から消す' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'プロフィールを消す' }).click();
  await expect(page.getByText('プロフィールをこの端末から消しました。')).toBeVisible();
  await expect(given(page, 1)).toHaveValue('');
  expect(await lookOnDisk(page)).toEqual({ text: undefined, key: undefined });
  await page.reload();
  await expectAlive(page);
  await expect(given(page, 1)).toHaveValue('');

  await writePeople(page, [HEAD]);
  await expectSaved(page);
  await page.goto('/outbox');
  await page.getByRole('button', { name: 'この端末からすべて消す' }).click();
  await page.getByRole('button', { name: 'すべて消す', exact: true }).click();
  await expect.poll(() => lookOnDisk(page)).toEqual({ text: undefined, key: undefined });
});

test('a profile whose key is lost says so and is not written over', async ({ page }) => {
  await openProfile(page);
  await writePeople(page, [HEAD]);
  await expectSaved(page);
  await loseKey(page);
  const { text } = await lookOnDisk(page);
  await openProfile(page);
  await expect(page.getByRole('alert').filter({ hasText: 'プロフィールを開けません' })).toBeVisible();
  await given(page, 1).fill('健二');
  await expect(page.getByText('保存できません', { exact: true })).toBeVisible();
  expect((await lookOnDisk(page)).text).toBe(text);
  await page.getByRole('button', { name: 'この端末から消す' }).click();
  await page.getByRole('button', { name: 'プロフィールを消す' }).click();
  await expect(given(page, 1)).toHaveValue('');
  await given(page, 1).fill('健三');
  await expectSaved(page);
});

/** Writes the profile out and gives the path of the file. */
async function writeOut(page: Page, path: string): Promise<string> {
  await page.getByRole('textbox', { name: '合言葉' }).first().fill(PASSPHRASE);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'ファイルに書き出す' }).click();
  await (await download).saveAs(path);
  await expect(page.getByText('書き出しました。')).toBeVisible();
  return path;
}

/** Reads a file with a passphrase. */
async function readFile(page: Page, path: string, passphrase = PASSPHRASE): Promise<void> {
  await page.getByLabel('ファイル', { exact: true }).setInputFiles(path);
  await page.getByRole('textbox', { name: '合言葉' }).last().fill(passphrase);
  await page.getByRole('button', { name: 'ファイルから読み込む' }).click();
}

test('it is taken to another device in a file that only its passphrase opens', async ({ page, another }, info) => {
  await openProfile(page);
  await writePeople(page, [HEAD, WIFE]);
  await expectSaved(page);
  await page.getByRole('button', { name: 'ファイルに書き出す' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '合言葉を8文字以上で' })).toBeVisible();
  const file = await writeOut(page, join(info.outputPath(), 'profile.json'));
  expect(readFileSync(file, 'utf8')).not.toContain('髙﨑');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ rounds: 600_000 });

  const phone = await (await another()).newPage();
  await openProfile(phone);
  await readFile(phone, file);
  await expect(phone.getByText('読み込みました。')).toBeVisible();
  await expect(given(phone, 2)).toHaveValue('美咲');
  await expectSaved(phone);
  await phone.reload();
  await expect(given(phone, 2)).toHaveValue('美咲');
  await expectAccessible(phone);
});

test('a wrong passphrase, a damaged file and a strange one are told, and nothing is overwritten', async ({ page }, info) => {
  await openProfile(page);
  await writePeople(page, [HEAD, WIFE]);
  await expectSaved(page);
  const file = await writeOut(page, join(info.outputPath(), 'profile.json'));
  await given(page, 1).fill('健二');
  await expectSaved(page);

  const whole = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string | number>;
  const strange = (name: string, text: string) => {
    const path = join(info.outputPath(), name);
    writeFileSync(path, text);
    return path;
  };
  const sealed = String(whole['sealed']);
  const flipped = sealed.slice(0, -1) + (sealed.endsWith('0') ? '1' : '0');
  const alert = (words: string) => page.getByRole('alert').filter({ hasText: words });
  const attempts: [string, string, string][] = [
    [file, 'さくらの花が 散った朝', '合言葉が違うか'],
    [strange('changed.json', JSON.stringify({ ...whole, sealed: flipped })), PASSPHRASE, '合言葉が違うか'],
    [strange('half.json', readFileSync(file, 'utf8').slice(0, 200)), PASSPHRASE, '壊れています'],
    [strange('other.json', '{"form":"move-in"}'), PASSPHRASE, '壊れています'],
    [strange('weak.json', JSON.stringify({ ...whole, rounds: 1 })), PASSPHRASE, '壊れています'],
    [strange('long.json', 'x'.repeat(1_100_000)), PASSPHRASE, '壊れています'],
    [file, '', '合言葉を書いてください'],
  ];
  for (const [path, passphrase, words] of attempts) {
    await readFile(page, path, passphrase);
    await expect(alert(words)).toBeVisible();
    await expect(given(page, 1)).toHaveValue('健二');
  }

  // The right one asks first, as there is something to lose.
  await readFile(page, file);
  await expect(page.getByText('いまのプロフィールは、ファイルの内容に置き換わります。')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '置き換えない' }).click();
  await expect(given(page, 1)).toHaveValue('健二');
  await readFile(page, file);
  await page.getByRole('button', { name: '置き換える', exact: true }).click();
  await expect(given(page, 1)).toHaveValue('健一');
});
