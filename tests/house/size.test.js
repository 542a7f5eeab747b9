import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipped, pageSizes } from '../bench/figures/size.mjs';
import { pageBundle } from '../bench/page-bundle.mjs';
import { ROOT } from './files.js';

/** Where it has to get to. */
const TARGET_BYTES = 30_000;
/** What it may be until then: lower it whenever the figure falls. */
const BUDGET_BYTES = 106_900;

/** The same of a page that links by identity alone. */
const IDENTITY_BUDGET_BYTES = 79_400;

/** The same of a page that uses `spanloom/core` and no tracer. */
const LINKER_BUDGET_BYTES = 120_000;

/** The size of what a page loads at first of this program. @param {string} program @param {(bytes: Uint8Array) => number} sizeOf */
async function size(program, sizeOf) {
  const files = await pageBundle(program, ROOT);
  return files.reduce((sum, file) => sum + sizeOf(file), 0);
}

test(`everything a page loads is at most ${BUDGET_BYTES} bytes after gzip`, async (t) => {
  const { page, 'page-js': js, 'page-wasm': wasm } = await pageSizes();
  const all = await size("export * from 'spanloom';", gzipped);
  t.diagnostic(`a page: JavaScript ${js} + wasm ${wasm} = ${page} bytes; the target is ${TARGET_BYTES}`);
  t.diagnostic(`with the exporters for development: ${all + wasm} bytes`);
  assert.ok(js > 1000 && wasm > 1000, 'something is not in the bundle');
  assert.ok(page <= BUDGET_BYTES, `${page} bytes`);
});

test(`a page without links by content loads at most ${IDENTITY_BUDGET_BYTES} bytes after gzip`, async (t) => {
  const { 'page-identity': page, 'page-js': js, 'page-wasm': whole } = await pageSizes();
  t.diagnostic(`a page: JavaScript ${js} + wasm ${page - js} = ${page} bytes`);
  assert.ok(page - js < whole / 1.8, 'it is hardly smaller than the whole core');
  assert.ok(page <= IDENTITY_BUDGET_BYTES, `${page} bytes`);
});

test(`a page that uses spanloom/core loads at most ${LINKER_BUDGET_BYTES} bytes after gzip`, async (t) => {
  const { 'linker-js': js, 'linker-wasm': wasm } = await pageSizes();
  t.diagnostic(`a page: JavaScript ${js} + wasm ${wasm} = ${js + wasm} bytes`);
  assert.ok(js > 1000 && wasm > 1000, 'something is not in the bundle');
  assert.ok(js + wasm <= LINKER_BUDGET_BYTES, `${js + wasm} bytes`);
});

test('what a page does not use is left out', async () => {
  const one = await size("export { memory } from 'spanloom';", ({ length }) => length);
  assert.ok(one < 2000, `memory() alone brings ${one} bytes`);
});
