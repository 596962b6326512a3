// The first visit to a form: when does the first key show and stay, and how many bytes until the page is live?
// Usage: node first_visit.mjs URL-OF-OUR-FORM [ROUNDS]. Prints ratios; the machine's speed cancels out, as all take turns in each round.

import { browse, median, peers } from './peers.mjs';

const [url, rounds = '5'] = process.argv.slice(2);
const profiles = {
  'CPU 4x, 1.6 Mbps / 150 ms': { cpu: 4, kbps: 1600, ms: 150 },
  'CPU 6x, 400 kbps / 400 ms': { cpu: 6, kbps: 400, ms: 400 },
};

/**
 * Runs in the page: keeps the first text field focused from the moment it can be, and tells when a key is first painted in it, and when the
 * page is live. It tells by itself: a tool that asks the page again and again would keep the keys of the quicker page waiting.
 */
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
    requestAnimationFrame(() => requestAnimationFrame(() => {
      globalThis.firstKey = performance.now();
      globalThis.tell(`first ${globalThis.firstKey}`);
    }));
  }, true);
  // Ours says when its program runs; the peers' only program is what shows the form at all. What ours fetches later is not waited for.
  const tellLive = () => globalThis.tell(`live ${performance.now()}`);
  new MutationObserver((_, observer) => {
    if (!document.documentElement.classList.contains('live')) return;
    observer.disconnect();
    tellLive();
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['class'] });
  addEventListener('load', () => { if (document.title === 'bench') tellLive(); });
}

/** One first visit in a fresh profile, keys sent from the very start. */
async function visit(browser, address, { cpu, kbps, ms }) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, serviceWorkers: 'block' });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Runtime.enable');
  await devtools.send('Runtime.addBinding', { name: 'tell' });
  await devtools.send('Page.enable');
  await devtools.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${watch})()`, runImmediately: false });
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: ms, downloadThroughput: (kbps * 1000) / 8, uploadThroughput: (kbps * 1000) / 8 });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  // By the browser's own clock: what it tells of the network may be here sooner than what the page tells.
  let began;
  const finished = [];
  devtools.once('Network.requestWillBeSent', (event) => { began = event.timestamp; });
  devtools.on('Network.loadingFinished', (event) => finished.push({ at: (event.timestamp - began) * 1000, bytes: event.encodedDataLength }));
  const told = (what) => new Promise((heard) => {
    devtools.on('Runtime.bindingCalled', ({ payload }) => {
      const [name, moment] = payload.split(' ');
      if (name === what) heard(Number(moment));
    });
  });
  const [firstTold, liveTold] = [told('first'), told('live')];
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
  const first = await firstTold;
  const live = await liveTold;
  const before = await page.evaluate(() => document.activeElement.value.length);
  await page.waitForLoadState('networkidle');
  typing = false;
  await keys;
  await page.waitForTimeout(300);
  const after = await page.evaluate(() => document.activeElement.value.length);
  await context.close();
  if (after < before) throw new Error(`${address}: keys were lost (${before} → ${after} of ${sent})`);
  const bytes = finished.filter((one) => one.at <= live).reduce((sum, one) => sum + one.bytes, 0);
  return { first, live, bytes };
}

/** A city hall that has just started sends its pages as they are, until it has had the time to compress them. */
async function compressed(address) {
  const isPacked = async () => (await fetch(address, { headers: { 'accept-encoding': 'br' } })).headers.get('content-encoding') === 'br';
  for (let patience = 120; patience > 0 && !(await isPacked()); patience -= 1) await new Promise((rest) => setTimeout(rest, 500));
}

const { server, ours, at } = await peers(url);
await compressed(ours);
const browser = await browse();
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
