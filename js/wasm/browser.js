// Loads the core in browsers: fetches the Wasm file.
import { compileResponse, compilerOf } from './compile.js';

export { insteadOfWasm } from './portable.js';

export const compileSource = compilerOf((url) => fetch(url));

// Bundlers recognize a file by exactly this expression.
const fullUrl = () => new URL('../../dist/spanloom.wasm', import.meta.url);
const identityUrl = () => new URL('../../dist/spanloom-identity.wasm', import.meta.url);

/** @param {boolean} byContent @returns {Promise<WebAssembly.Module>} */
export const loadModule = async (byContent) => compileResponse(await fetch(byContent ? fullUrl() : identityUrl()));
