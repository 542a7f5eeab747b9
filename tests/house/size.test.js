import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { pageBundle } from '../bench/page-bundle.mjs';
import { ROOT } from './files.js';

/** Where it has to get to. */
const TARGET_BYTES = 30_000;
/** What it may be until then: lower it whenever the figure falls. */
const BUDGET_BYTES = 95_200;

/** The same of a page that links by identity alone. */
const IDENTITY_BUDGET_BYTES = 72_300;

const gzipped = (/** @type {Uint8Array} */ bytes) => gzipSync(bytes, { level: 9 }).length;

/** The size of what a page loads at first of this program. @param {string} program @param {(bytes: Uint8Array) => number} sizeOf */
async function size(program, sizeOf) {
  const files = await pageBundle(program, ROOT);
  return files.reduce((sum, file) => sum + sizeOf(file), 0);
}

/** What a page imports that traces its app and exports it. */
const PAGE = `export { init, workflow, agent, task, tool, llm, retrieval, embedding, trace, annotate, currentSpan, flush, otlp } from 'spanloom';`;

const wasmSize = (/** @type {string} */ name) => gzipped(readFileSync(join(ROOT, 'dist', name)));

test(`everything a page loads is at most ${BUDGET_BYTES} bytes after gzip`, async (t) => {
  const wasm = wasmSize('spanloom.wasm');
  const [page, all] = [await size(PAGE, gzipped), await size("export * from 'spanloom';", gzipped)];
  t.diagnostic(`a page: JavaScript ${page} + wasm ${wasm} = ${page + wasm} bytes; the target is ${TARGET_BYTES}`);
  t.diagnostic(`with the exporters for development: ${all + wasm} bytes`);
  assert.ok(page > 1000 && wasm > 1000, 'something is not in the bundle');
  assert.ok(page + wasm <= BUDGET_BYTES, `${page + wasm} bytes`);
});

test(`a page without links by content loads at most ${IDENTITY_BUDGET_BYTES} bytes after gzip`, async (t) => {
  const [page, wasm] = [await size(PAGE, gzipped), wasmSize('spanloom-identity.wasm')];
  t.diagnostic(`a page: JavaScript ${page} + wasm ${wasm} = ${page + wasm} bytes`);
  assert.ok(wasm < wasmSize('spanloom.wasm') / 1.8, 'it is hardly smaller than the whole core');
  assert.ok(page + wasm <= IDENTITY_BUDGET_BYTES, `${page + wasm} bytes`);
});

test('what a page does not use is left out', async () => {
  const one = await size("export { memory } from 'spanloom';", ({ length }) => length);
  assert.ok(one < 2000, `memory() alone brings ${one} bytes`);
});
