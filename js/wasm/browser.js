// Loads the core in browsers: fetches the Wasm file.
import { compileResponse } from './compile.js';

export { loadPortable } from './portable.js';

/** @param {URL | string} url */
export const fetchFile = (url) => fetch(url);

// Bundlers recognize a file by exactly this expression.
const fullUrl = () => new URL('../../dist/spanloom.wasm', import.meta.url);
const identityUrl = () => new URL('../../dist/spanloom-identity.wasm', import.meta.url);

/** @param {boolean} byContent @returns {Promise<WebAssembly.Module>} */
export const loadModule = async (byContent) => compileResponse(await fetch(byContent ? fullUrl() : identityUrl()));
