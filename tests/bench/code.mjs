// How long a phone takes to make a code of every form's sample: check, coding and sealing, as the page itself notes it.
// Usage: node code.mjs URL-OF-A-FORM MADOGUCHI, where MADOGUCHI is the program that knows the samples.

import { execFileSync } from 'node:child_process';
import { browse, median } from './peers.mjs';

const [url, madoguchi] = process.argv.slice(2);
const origin = new URL(url).origin;
const CPU = 4;
const ROUNDS = 5;

const browser = await browse();
const context = await browser.newContext({ viewport: { width: 390, height: 844 }, serviceWorkers: 'block' });
const page = await context.newPage();
const devtools = await context.newCDPSession(page);

/** Writes a form's sample into its page, and makes its code. */
async function make(form) {
  const sample = JSON.parse(execFileSync(madoguchi, ['form', 'sample', form], { encoding: 'utf8' }));
  const took = [];
  for (let round = 0; round < ROUNDS; round++) {
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await page.goto(`${origin}/forms/${form}`, { waitUntil: 'networkidle' });
    await page.evaluate((sample) => {
      for (const control of document.querySelectorAll('#form [name]')) {
        const [, whole, part] = /^(.*)\.(year|month|day)$/.exec(control.name) ?? [];
        const date = sample[whole]?.split('-').map(Number);
        const text = date ? String(date[['year', 'month', 'day'].indexOf(part)]) : sample[control.name];
        const isMark = control.type === 'radio' || control.type === 'checkbox';
        if (!text || (isMark && control.value !== text)) continue;
        if (isMark) control.checked = true;
        else control.value = text;
        control.dispatchEvent(new Event('input', { bubbles: true }));
      }
      location.hash = 'Review';
    }, sample);
    await page.locator('#Review .ends .button').first().waitFor();
    // The towns of the city are there or given up.
    await page.waitForTimeout(500);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU });
    await page.locator('#Review .ends .button').first().click();
    await page.locator('#Carry .qr').waitFor();
    took.push(await page.evaluate(() => performance.getEntriesByName('seal').reduce((sum, entry) => sum + entry.duration, 0)));
  }
  return median(took);
}

const forms = JSON.parse(await (await fetch(origin)).text().then((html) => /id="page-forms">(.*?)<\/script>/s.exec(html)[1]));
const all = [];
for (const { id } of forms) all.push({ id, took: await make(id) });
await browser.close();
all.sort((one, other) => other.took - one.took);
const [slowest] = all;
console.log(`in a browser ${CPU} times slower: the slowest of ${all.length} forms (${slowest.id}) is coded and sealed in ${slowest.took.toFixed(1)} ms, the median in ${median(all.map(({ took }) => took)).toFixed(1)} ms (goal 30)`);
