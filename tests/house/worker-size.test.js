// What a Worker deploys, minified and after gzip: its JavaScript, and the core as a module of its own.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { build } from 'esbuild';
import { gzipped } from '../bench/figures/size.mjs';
import { ROOT } from './files.js';

/** Where the tracer has to get to, and without links by content. */
const TARGET_BYTES = 70_000;
const IDENTITY_TARGET_BYTES = 50_000;
/** What they may be until then: lower them whenever the figures fall. */
const BUDGET_BYTES = 99_000;
const IDENTITY_BUDGET_BYTES = 76_000;

const TRACER = `export { init, llm, otlp } from 'spanloom';`;
const INSTRUMENTED = `${TRACER} export { instrument } from 'spanloom/edge';`;

/** The JavaScript of a Worker, as wrangler bundles it. @param {string} program */
async function script(program) {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: ROOT },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*', 'cloudflare:*', '*.wasm'],
    logLevel: 'silent',
  });
  return gzipped(outputFiles[0].contents);
}

const core = (/** @type {string} */ name) => gzipped(readFileSync(`${ROOT}dist/${name}.wasm`));

test(`a Worker with the tracer deploys at most ${BUDGET_BYTES} bytes after gzip`, async (t) => {
  const js = await script(TRACER);
  const instrumented = await script(INSTRUMENTED);
  const [wasm, identity] = [core('spanloom'), core('spanloom-identity')];
  t.diagnostic(`JavaScript ${js} + wasm ${wasm} = ${js + wasm} bytes; the target is ${TARGET_BYTES}`);
  t.diagnostic(`without links by content: ${js + identity} bytes; the target is ${IDENTITY_TARGET_BYTES}`);
  t.diagnostic(`instrument() adds ${instrumented - js} bytes`);
  assert.ok(js > 1000 && instrumented > js, 'something is not in the bundle');
  assert.ok(js + wasm <= BUDGET_BYTES, `${js + wasm} bytes`);
  assert.ok(js + identity <= IDENTITY_BUDGET_BYTES, `${js + identity} bytes`);
});
