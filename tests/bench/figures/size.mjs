// What a page loads, after gzip.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from '../../../scripts/lib/paths.mjs';
import { pageBundle } from '../page-bundle.mjs';

/** What a page imports if it traces its app and exports the spans. */
export const PAGE = `export { init, workflow, agent, task, tool, llm, retrieval, embedding, trace, annotate, currentSpan, flush, otlp } from 'spanloom';`;

/** What a page imports if it links recorded traces. */
const LINKER = `export { createLinker } from 'spanloom/core';`;

/** What a Worker imports to trace its steps, and what it adds to trace its events. */
const WORKER = `export { init, llm, otlp } from 'spanloom';`;
const INSTRUMENTED = `${WORKER} export { instrument } from 'spanloom/edge';`;

export const gzipped = (/** @type {Uint8Array} */ bytes) => gzipSync(bytes, { level: 9 }).length;

/** @param {string} name in dist/ */
const distSize = (name) => gzipped(readFileSync(join(root, 'dist', name)));

/** What a page loads at first of a program. @param {string} program */
const bundleSize = async (program) => (await pageBundle(program, root)).reduce((sum, file) => sum + gzipped(file), 0);

/** Bytes by name. */
export async function pageSizes() {
  const js = await bundleSize(PAGE);
  const wasm = distSize('spanloom.wasm');
  return {
    page: js + wasm,
    'page-js': js,
    'page-wasm': wasm,
    'page-identity': js + distSize('spanloom-identity.wasm'),
    fallback: distSize('spanloom-wasm2js.js'),
    'linker-js': await bundleSize(LINKER),
    'linker-wasm': distSize('linker.wasm'),
    unsplit: gzipped((await bundle({ splitting: false })).outputFiles[0].contents),
  };
}

/** The JavaScript of a Worker, as wrangler bundles it. @param {string} program */
async function workerScript(program) {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: root },
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

/** What a Worker deploys, its core included: bytes by name. */
export async function workerSizes() {
  const js = await workerScript(WORKER);
  return {
    worker: js + distSize('spanloom.wasm'),
    'worker-identity': js + distSize('spanloom-identity.wasm'),
    'worker-instrumented': (await workerScript(INSTRUMENTED)) + distSize('spanloom.wasm'),
  };
}

/** How many files of the package a page without a bundler loads at first. */
export async function fileCount() {
  const { inputs } = (await bundle({ splitting: true })).metafile;
  const loaded = new Set(Object.keys(inputs).filter((path) => path.endsWith('js/index.js')));
  for (const path of loaded) {
    for (const { path: next, kind } of inputs[path].imports) if (kind === 'import-statement') loaded.add(next);
  }
  return loaded.size;
}

/** @param {{ splitting: boolean }} options */
const bundle = (options) =>
  build({
    stdin: { contents: PAGE, resolveDir: root },
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    outdir: 'out',
    logLevel: 'silent',
    ...options,
  });

const inKilobytes = (/** @type {number} */ bytes) => ({ text: `${Math.round(bytes / 1000)} kB`, measured: bytes });

export async function measure() {
  const sizes = Object.entries({ ...(await pageSizes()), ...(await workerSizes()) }).map(([name, bytes]) => [
    name,
    inKilobytes(bytes),
  ]);
  const files = await fileCount();
  return {
    ...Object.fromEntries(sizes),
    files: { text: `about ${Math.round(files / 10) * 10} files`, measured: files },
  };
}
