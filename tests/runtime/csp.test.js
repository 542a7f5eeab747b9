// Pages with and without a policy that forbids WebAssembly: the core comes as WebAssembly where it may, as JavaScript where not, and where
// neither comes the page still exports its spans.
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium as playwright } from 'playwright-core';
import { CHROMIUM_FLAGS, chromium } from './binaries.js';
import { project } from './packed.js';

const APP = fileURLToPath(new URL('csp-app.js', import.meta.url));
const PAGE = '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/app/csp-app.js"></script>';
const STRICT = "default-src 'none'; img-src data:; connect-src 'self'; script-src 'self'";
const WASM = '/dist/spanloom.wasm';
const PORTABLE = /spanloom-wasm2js/;
const STAND_IN = /^\/app\/session-/;

const SPANS = ['answer', 'ask', 'find', 'prompt', 'read'];

/** @type {import('playwright-core').Browser} */
let browser;
/** The page's files by path. @type {Map<string, Uint8Array>} */
let files;

before(async () => {
  const folder = project({ after });
  copyFileSync(APP, join(folder, 'csp-app.js'));
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'csp-app.js')],
    outdir: '/app',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  files = new Map(outputFiles.map(({ path, contents }) => [path, contents]));
  files.set(WASM, readFileSync(join(folder, 'node_modules/spanloom/dist/spanloom.wasm')));
  browser = await playwright.launch({ executablePath: chromium(), args: CHROMIUM_FLAGS });
});

after(() => browser.close());

/**
 * What the app reports, with the files that it asked for.
 * @param {import('node:test').TestContext} t
 * @param {{ policy?: string, missing?: (path: string) => boolean, wasmType?: string }} options `missing` are answered with 404
 */
async function visit(t, { policy, missing = () => false, wasmType = 'application/wasm' }) {
  /** @type {string[]} */
  const asked = [];
  const server = createServer(({ url = '/' }, response) => {
    if (policy) response.setHeader('content-security-policy', policy);
    if (url === '/') return response.setHeader('content-type', 'text/html').end(PAGE);
    asked.push(url);
    const file = missing(url) ? undefined : files.get(url);
    response.setHeader('content-type', url === WASM ? wasmType : 'text/javascript');
    return response.writeHead(file ? 200 : 404).end(file);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  t.after(() => server.closeAllConnections() ?? server.close());
  const page = await browser.newPage();
  t.after(() => page.close());
  await page.goto(`http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/`);
  await page.waitForFunction('globalThis.report');
  const found = await page.evaluate('globalThis.report()');
  return { ...found, asked, wantsPortable: asked.some((path) => PORTABLE.test(path)), wantsWasm: asked.includes(WASM) };
}

/** @type {any} what a page without a policy finds */
let expected;

test('without a policy: WebAssembly', { timeout: 60_000 }, async (t) => {
  expected = await visit(t, {});
  const { spans, links, errors, violations, isReady, wantsWasm, wantsPortable } = expected;
  assert.deepEqual([spans, errors, violations, isReady], [SPANS, [], [], true]);
  assert.deepEqual([wantsWasm, wantsPortable], [true, false]);
  const sources = links.map((/** @type {string} */ link) => link.split(':')[0]);
  for (const link of ['prompt <- find', 'answer <- prompt', 'read <- answer']) assert.ok(sources.includes(link), link);
});

test('a server that does not know the media type costs nothing but the streaming', { timeout: 60_000 }, async (t) => {
  const { links, errors } = await visit(t, { wasmType: 'text/plain' });
  assert.deepEqual([links, errors], [expected.links, []]);
});

test('a policy with wasm-unsafe-eval: WebAssembly', { timeout: 60_000 }, async (t) => {
  const { spans, links, errors, violations, wantsWasm, wantsPortable } = await visit(t, {
    policy: `${STRICT} 'wasm-unsafe-eval'`,
  });
  assert.deepEqual([spans, links, errors, violations], [SPANS, expected.links, [], []]);
  assert.deepEqual([wantsWasm, wantsPortable], [true, false]);
});

test('a policy without it: the same core as JavaScript, the same links', { timeout: 60_000 }, async (t) => {
  const { result, spans, links, errors, violations, ...rest } = await visit(t, { policy: STRICT });
  assert.deepEqual([result, spans, links, errors], [expected.result, SPANS, expected.links, []]);
  assert.deepEqual([rest.isReady, rest.wantsWasm, rest.wantsPortable], [true, false, true]);
  assert.deepEqual(violations, ['wasm-eval'], 'trying to compile eight bytes is all that the policy had to forbid');
});

/** @type {Record<string, Parameters<typeof visit>[1]>} */
const WITHOUT = {
  'no file for WebAssembly': { missing: (path) => path === WASM },
  'a strict policy and no file for JavaScript': { policy: STRICT, missing: (path) => PORTABLE.test(path) },
};

for (const [name, options] of Object.entries(WITHOUT)) {
  test(`${name}: the spans without links, counted, with one warning`, { timeout: 60_000 }, async (t) => {
    const { result, spans, links, errors, ...rest } = await visit(t, options);
    assert.deepEqual([result, spans, links], [expected.result, SPANS, []]);
    assert.deepEqual([rest.dropped, rest.isReady, rest.unlinked], [{}, false, SPANS.length]);
    assert.equal(errors.length, 1);
    assert.match(errors[0], /could not be loaded, so spans are exported without links/);
  });
}

test('nothing can be loaded: the app runs on, and what is lost is counted', { timeout: 60_000 }, async (t) => {
  const missing = (/** @type {string} */ path) => path === WASM || STAND_IN.test(path);
  const { result, spans, dropped, errors, asked } = await visit(t, { missing });
  assert.ok(asked.some((/** @type {string} */ path) => STAND_IN.test(path)));
  assert.deepEqual([result, spans, dropped], [expected.result, [], { core_unavailable: SPANS.length }]);
  assert.match(errors.join(), /HTTP 404.*/);
});
