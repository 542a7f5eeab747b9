import { compileResponse } from './compile.js';

/** @returns {Promise<WebAssembly.Module>} */
export default async () => compileResponse(await fetch(new URL('../../dist/spanloom.wasm', import.meta.url)));
