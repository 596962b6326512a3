// The same form in React + react-hook-form and hand-written, built from what our own page carries and served beside it; and the browser
// in which all three take turns, so that the machine's speed cancels out.

import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const here = new URL('.', import.meta.url);

/** Builds both peers from the form that our page carries, and serves them from memory, compressed as ours. */
export async function peers(url) {
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

/** The browser of all benches. */
export const browse = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
