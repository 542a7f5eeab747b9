import { compileResponse } from './compile.js';

export { loadPortable } from './portable.js';

/** @param {URL | string} url */
export const fetchFile = (url) => fetch(url);

/** @returns {Promise<WebAssembly.Module>} */
export const loadModule = async () =>
  compileResponse(await fetch(new URL('../../dist/spanloom.wasm', import.meta.url)));
