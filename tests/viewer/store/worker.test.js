// The store in a browser's worker, as the element starts it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../../house/files.js';
import { openBrowser } from '../../runtime/browsers.js';
import { ragTrace, traceIdOf } from '../fixtures.js';

const COMLINK = join(dirname(createRequire(import.meta.url).resolve('comlink')), '../esm/comlink.mjs');
const FILE = gzipSync(`nonsense\n${JSON.stringify(ragTrace({ number: 3 }))}\n`);
const HTML = '<!doctype html><script type="module" src="/page.js"></script>';

/** @param {string} path @returns {Promise<[type: string, content: string | Uint8Array]>} */
async function contentOf(path) {
  if (path === '/') return ['text/html', HTML];
  if (path === '/spans') return ['application/octet-stream', FILE];
  if (path === '/page.js') return ['text/javascript', await readFile(new URL('./worker-page.js', import.meta.url))];
  if (path === '/comlink.js') return ['text/javascript', await readFile(COMLINK)];
  return [path.endsWith('.wasm') ? 'application/wasm' : 'text/javascript', await readFile(join(ROOT, path))];
}

/** @param {Pick<import('node:test').TestContext, 'after'>} t @returns {Promise<{ url: string, report: Promise<any> }>} `report`: what the page found */
async function servePage(t) {
  /** @type {(found: any) => void} */
  let found = () => {};
  const report = new Promise((resolve) => {
    found = resolve;
  });
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request) body += chunk;
      found(JSON.parse(body));
    }
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const [type, content] = await contentOf(path).catch(() => ['text/plain', '']);
    response.writeHead(200, { 'content-type': type }).end(content);
  });
  t.after(() => server.close() && server.closeAllConnections());
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/`, report };
}

for (const browser of /** @type {const} */ (['chromium', 'firefox']))
  test(`${browser}: a compressed file, its list, its trace and the sources of a span`, async (t) => {
    const { url, report } = await servePage(t);
    const { error, problems, told, traces, ...counts } = await Promise.race([report, openBrowser(t, browser, url)]);
    assert.equal(error, undefined);
    assert.match(problems.join(), /^spans\.jsonl\.gz:1: /);
    assert.deepEqual(traces, [traceIdOf(3)]);
    assert.deepEqual(told, [[], ['answer question']]);
    assert.ok(counts.links > 0 && counts.contents > 0 && counts.origins > 0, JSON.stringify(counts));
  });
