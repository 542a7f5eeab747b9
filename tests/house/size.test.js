import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { ROOT } from './files.js';

/** Where it has to get to. */
const TARGET_BYTES = 30_000;
/** What it may be until then: lower it whenever the figure falls. */
const BUDGET_BYTES = 66_000;

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

/** What a page imports that traces its app and exports it. */
const PAGE = `export { init, workflow, agent, task, tool, llm, retrieval, embedding, trace, annotate, currentSpan, flush, otlp } from 'spanloom';`;

test(`everything a page loads is at most ${BUDGET_BYTES} bytes after gzip`, async (t) => {
  const wasm = gzipped(readFileSync(join(ROOT, 'dist/spanloom.wasm')));
  const [page, all] = [gzipped(await bundle(PAGE)), gzipped(await bundle("export * from 'spanloom';"))];
  t.diagnostic(
    `a page: JavaScript with glue ${page} + wasm ${wasm} = ${page + wasm} bytes; the target is ${TARGET_BYTES}`,
  );
  t.diagnostic(`with the exporters for development: ${all + wasm} bytes`);
  assert.ok(page > 1000 && wasm > 1000, 'something is not in the bundle');
  assert.ok(page + wasm <= BUDGET_BYTES, `${page + wasm} bytes`);
});

test('what a page does not use is left out', async () => {
  const one = await bundle("export { memory } from 'spanloom';");
  assert.ok(one.length < 2000, `memory() alone brings ${one.length} bytes`);
});
