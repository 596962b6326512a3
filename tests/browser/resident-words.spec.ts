// Other languages, page by page: wherever a link leads in English or in easy Japanese, nothing is left in Japanese by oversight.
import type { Page } from '@playwright/test';
import { expectAlive } from './fixtures/arrival.ts';
import { leftInJapanese } from './fixtures/japanese.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ shared: true });

const LANGUAGES = ['en', 'easy'] as const;

/** Every page of the language that links lead to from its front page, each once. */
async function everyPage(page: Page, front: string): Promise<string[]> {
  return page.evaluate(async (front) => {
    const pages = [front];
    for (const from of pages) {
      const html = (await (await fetch(from)).text()).replace(/<style>.*?<\/style>/gs, '');
      const drawn = new DOMParser().parseFromString(html, 'text/html');
      const links = [...drawn.querySelectorAll('a[href^="/"]:not([hreflang])')].map((link) => (link.getAttribute('href') ?? '').replace(/#.*/, ''));
      pages.push(...new Set(links.filter((link) => link !== '' && !pages.includes(link))));
    }
    return pages;
  }, front);
}

for (const language of LANGUAGES) {
  test(`wherever a link leads from /${language}, the page is in that language`, async ({ page }) => {
    test.slow();
    await page.goto(`/${language}`);
    const pages = await everyPage(page, `/${language}`);
    expect(pages.filter((address) => !address.startsWith(`/${language}`))).toEqual([]);
    for (const address of ['forms/move-in', 'guides/birth', 'procedures', 'procedures/pregnancy', 'outbox', 'profile']) expect(pages).toContain(`/${language}/${address}`);
    const left: Record<string, string[]> = {};
    for (const address of [...pages, `/${language}/bundle`, `/${language}/wait/main`]) {
      const found = await leftInJapanese(page, address);
      if (found.length > 0) left[address] = found;
    }
    expect(left).toEqual({});
  });

  test(`what the program writes on the pages of /${language} is in that language`, async ({ page }) => {
    test.slow();
    for (const path of ['', '/bundle', '/outbox', '/profile', '/procedures', '/procedures/pregnancy', '/forms/move-in', '/wait/main', '/wait/main#A001-20261122']) {
      await page.goto(`/${language}${path}`);
      await expectAlive(page);
      await expect.poll(() => leftInJapanese(page), `/${language}${path}`).toEqual([]);
    }
  });

  test(`a plan in /${language} says by when, where and with what`, async ({ page }) => {
    await page.clock.setFixedTime(new Date('2026-11-22T12:00:00+09:00'));
    await page.goto(`/${language}/guides/moving`);
    await expectAlive(page);
    await page.locator('input[name="way"][value="into"]').check();
    await page.locator('input[name="abroad"][value="no"]').check();
    for (const has of ['insurance', 'allowance', 'dog']) await page.locator(`input[name="household.${has}"]`).check();
    for (const one of ['foreign', 'agent']) await page.locator(`input[name="${one}"][value="no"]`).check();
    for (const [part, text] of [['year', '2026'], ['month', '11'], ['day', '25']] as const) await page.locator(`input[name="moved.${part}"]`).fill(text);
    const steps = page.locator('.step');
    await expect(steps).toHaveCount(6);
    if (language === 'en') {
      await expect(steps.nth(1)).toContainText('by Wednesday, 9 December 2026 (Reiwa 8)');
      await expect(steps.nth(1)).toContainText('possible from Wednesday, 25 November 2026 (Reiwa 8)');
      await expect(steps.nth(1).locator('.step-bring li').first()).toHaveText('Proof of identity of the person who comes to the counter');
    }
    await expect.poll(() => leftInJapanese(page)).toEqual([]);
    await steps.nth(0).getByRole('checkbox').check();
    await expect.poll(() => leftInJapanese(page)).toEqual([]);
  });
}
