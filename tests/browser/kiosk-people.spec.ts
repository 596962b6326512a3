// Many people at one kiosk, one after the other: of none of them anything is left, neither on the page nor in the browser's files.
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM, FLAGS } from './fixtures/browser.ts';
import { join, letKioskIn } from './fixtures/desk.ts';
import { DESKTOP, TABLET, expectStart, fillStanding, goAway } from './fixtures/kiosk.ts';
import { sample } from './fixtures/pen.ts';
import { everythingKept } from './fixtures/terminal.ts';
import { expect, test } from './fixtures/test.ts';

/** `cargo xtask soak people` says more. */
const PEOPLE = Number(process.env['PEOPLE'] ?? 4);
test.setTimeout(60_000 + PEOPLE * 30_000);

/** Every file below a folder. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => path(folder, String(name)))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}

test('people in a row leave nothing of themselves', async ({ another, hall, troubles }) => {
  const desk = await (await another(DESKTOP)).newPage();
  await join(desk, hall);
  const profile = mkdtempSync(path(tmpdir(), 'madoguchi-profile-'));
  // As the launcher starts it, apart from the printer.
  const open = () =>
    chromium.launchPersistentContext(profile, {
      executablePath: CHROMIUM, args: FLAGS, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', baseURL: hall.url, serviceWorkers: 'allow', ...TABLET,
    });
  const browser = await open();
  await troubles.watch(browser);
  const kiosk = await browser.newPage();
  await letKioskIn(kiosk, desk);
  const dog = sample(hall, 'dog-death');
  // Each has a name of their own that nobody else has, in letters that no file has by chance.
  const canary = (nth: number) => `籠之鳥${String.fromCodePoint(0x9f3b + nth)}${String.fromCodePoint(0x9ec3 + nth)}号${10_000 + nth}`;
  for (let nth = 0; nth < PEOPLE; nth += 1) {
    await fillStanding(kiosk, '犬の死亡届', { ...dog, 'dog-name': canary(nth) });
    await expect(kiosk.locator('#Review')).toContainText(canary(nth));
    if (nth % 3 === 0) {
      await kiosk.getByRole('button', { name: '窓口で見せるコードを出す' }).click();
      await expect(kiosk.locator('#Carry .qr')).toBeVisible();
    }
    // Some press the button, some reload, some go back.
    if (nth % 4 === 3) await kiosk.reload();
    else await goAway(kiosk).click();
    await expectStart(kiosk);
    const seen = (await kiosk.content()) + (await everythingKept(kiosk)) + kiosk.url() + (await kiosk.title());
    for (let before = 0; before <= nth; before += 1) expect(seen).not.toContain(canary(before));
  }
  expect(await kiosk.evaluate(async () => [(await indexedDB.databases()).length, (await caches.keys()).length, localStorage.length, sessionStorage.length])).toEqual([0, 0, 0, 0]);
  await browser.close();

  // Restored, too, it is blank.
  const again = await open();
  const restored = await again.newPage();
  await restored.goto('/kiosk/main');
  await expectStart(restored);
  await again.close();
  const files = filesOf(profile);
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) {
    const bytes = readFileSync(file);
    for (let nth = 0; nth < PEOPLE; nth += 1) {
      for (const encoding of ['utf8', 'utf16le'] as const) expect(bytes.includes(Buffer.from(canary(nth), encoding)), `${file}: ${canary(nth)}`).toBe(false);
    }
  }
  rmSync(profile, { recursive: true, force: true });
});
