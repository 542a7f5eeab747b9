// A Worker as it is deployed: bundled, its Wasm a module of its own.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const WASM = fileURLToPath(new URL('../../dist/spanloom.wasm', import.meta.url));

const wasmModule = {
  name: 'wasm-module',
  setup: (bundler) => bundler.onResolve({ filter: /\.wasm$/ }, () => ({ path: './spanloom.wasm', external: true })),
};

/**
 * @param {import('node:test').TestContext} t @param {string} entry @param {string[]} [nodePaths] where its packages are
 * @returns {Promise<string>} a folder with worker.js and spanloom.wasm
 */
export async function bundleWorker(t, entry, nodePaths = []) {
  const folder = mkdtempSync(join(tmpdir(), 'spanloom-worker-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  await build({
    entryPoints: [entry],
    outfile: join(folder, 'worker.js'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*'],
    nodePaths,
    plugins: [wasmModule],
    logLevel: 'silent',
  });
  copyFileSync(WASM, join(folder, 'spanloom.wasm'));
  return folder;
}
