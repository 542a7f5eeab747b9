// A site for tests of delivery: pages with the packaged files, and a receiver of another origin.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { chromium as playwright } from 'playwright-core';
import { decodeRequest } from '../js/support/collector.js';
import { CHROMIUM_FLAGS, chromium } from './binaries.js';
import { bodyOf } from './receiver.js';

const PROGRAMS = ['page-app.js', 'page-worker.js', 'store-app.js'];
const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm' };
/** A host name that is not loopback, so that being offline matters. */
export const RECEIVER_HOST = 'receiver.test';

/** Chromium that resolves the name of the receiver. */
export const launch = () =>
  playwright.launch({
    executablePath: chromium(),
    args: [...CHROMIUM_FLAGS, `--host-resolver-rules=MAP ${RECEIVER_HOST} 127.0.0.1`],
    // Playwright turns the back/forward cache off.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });

/** Serves a project's package, bundled with the programs under test: `/` is a page with the app, `/blank` one without, `/store` runs the checks of store-app.js and reports. */
export async function startSite(folder) {
  const built = join(folder, 'built');
  await build({
    entryPoints: PROGRAMS.map((name) => fileURLToPath(new URL(name, import.meta.url))),
    outdir: built,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    alias: { spanloom: join(folder, 'node_modules/spanloom/js/index.js') },
    logLevel: 'silent',
  });
  const pages = {
    '/': '<!doctype html><script type="module" src="/page-app.js"></script>',
    '/blank': '<!doctype html><title>blank</title>',
    '/store': '<!doctype html><script type="module" src="/store-app.js"></script>',
  };
  let tell;
  const report = new Promise((resolve) => (tell = resolve));
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://site');
    if (pathname === '/report') {
      tell(JSON.parse(await bodyOf(request)));
      return response.end();
    }
    if (pathname in pages) return response.setHeader('content-type', 'text/html').end(pages[pathname]);
    const from = pathname.startsWith('/dist/') ? join(folder, 'node_modules/spanloom') : built;
    const file = await readFile(join(from, normalize(pathname))).catch(() => undefined);
    response.setHeader('content-type', TYPES[extname(pathname)] ?? 'text/plain');
    response.writeHead(file ? 200 : 404).end(file);
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, report, close: () => end(server) };
}

/**
 * Takes OTLP from pages of any origin. `arrived` counts by span id how often it came, and `answer` may be replaced to answer otherwise:
 * true when it did, so that nothing counts as arrived.
 */
export async function startReceiver() {
  const receiver = {
    arrived: new Map(),
    /** Each request: its time, the types of its body, its number of spans, their ids, and its headers. */
    requests: [],
    answer: () => false,
    url: '',
    close: () => end(server),
  };
  const server = createServer(async (request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*');
    response.setHeader('access-control-expose-headers', 'retry-after');
    if (request.method === 'OPTIONS') return response.writeHead(204).end();
    const chunks = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      return; // Broken off by a page that went away.
    }
    const at = Date.now();
    if (receiver.answer(response, at, request.headers)) return;
    const sent = Buffer.concat(chunks);
    const { 'content-encoding': encoding, 'content-type': type } = request.headers;
    const { resourceSpans } = decodeRequest(encoding === 'gzip' ? gunzipSync(sent) : sent, type);
    const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    for (const { spanId } of spans) receiver.arrived.set(spanId, (receiver.arrived.get(spanId) ?? 0) + 1);
    const ids = spans.map(({ spanId }) => spanId);
    receiver.requests.push({
      at,
      type,
      encoding,
      bytes: sent.length,
      spans: spans.length,
      ids,
      headers: request.headers,
    });
    response.writeHead(200, { 'content-type': type }).end();
  });
  receiver.url = `http://${RECEIVER_HOST}:${await listen(server)}/v1/traces`;
  return receiver;
}

const listen = (server) =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));

function end(server) {
  server.closeAllConnections();
  server.close();
}

/** Waits until `isTrue`, or `ms` have passed; returns whether it is. */
export async function until(isTrue, ms = 10_000) {
  const end = Date.now() + ms;
  while (!(await isTrue()) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
  return isTrue();
}
