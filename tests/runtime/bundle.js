import { copyFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

/** The package's modules. */
export const WASM = ['spanloom.wasm', 'linker.wasm'];

/** Wasm stays a module of its own, as Workers tools have it: imported by name, and compiled by the host. */
export const wasmModule = {
  name: 'wasm-module',
  setup: (bundler) =>
    bundler.onResolve({ filter: /\.wasm$/ }, ({ path }) => ({ path: `./${basename(path)}`, external: true })),
};

/** Bundles a program in a project as wrangler does: `worker.js`, with WASM beside it. */
export async function bundleWorker(folder, entry) {
  await build({
    stdin: { contents: entry, resolveDir: folder },
    outfile: join(folder, 'worker.js'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*', 'cloudflare:*'],
    plugins: [wasmModule],
    logLevel: 'silent',
  });
  for (const name of WASM) copyFileSync(join(folder, 'node_modules/spanloom/dist', name), join(folder, name));
}
