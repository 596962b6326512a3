// The first visit to a form: when does the first key show and stay, and how many bytes until the page is live?
// Usage: node first_visit.mjs URL-OF-OUR-FORM [ROUNDS]. Prints ratios; the machine's speed cancels out, as all take turns in each round.

import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const [url, rounds = '5'] = process.argv.slice(2);
const here = new URL('.', import.meta.url);
const profiles = {
  'CPU 4x, 1.6 Mbps / 150 ms': { cpu: 4, kbps: 1600, ms: 150 },
  'CPU 6x, 400 kbps / 400 ms': { cpu: 6, kbps: 400, ms: 400 },
};

/** Builds both peers from the form that our page carries, and serves them from memory, compressed as ours. */
async function peers() {
  const page = await (await fetch(url)).text();
  const carried = /<script type="application\/json" id="page-form">(.*?)<\/script>/s.exec(page);
  writeFileSync(new URL('peers/form.json', here), carried[1]);
  // The peers show the whole form at once; ours is opened at the first question that everybody types an answer to.
  const typed = JSON.parse(carried[1]).questions.find((question) => question.kind === 'person' && !question.when);
  const files = new Map();
  for (const [name, entry] of [['rhf', 'peers/rhf.jsx'], ['vanilla', 'peers/vanilla.mjs']]) {
    const { outputFiles } = await build({
      entryPoints: [new URL(entry, here).pathname], bundle: true, minify: true, write: false, format: 'esm',
      jsx: 'automatic', define: { 'process.env.NODE_ENV': '"production"' },
    });
    files.set(`/${name}.js`, ['text/javascript', outputFiles[0].contents]);
    const html = `<!doctype html><html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>bench</title><script type="module" src="/${name}.js"></script><div id="root"></div>`;
    files.set(`/${name}`, ['text/html', Buffer.from(html)]);
  }
  for (const [path, [type, bytes]] of files) {
    files.set(path, [type, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })]);
  }
  const server = createServer((request, response) => {
    const [type, bytes] = files.get(request.url) ?? ['text/plain', Buffer.from('')];
    response.writeHead(files.has(request.url) ? 200 : 404, { 'content-type': type, 'content-encoding': 'br', 'cache-control': 'no-cache' });
    response.end(bytes);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { server, ours: `${url}#${typed.id}`, at: (name) => `http://127.0.0.1:${server.address().port}/${name}` };
}

/** Runs in the page: keeps the first text field focused from the moment it can be, and notes when a key is first painted in it. */
function watch() {
  const field = () => [...document.querySelectorAll('input:not([type]), input[type=text]')].find((f) => f.checkVisibility());
  const focus = () => {
    const wanted = field();
    if (wanted && document.activeElement !== wanted) wanted.focus();
    requestAnimationFrame(focus);
  };
  requestAnimationFrame(focus);
  addEventListener('input', () => {
    if (globalThis.firstKey) return;
    globalThis.firstKey = -1;
    requestAnimationFrame(() => requestAnimationFrame(() => { globalThis.firstKey = performance.now(); }));
  }, true);
}

/** One first visit in a fresh profile, keys sent from the very start. */
async function visit(browser, address, { cpu, kbps, ms }) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, serviceWorkers: 'block' });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await page.addInitScript(watch);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: ms, downloadThroughput: (kbps * 1000) / 8, uploadThroughput: (kbps * 1000) / 8 });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  let bytes = 0;
  devtools.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; });
  const arrived = page.goto(address, { waitUntil: 'commit' });
  let typing = true;
  let sent = 0;
  const keys = (async () => {
    while (typing) {
      await devtools.send('Input.dispatchKeyEvent', { type: 'char', text: 'a' }).catch(() => {});
      sent += 1;
      await new Promise((rest) => setTimeout(rest, 25));
    }
  })();
  await arrived;
  await page.waitForFunction(() => globalThis.firstKey > 0, undefined, { timeout: 60_000, polling: 50 });
  const first = await page.evaluate(() => globalThis.firstKey);
  const before = await page.evaluate(() => document.activeElement.value.length);
  // Ours says when its program runs; the peers' only program is what shows the form at all. What ours fetches later is not waited for.
  const live = await page.waitForFunction(() => document.title === 'bench' || document.documentElement.classList.contains('live'), undefined, { timeout: 120_000, polling: 20 })
    .then(() => page.evaluate(() => performance.now()));
  const untilLive = bytes;
  await page.waitForLoadState('networkidle');
  typing = false;
  await keys;
  await page.waitForTimeout(300);
  const after = await page.evaluate(() => document.activeElement.value.length);
  await context.close();
  if (after < before) throw new Error(`${address}: keys were lost (${before} → ${after} of ${sent})`);
  return { first, live, bytes: untilLive };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const { server, ours, at } = await peers();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const result = {};
for (const [profile, limits] of Object.entries(profiles)) {
  const seen = { ours: [], rhf: [], vanilla: [] };
  for (let round = 0; round < Number(rounds); round += 1) {
    for (const name of Object.keys(seen)) seen[name].push(await visit(browser, name === 'ours' ? ours : at(name), limits));
  }
  const ratio = (peer) => median(seen.ours.map((ours, round) => ours.first / seen[peer][round].first));
  const kib = (name) => median(seen[name].map((v) => v.bytes)) / 1024;
  const ms = (name, moment = 'first') => Math.round(median(seen[name].map((v) => v[moment])));
  result[profile] = {
    'first key ÷ React + react-hook-form': Number(ratio('rhf').toFixed(2)),
    'first key ÷ hand-written HTML + JS': Number(ratio('vanilla').toFixed(2)),
    'first key ms (ours, React, hand-written)': [ms('ours'), ms('rhf'), ms('vanilla')],
'live ms (ours)': ms('ours', 'live'),
    'KiB until live (ours, React, hand-written)': [kib('ours'), kib('rhf'), kib('vanilla')].map((n) => Number(n.toFixed(1))),
  };
}
await browser.close();
server.close();
console.log(JSON.stringify(result, undefined, 2));
