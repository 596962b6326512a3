// The harness itself: it must see what goes wrong, or every other spec is worth nothing.
import { expect as look, test as bare } from '@playwright/test';
import { expectAccessible } from './fixtures/access.ts';
import { Troubles } from './fixtures/troubles.ts';

const page = (head: string, body: string) => ({
  contentType: 'text/html; charset=utf-8',
  body: `<!doctype html><html lang="ja"><head><title>試験</title>${head}</head><body><main><h1>試験</h1>${body}</main></body></html>`,
});

const carelessly = `indexedDB.open('notes').onupgradeneeded = (event) => {
  const database = event.target.result;
  database.createObjectStore('notes');
  event.target.transaction.oncomplete = () => database.transaction('notes', 'readwrite');
};`;

const faults: [string, string, string][] = [
  ['an error on the console', '', '<script>console.error("oops")</script>'],
  ['an uncaught error', '', '<script>throw new Error("oops")</script>'],
  ['a rejected promise', '', '<script>Promise.reject(new Error("oops"))</script>'],
  ['a violation of the content policy', `<meta http-equiv="Content-Security-Policy" content="script-src 'none'">`, '<script>1</script>'],
  ['a write that a power cut would take', '', `<script>${carelessly}</script>`],
  ['something kept in localStorage', '', '<script>localStorage.setItem("name", "佐倉")</script>'],
];

for (const [what, head, body] of faults) {
  bare(`${what} is seen`, async ({ context }) => {
    const troubles = new Troubles();
    await troubles.watch(context);
    await context.route('**/*', (route) => route.fulfill(page(head, body)));
    const tab = await context.newPage();
    await tab.goto('http://127.0.0.1:1/');
    await look(async () => look(() => troubles.none()).toThrow(/oops|content policy|kept /)).toPass({ timeout: 10_000 });
  });
}

bare('a field without a label is seen', async ({ context }) => {
  await context.route('**/*', (route) => route.fulfill(page('', '<input name="q">')));
  const tab = await context.newPage();
  await tab.goto('http://127.0.0.1:1/');
  await look(expectAccessible(tab)).rejects.toThrow(/label/);
});
