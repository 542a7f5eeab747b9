// The linker's module in the viewer's bundle, in place of js/linker/wasm/browser.js: the page hands it over.
import { compilerOf } from '../../wasm/compile.js';

export const compileSource = compilerOf((url) => fetch(url));

/** @type {() => Promise<Uint8Array<ArrayBuffer>>} */
let fromPage = async () => {
  throw new Error('the page has not said where it is');
};

/** @param {typeof fromPage} load gives the module's bytes */
export const takeModuleFrom = (load) => {
  fromPage = load;
};

/** @returns {Promise<WebAssembly.Module>} */
export const loadModule = async () => WebAssembly.compile(await fromPage());
