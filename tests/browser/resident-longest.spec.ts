// Every form of the city in its longest branch with everything still to correct, and every other page as full as it gets, in each language:
// everybody can use it, nothing is lost at 320 px with letters of any size, and each control says what it is in the language of the page.
import type { Page } from '@playwright/test';
import { lost, spokenControls, violations } from './fixtures/access.ts';
import { expectAlive, expectHelp } from './fixtures/arrival.ts';
import { leftInJapanese } from './fixtures/japanese.ts';
import { answerMost, openWhole } from './fixtures/longest.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ shared: true });

const LANGUAGES = [
  { at: '', name: 'Japanese', speaks: (name: string) => /[ぁ-んァ-ヶ一-龥]/.test(name) },
  { at: '/en', name: 'English', speaks: (name: string) => /[A-Za-z0-9]/.test(name) },
  // The readings above the kanji are for the eye.
  { at: '/easy', name: 'easy Japanese', speaks: (name: string) => /[ぁ-んァ-ヶ一-龥]/.test(name) && !name.includes('《') },
] as const;

type Language = (typeof LANGUAGES)[number];

/** The names of the languages are said in themselves; signs that everybody reads, and the sounds of the list by sound, stand for themselves. */
const ANYWHERE = /^(日本語|English|やさしい日本語|[+−\d\s]+|[あ-ん])$/;

/** By then a page has put into its language what its program has written. */
const SPEAKS_WITHIN_MS = 3_000;

/** The forms that the city hall lists, by id. */
async function forms(page: Page): Promise<string[]> {
  const list = await (await page.request.get('/procedures')).text();
  return [...new Set([...list.matchAll(/href="\/forms\/([a-z0-9-]+)"/g)].map(([, id = '']) => id))];
}

/** What is wrong with the page that is open; nothing where all is well. */
async function look(page: Page, { at, speaks }: Language): Promise<object | undefined> {
  const left = () => (at === '' ? [] : leftInJapanese(page));
  const silent = async () => (await spokenControls(page)).filter(({ name }) => !speaks(name) && !ANYWHERE.test(name)).map(({ role, name }) => `${role}: ${name}`);
  const isBehind = async () => (await left()).length > 0 || (await silent()).length > 0;
  for (const until = Date.now() + SPEAKS_WITHIN_MS; (await isBehind()) && Date.now() < until; ) await page.waitForTimeout(100);
  const unsaid = await silent();
  const found = { rules: await violations(page), lost: await lost(page), unsaid, japanese: await left() };
  return Object.values(found).some((one) => one.length > 0) ? found : undefined;
}

for (const language of LANGUAGES) {
  const { at, name } = language;

  test(`every form in its longest branch, in ${name}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.addInitScript(() => localStorage.setItem('madoguchi-whole', 'yes'));
    const all = await forms(page);
    expect(all.length).toBeGreaterThan(20);
    const found: Record<string, object> = {};
    for (const form of all) {
      await openWhole(page, `${at}/forms/${form}`);
      const trouble = await look(page, language);
      if (trouble) found[form] = trouble;
    }
    expect(found).toEqual({});
  });

  test(`every other page with all that it asks, in ${name}`, async ({ page }) => {
    test.setTimeout(120_000);
    const found: Record<string, object> = {};
    const judge = async (path: string) => {
      const trouble = await look(page, language);
      if (trouble) found[path] = trouble;
    };
    for (const guide of ['moving', 'birth', 'bereavement']) {
      await page.goto(`${at}/guides/${guide}`);
      await expectAlive(page);
      await answerMost(page);
      for (const [part, text] of [['year', '2026'], ['month', '11'], ['day', '15']] as const) {
        for (const control of await page.locator(`#form [name$=".${part}"]:visible`).all()) await control.fill(text);
      }
      await expect(page.locator('.step').first()).toBeVisible();
      await judge(guide);
    }
    await page.goto(`${at}/profile`);
    await expectAlive(page);
    await page.locator('#More .button:visible').last().click();
    await answerMost(page);
    await judge('profile');
    for (const form of ['water-start', 'move-in']) {
      await page.goto(`${at}/forms/${form}`);
      await expectHelp(page);
      await page.locator('#Begin').click();
      await answerMost(page);
      await expect(page.locator('#Draft .saved')).toHaveText(/\d{2}:\d{2}/);
    }
    for (const path of ['/bundle', '/', '/procedures', '/outbox']) {
      await page.goto(`${at}${path}`);
      await expectAlive(page);
      await answerMost(page);
      await judge(path);
    }
    expect(found).toEqual({});
  });
}

test('every blank form, which is the same in each language', async ({ page }) => {
  test.setTimeout(120_000);
  const found: Record<string, object> = {};
  for (const form of await forms(page)) {
    await page.goto(`/forms/${form}/blank`);
    await expect(page.locator('.slot.title')).toBeVisible();
    // The paper is as wide as paper is; what stands around it is not.
    const trouble = { rules: await violations(page), unsaid: (await spokenControls(page)).filter(({ name }) => !LANGUAGES[0].speaks(name)) };
    if (trouble.rules.length + trouble.unsaid.length > 0) found[form] = trouble;
  }
  expect(found).toEqual({});
});
