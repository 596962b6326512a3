// What a form costs while it is used: a key, a part that appears by condition, the way from the list to a form; and what a phone keeps.
// Usage: node forms.mjs URL-OF-OUR-FORM CONDITION [ROUNDS], where CONDITION is `control=option=control that it brings`.

import { browse, median, peers } from './peers.mjs';

const [url, condition, rounds = '7'] = process.argv.slice(2);
const [control, option, brought] = condition.split('=');
const origin = new URL(url).origin;
const CPU = 4;
const KEYS = 40;

const { server, ours, at } = await peers(url);
const browser = await browse();

/** A page that is alive, its whole form in view, on a processor that much slower. */
async function open(address) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.addInitScript(() => localStorage.setItem('madoguchi-whole', 'yes'));
  await page.goto(address, { waitUntil: 'networkidle' });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU });
  const spent = async (name) => (await devtools.send('Performance.getMetrics')).metrics.find((metric) => metric.name === name).value * 1000;
  return { context, page, spent };
}

/** Script on the main thread for each key, in ms. */
async function perKey(address) {
  const { context, page, spent } = await open(address);
  const field = page.locator('input[name$=".family"]:visible').first();
  await field.focus();
  await page.keyboard.type('ab', { delay: 50 });
  await page.waitForTimeout(500);
  const before = await spent('ScriptDuration');
  await page.keyboard.type('sakurano'.repeat(KEYS / 8), { delay: 50 });
  await page.waitForTimeout(500);
  const script = (await spent('ScriptDuration')) - before;
  if ((await field.inputValue()).length < KEYS) throw new Error(`${address}: keys were lost`);
  await context.close();
  return script / KEYS;
}

/** From the press on an option until the frame in which what it brings is there, in ms. */
async function perCondition(address) {
  const { context, page } = await open(address);
  const choice = page.locator(`input[name="${control}"][value="${option}"]`);
  await choice.scrollIntoViewIfNeeded();
  await page.evaluate(([control, option, brought]) => {
    const pressed = document.querySelector(`input[name="${control}"][value="${option}"]`);
    const isThere = () => [...document.querySelectorAll('input')].some((input) => input.name.startsWith(brought) && input.checkVisibility());
    if (isThere()) throw new Error(`${brought} is there before`);
    pressed.addEventListener('click', ({ timeStamp }) => {
      const look = () => (isThere() ? requestAnimationFrame(() => { globalThis.shown = performance.now() - timeStamp; }) : requestAnimationFrame(look));
      requestAnimationFrame(look);
    }, true);
  }, [control, option, brought]);
  await choice.click({ force: true });
  const shown = await (await page.waitForFunction(() => globalThis.shown)).jsonValue();
  await context.close();
  return shown;
}

/** Runs in every page and marks in the trace when it is alive: asking it again and again would be work of its own. */
function watch() {
  new MutationObserver((_, observer) => {
    if (!document.documentElement.classList.contains('live')) return;
    observer.disconnect();
    performance.mark('alive');
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['class'] });
}

/** From a press in the list, where the app is on the device: work on the main thread until the form is alive, in ms. */
async function opening(forms) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(origin);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 60_000 });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU });
  const work = [];
  for (const path of forms) {
    await page.goto(origin, { waitUntil: 'networkidle' });
    await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
    await page.evaluate((path) => {
      performance.mark('pressed');
      document.querySelector(`a[href="${path}"]`).click();
    }, path);
    await page.waitForURL(`**${path}`);
    await page.waitForFunction(() => document.documentElement.classList.contains('live'), undefined, { polling: 200 });
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    const mark = (name) => traceEvents.findLast((event) => event.cat.includes('user_timing') && event.name === name);
    const [from, to] = [mark('pressed'), mark('alive')];
    const tasks = traceEvents.filter(({ name, ph, pid, tid, ts }) => name.endsWith('RunTask') && ph === 'X' && pid === to.pid && tid === to.tid && ts >= from.ts && ts < to.ts);
    // What goes on after the mark in the same task is not counted.
    const ms = tasks.reduce((sum, { ts, dur }) => sum + Math.min(dur, to.ts - ts), 0) / 1000;
    work.push({ path, ms: Math.round(ms) });
  }
  await context.close();
  return work;
}

/** What the service worker keeps, as it is sent. */
async function kept() {
  const worker = await (await fetch(`${origin}/sw.js`)).text();
  const files = JSON.parse(/FILES = (\[.*?\]);/s.exec(worker)[1]);
  let bytes = 0;
  for (const path of files) {
    const answer = await fetch(origin + path, { method: 'HEAD', headers: { 'accept-encoding': 'br' } });
    bytes += Number(answer.headers.get('content-length'));
  }
  return { files: files.length, bytes };
}

const seen = { ours: { key: [], condition: [] }, rhf: { key: [], condition: [] }, vanilla: { key: [], condition: [] } };
for (let round = 0; round < Number(rounds); round += 1) {
  for (const name of Object.keys(seen)) {
    const address = name === 'ours' ? ours : at(name);
    seen[name].key.push(await perKey(address));
    seen[name].condition.push(await perCondition(address));
  }
}
const ratio = (what, peer) => Number(median(seen.ours[what].map((ours, round) => ours / seen[peer][what][round])).toFixed(2));
const ms = (what) => Object.keys(seen).map((name) => Number(median(seen[name][what]).toFixed(2)));
const list = await (await fetch(origin)).text();
const forms = [...new Set([...list.matchAll(/href="(\/forms\/[a-z-]+)"/g)].map(([, path]) => path))];
const work = (await opening(forms)).sort((one, other) => one.ms - other.ms);
const { files, bytes } = await kept();
await browser.close();
server.close();
console.log(JSON.stringify({
  'script per key ÷ React + react-hook-form': ratio('key', 'rhf'),
  'script per key ÷ hand-written': ratio('key', 'vanilla'),
  'script per key ms (ours, React, hand-written)': ms('key'),
  'conditional part ÷ React + react-hook-form': ratio('condition', 'rhf'),
  'conditional part ÷ hand-written': ratio('condition', 'vanilla'),
  'conditional part ms (ours, React, hand-written)': ms('condition'),
  'opening a form from the list, ms of main thread (least, median, most)': [work[0], work[Math.floor(work.length / 2)], work.at(-1)],
  'kept for the time without a network': { files, 'MiB as sent': Number((bytes / 1024 / 1024).toFixed(2)) },
}, undefined, 2));
