// The service worker: keeps the resident's pages for the time without a network.
//
// The server puts three lines before this file when it starts: VERSION, a digest of everything that is kept, FILES, their paths, and
// OTHERS, the paths of the pages in each other language, which are kept once somebody reads in that language. A version is kept whole or not at all, so a page never meets a program of another version. A newer version waits
// until every page of the old one is closed, or until the person wants it: it never replaces a page under a form being filled.
// It sends nothing: what waits in the outbox is sent by the page, which can tell the person how that went.

const OURS = 'madoguchi-';
const CACHE = OURS + VERSION;
const KEPT = new Set(FILES);
const TRANSLATED = new Set(Object.values(OTHERS).flat());
const PROGRAM = FILES.find((path) => /^\/assets\/resident-.*\.js$/.test(path));

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(throwOldAway()));

self.addEventListener('message', (event) => {
  if (event.data === 'take over') self.skipWaiting();
  else if (event.data in OTHERS) event.waitUntil(keepLanguage(event.data));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  const path = pathname.length > 1 ? pathname.replace(/\/+$/, '') : pathname;
  if (KEPT.has(path)) event.respondWith(kept(path, request));
  else if (TRANSLATED.has(path)) event.respondWith(orInJapanese(path, request));
  else if (request.mode === 'navigate' && /^(\/(easy|en))?\/(forms|guides|wait)\//.test(path)) event.respondWith(orHome(request));
});

/** Fills this version's cache: all of it, or the browser tries again later. */
async function keepAll() {
  const cache = await caches.open(CACHE);
  // Who has read in another language goes on in it.
  const languages = Object.keys(OTHERS);
  const read = await Promise.all(languages.map(async (language) => ((await caches.match(`/${language}`)) ? OTHERS[language] : [])));
  await cache.addAll([...FILES, ...read.flat()].map((path) => new Request(path, { cache: 'no-cache' })));
}

/** Keeps the pages of a language; those that the server has made anew since belong to another version and are left to that. */
async function keepLanguage(language) {
  const cache = await caches.open(CACHE);
  for (const path of OTHERS[language]) {
    if (await cache.match(path)) continue;
    const page = await fetch(new Request(path, { cache: 'no-cache' }));
    if (page.ok && (await page.clone().text()).includes(PROGRAM)) await cache.put(path, page);
  }
}

/** Runs once no page of an older version is open any more. */
async function throwOldAway() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The kept file; from the network if the browser has thrown the cache away. */
async function kept(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path, { ignoreVary: true })) ?? fetch(request);
}

/** A page in another language; the same page in Japanese, where that one was not kept and there is no network. */
async function orInJapanese(path, request) {
  try {
    return await kept(path, request);
  } catch {
    return kept(path.replace(/^\/[^/]+/, '') || '/', request);
  }
}

/** A page that this version does not know: from the network, else the list of procedures. */
async function orHome(request) {
  try {
    return await fetch(request);
  } catch {
    return kept('/', new Request('/'));
  }
}
