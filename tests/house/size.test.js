import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { ROOT } from './files.js';

const BUDGET_BYTES = 30_000;

/** The bytes of a page's bundle of this program. @param {string} program @param {import('esbuild').BuildOptions} [options] */
async function bundle(program, options) {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: ROOT },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    ...options,
  });
  return outputFiles[0].contents;
}

const gzipped = (bytes) => gzipSync(bytes, { level: 9 }).length;

test(`everything a page loads is at most ${BUDGET_BYTES} bytes after gzip`, async (t) => {
  const js = gzipped(await bundle("export * from 'spanloom';"));
  const wasm = gzipped(readFileSync(join(ROOT, 'dist/spanloom.wasm')));
  t.diagnostic(`JavaScript with glue ${js} + wasm ${wasm} = ${js + wasm} bytes`);
  assert.ok(js > 1000 && wasm > 1000, 'something is not in the bundle');
  assert.ok(js + wasm <= BUDGET_BYTES, `${js + wasm} bytes`);
});

test('what a page does not use is left out', async () => {
  const one = await bundle("export { memory } from 'spanloom';");
  assert.ok(one.length < 2000, `memory() alone brings ${one.length} bytes`);
});
