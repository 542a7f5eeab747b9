// Vercel's edge-runtime, with what Next puts around it: wasm files are modules of the host, and AsyncLocalStorage is a global.
import { AsyncLocalStorage } from 'node:async_hooks';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EdgeRuntime } from 'edge-runtime';
import { build } from 'esbuild';

/** The name under which the host gives the core. */
const CORE = 'wasm_core';

/** What Next's bundler makes of `./x.wasm?module`. */
const wasmModule = {
  name: 'wasm-module',
  setup(bundler) {
    bundler.onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: 'wasm-module' }));
    bundler.onLoad({ filter: /./, namespace: 'wasm-module' }, () => ({ contents: `export default ${CORE};` }));
  },
};

const ENTRY = `import { runSuite } from './suite/index.js';
addEventListener('fetch', (event) => {
  const receiver = new URL(event.request.url).searchParams.get('receiver');
  event.respondWith(runSuite({ receiver, wasm: async () => ${CORE} }).then((results) => Response.json(results)));
});
`;

/** @param {string} folder of the project @param {string} receiver */
export async function runInEdge(folder, receiver) {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: folder },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    conditions: ['edge-light', 'worker', 'browser'],
    plugins: [wasmModule],
    logLevel: 'silent',
  });
  const core = await WebAssembly.compile(await readFile(join(folder, 'node_modules/spanloom/dist/spanloom.wasm')));
  const runtime = new EdgeRuntime({
    codeGeneration: { strings: false, wasm: false },
    extend: (context) => Object.assign(context, { AsyncLocalStorage, [CORE]: core }),
    initialCode: outputFiles[0].text,
  });
  const response = await runtime.dispatchFetch(`http://edge.test/?receiver=${receiver}`);
  return response.json();
}
