// Loads the engine in browsers: fetches the Wasm file.
import { compileResponse, compilerOf } from '../../wasm/compile.js';

// Not from js/wasm/browser.js: bundlers would copy the files that it names.
export const compileSource = compilerOf((url) => fetch(url));

/** Bundlers recognize a file by exactly this expression. @returns {Promise<WebAssembly.Module>} */
export const loadModule = async () =>
  compileResponse(await fetch(new URL('../../../dist/linker.wasm', import.meta.url)));
