// Vercel's edge-runtime, with what Next puts around it: wasm files are modules of the host, and AsyncLocalStorage is a global.
import { AsyncLocalStorage } from 'node:async_hooks';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EdgeRuntime, runServer } from 'edge-runtime';
import { build } from 'esbuild';

/** The names under which the host gives the modules. */
const MODULES = { spanloom: 'wasm_core', linker: 'wasm_linker' };

/** What Next's bundler makes of `./x.wasm?module`. */
const wasmModule = {
  name: 'wasm-module',
  setup(bundler) {
    bundler.onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: 'wasm-module' }));
    bundler.onLoad({ filter: /./, namespace: 'wasm-module' }, ({ path }) => ({
      contents: `export default ${MODULES[basename(path, '.wasm?module')]};`,
    }));
  },
};

const ENTRY = `import { runSuite } from './suite/index.js';
addEventListener('fetch', (event) => {
  const receiver = new URL(event.request.url).searchParams.get('receiver');
  const [wasm, linkerWasm] = [${MODULES.spanloom}, ${MODULES.linker}].map((module) => async () => module);
  event.respondWith(runSuite({ receiver, wasm, linkerWasm }).then((results) => Response.json(results)));
});
`;

/** @param {string} folder of the project @param {string} receiver */
export async function runInEdge(folder, receiver) {
  const response = await (await startEdge(folder, ENTRY)).dispatchFetch(`http://edge.test/?receiver=${receiver}`);
  return response.json();
}

/**
 * Serves a program of a project, until the test is over.
 * @param {Pick<import('node:test').TestContext, 'after'>} t @param {string} folder @param {string} program @returns {Promise<string>} the URL it listens at
 */
export async function serveEdge(t, folder, program) {
  const { url, close } = await runServer({ runtime: await startEdge(folder, program), host: '127.0.0.1', port: 0 });
  t.after(close);
  return url.replace(/\/$/, '');
}

/** @param {string} folder of the project @param {string} contents of its program */
async function startEdge(folder, contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    conditions: ['edge-light', 'worker', 'browser'],
    plugins: [wasmModule],
    logLevel: 'silent',
  });
  const compiled = Object.entries(MODULES).map(async ([name, global]) => {
    const bytes = await readFile(join(folder, 'node_modules/spanloom/dist', `${name}.wasm`));
    return [global, await WebAssembly.compile(bytes)];
  });
  const modules = Object.fromEntries(await Promise.all(compiled));
  return new EdgeRuntime({
    codeGeneration: { strings: false, wasm: false },
    extend: (context) => Object.assign(context, { AsyncLocalStorage, ...modules }),
    initialCode: outputFiles[0].text,
  });
}
