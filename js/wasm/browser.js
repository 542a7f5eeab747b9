import { compileResponse } from './compile.js';

export { loadPortable } from './portable.js';

/** @param {URL | string} url */
export const fetchFile = (url) => fetch(url);

// Bundlers know a file by these very words.
const fullUrl = () => new URL('../../dist/spanloom.wasm', import.meta.url);
const identityUrl = () => new URL('../../dist/spanloom-identity.wasm', import.meta.url);

/** @param {boolean} byContent @returns {Promise<WebAssembly.Module>} */
export const loadModule = async (byContent) => compileResponse(await fetch(byContent ? fullUrl() : identityUrl()));
