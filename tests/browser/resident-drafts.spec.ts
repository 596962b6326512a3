// What was typed and shown as 保存済み is still there: after the battery died, in two tabs at once, after it was deleted.
// (That nothing is kept without strict durability, or in localStorage, is watched on every page of every spec.)
import type { Page } from '@playwright/test';
import { expectAlive } from './fixtures/arrival.ts';
import { sample, writeAll } from './fixtures/pen.ts';
import { Phone } from './fixtures/phone.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ shared: true });

const WATER = '/forms/water-start';
const saved = (page: Page) => page.getByText(/^保存済み \d{2}:\d{2}$/);
const family = (page: Page) => page.getByRole('textbox', { name: '氏', exact: true });

/** How often the browser is killed; a soak sets more. */
const KILLS = Number(process.env['KILLS'] ?? 3);

declare global {
  interface Window {
    shown: (text: string) => void;
  }
}

test(`a phone that dies in the middle of a word, ${KILLS} times, loses nothing that was shown as saved`, async ({ hall }) => {
  test.setTimeout(30_000 + KILLS * 20_000);
  const phone = new Phone();
  let before = '';
  try {
    for (let death = 0; death < KILLS; death += 1) {
      const page = await phone.start();
      let kept = before;
      await page.exposeFunction('shown', (text: string) => (kept = text));
      await page.goto(`${hall.url}${WATER}#user`);
      await expectAlive(page);
      await expect(family(page)).toHaveValue(new RegExp(`^${before}`));
      // Each time 保存済み appears, what stands in the field at that moment is promised.
      await page.evaluate(() => {
        const tell = () => {
          const field = document.querySelector<HTMLInputElement>('[name="user.family"]');
          if (document.querySelector('.saved')?.textContent?.startsWith('保存済み')) window.shown(field?.value ?? '');
        };
        // Of the whole page: the line comes with the draft's part, which may still be on its way.
        new MutationObserver(tell).observe(document.body, { childList: true, characterData: true, subtree: true });
      });
      await family(page).focus();
      await page.keyboard.press('End');
      // A pause, as everybody makes one: on a slow disk nothing is shown as saved while the keys come one after the other.
      await page.keyboard.type('saku', { delay: 60 });
      await expect.poll(() => kept.length).toBeGreaterThan(before.length);
      const until = Date.now() + 500 + Math.random() * 1_000;
      for (let at = 0; Date.now() < until; at += 1) await page.keyboard.type('sakurano'[at % 8] ?? '', { delay: 60 });
      await phone.kill();
      before = kept;
    }
    const page = await phone.start();
    await page.goto(`${hall.url}${WATER}#user`);
    await expectAlive(page);
    await expect(family(page)).toHaveValue(new RegExp(`^${before}`));
  } finally {
    await phone.close();
  }
});

test('a tab that is closed and a page that is reloaded lose nothing', async ({ page, context }) => {
  await page.goto(`${WATER}#user`);
  await expectAlive(page);
  await family(page).fill('𠮷野');
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await expectAlive(page);
  await expect(family(page)).toHaveValue('𠮷野');
  await page.close();

  const next = await context.newPage();
  await next.goto('/');
  await next.getByRole('link', { name: '水道使用開始届' }).first().click();
  await expectAlive(next);
  await next.getByRole('button', { name: '続きから記入する' }).click();
  await expect(family(next)).toHaveValue('𠮷野');
});

test('with the first word the browser is asked to keep what is written, and only then', async ({ page }) => {
  await page.addInitScript(() => {
    const asked: string[] = ((window as any).asked = []);
    navigator.storage.persist = async () => asked.push('persist') > 0;
  });
  await page.goto(`${WATER}#user`);
  await expectAlive(page);
  const asked = () => page.evaluate(() => (window as any).asked as string[]);
  expect(await asked(), 'nothing is written yet').toEqual([]);
  await family(page).fill('佐');
  await expect(saved(page)).toBeVisible();
  await expect.poll(asked).toEqual(['persist']);
});

test('two tabs on one draft: one writes, the other is told, follows, and can take over', async ({ page, context }) => {
  await page.goto(`${WATER}#user`);
  await expectAlive(page);
  await family(page).fill('佐倉');
  await expect(saved(page)).toBeVisible();

  const second = await context.newPage();
  await second.goto(`${WATER}#user`);
  await expectAlive(second);
  const told = second.getByText('この申請書は、別のタブで記入中です。');
  await expect(told).toBeVisible();
  await expect(family(second)).toHaveValue('佐倉');
  // It follows what the first one writes, and takes nothing itself.
  await family(page).fill('佐倉野');
  await expect(family(second)).toHaveValue('佐倉野');
  await family(second).pressSequentially('X');
  await expect(family(second)).toHaveValue('佐倉野');

  await second.getByRole('button', { name: 'このタブで記入を続ける' }).click();
  await expect(told).toBeHidden();
  await family(second).fill('佐倉町');
  await expect(saved(second)).toBeVisible();
  await expect(page.getByText('この申請書は、別のタブで記入中です。')).toBeVisible();
  await expect(family(page)).toHaveValue('佐倉町');

  // The first one gets it back by itself once the second is closed.
  await second.close();
  await expect(page.getByText('この申請書は、別のタブで記入中です。')).toBeHidden();
  await family(page).fill('佐倉市');
  await expect(saved(page)).toBeVisible();
});

test('a tab that hangs does not keep a draft', async ({ page, context }) => {
  await page.goto(`${WATER}#user`);
  await expectAlive(page);
  await family(page).fill('佐倉');
  await expect(saved(page)).toBeVisible();
  // Frozen: it answers nobody. (A debugger's pause would hold the new tab up too, as it shares the process.)
  await page.evaluate(() => {
    BroadcastChannel.prototype.dispatchEvent = () => false;
    window.addEventListener('message', (event) => event.stopImmediatePropagation(), true);
  });
  const second = await context.newPage();
  await second.addInitScript(() => {
    // What it asks never arrives.
    BroadcastChannel.prototype.postMessage = () => undefined;
  });
  await second.goto(`${WATER}#user`);
  await expectAlive(second);
  await second.getByRole('button', { name: 'このタブで記入を続ける' }).click();
  await expect(second.getByText('この申請書は、別のタブで記入中です。')).toBeHidden();
  await family(second).fill('佐倉町');
  await expect(saved(second)).toBeVisible();
  await expect(page.getByText('この申請書は、別のタブで記入中です。')).toBeVisible();
});

test('a browser without locks keeps two drafts apart rather than lose one', async ({ another }) => {
  const old = await another();
  await old.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'locks'));
  const [first, second] = [await old.newPage(), await old.newPage()];
  await first.goto(`${WATER}#user`);
  await expectAlive(first);
  await family(first).fill('佐倉');
  await expect(saved(first)).toBeVisible();
  await second.goto(`${WATER}#user`);
  await expectAlive(second);
  await expect(family(second)).toHaveValue('佐倉');
  await family(second).fill('佐倉町');
  await expect(saved(second)).toBeVisible();
  await family(first).fill('佐倉市');
  await expect(first.getByText('二つに分けて、どちらも保存しました')).toBeVisible();
  await expect(saved(first)).toBeVisible();

  await second.goto('/');
  await expectAlive(second);
  const drafts = second.locator('.begun-list').getByRole('link', { name: '水道使用開始届' });
  await expect(drafts).toHaveCount(2);
  const kept: string[] = [];
  for (const place of [0, 1]) {
    await second.goto('/');
    await drafts.nth(place).click();
    await expectAlive(second);
    await second.getByRole('button', { name: '続きから記入する' }).click();
    kept.push(await second.locator('[name="user.family"]').inputValue());
  }
  expect(kept.sort()).toEqual(['佐倉市', '佐倉町']);
});

test('a draft that was deleted can be brought back', async ({ page }) => {
  await page.goto(`${WATER}#user`);
  await expectAlive(page);
  await family(page).fill('佐倉');
  await expect(saved(page)).toBeVisible();
  await page.goto('/');
  await expectAlive(page);
  const draft = page.locator('.begun-list').getByRole('link', { name: '水道使用開始届' });
  await expect(page.locator('.begun')).toContainText(/に保存.*このブラウザーは、/s);
  await page.locator('.begun-list').getByRole('button', { name: '消す' }).click();
  await expect(draft).toBeHidden();
  await page.getByRole('button', { name: '元に戻す' }).click();
  await draft.click();
  await expectAlive(page);
  await page.getByRole('button', { name: '続きから記入する' }).click();
  await expect(family(page)).toHaveValue('佐倉');
});

test('a tab is told when its draft is deleted or sent in another', async ({ page, context }) => {
  await page.goto(`${WATER}#user`);
  await expectAlive(page);
  await family(page).fill('佐倉');
  await expect(saved(page)).toBeVisible();
  const reader = await context.newPage();
  await reader.goto(`${WATER}#user`);
  await expectAlive(reader);
  await expect(reader.getByText('この申請書は、別のタブで記入中です。')).toBeVisible();
  const list = await context.newPage();
  await list.goto('/');
  await expectAlive(list);
  await list.locator('.begun-list').getByRole('button', { name: '消す' }).click();
  await expect(reader.getByText('別のタブで送信されたか、消されました')).toBeVisible();
});

test('where nothing can be kept the form says so, and makes its code all the same', async ({ another, hall }) => {
  const forgetful = await another();
  await forgetful.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  const page = await forgetful.newPage();
  await page.goto(WATER);
  await expectAlive(page);
  await writeAll(page, sample(hall, 'water-start'));
  await expect(page.getByRole('alert').filter({ hasText: 'この端末には保存できません' })).toBeVisible();
  await expect(saved(page)).toBeHidden();
  await page.getByRole('button', { name: 'QRコードを作る' }).click();
  await page.getByText('数字で表示する').click();
  const digits = (await page.locator('.digits-text').textContent())?.trim() ?? '';
  expect(JSON.parse(hall.run(['slip', 'open', '--data', hall.data], digits))).toMatchObject({ form: 'water-start' });
});
