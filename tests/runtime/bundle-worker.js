// A Worker as it is deployed: bundled, its Wasm a module of its own.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { wasmModule } from './bundle.js';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/**
 * @param {import('node:test').TestContext} t @param {string} entry @param {string[]} [nodePaths] where its packages are
 * @param {string} [wasm] the module of the package that it needs
 * @returns {Promise<string>} a folder with worker.js and the module
 */
export async function bundleWorker(t, entry, nodePaths = [], wasm = 'spanloom.wasm') {
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
  copyFileSync(join(DIST, wasm), join(folder, wasm));
  return folder;
}
