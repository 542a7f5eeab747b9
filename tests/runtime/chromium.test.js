// A page that loads the package's files as they are, through an import map, under a policy that forbids eval.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { chromium as playwright } from 'playwright-core';
import { CHROMIUM_FLAGS, chromium } from './binaries.js';
import { EXPECTED } from './expected.js';
import { project } from './packed.js';

const PACKAGE = '/node_modules/spanloom';
const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html' };
const POLICY = "default-src 'none'; script-src 'nonce-test' 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** What a bundler does for a page, written out: every name to the file that its `default` condition gives. */
function importMap({ exports, imports }) {
  const local = Object.entries(imports).map(([name, targets]) => [name, join(PACKAGE, targets.default)]);
  return { imports: { spanloom: join(PACKAGE, exports['.'].default), ...Object.fromEntries(local) } };
}

async function serve(t, folder) {
  const manifest = JSON.parse(await readFile(join(folder, PACKAGE, 'package.json'), 'utf8'));
  const page = `<!doctype html><script type="importmap" nonce="test">${JSON.stringify(importMap(manifest))}</script>`;
  const server = createServer(async (request, response) => {
    response.setHeader('content-security-policy', POLICY);
    response.setHeader('content-type', TYPES[extname(request.url)] ?? 'text/html');
    if (request.url === '/') return response.end(page);
    const file = await readFile(join(folder, normalize(request.url))).catch(() => undefined);
    response.writeHead(file ? 200 : 404).end(file);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.closeAllConnections() ?? server.close());
  return `http://127.0.0.1:${server.address().port}/`;
}

test('Chromium: the same spans and links', { timeout: 60_000 }, async (t) => {
  const url = await serve(t, project(t));
  const browser = await playwright.launch({ executablePath: chromium(), args: CHROMIUM_FLAGS });
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(url);
  const found = await page.evaluate(async () => (await import('/scenario.js')).scenario());
  assert.deepEqual(found, EXPECTED);
});
