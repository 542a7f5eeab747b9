import { readFile } from 'node:fs/promises';

/** @returns {Promise<WebAssembly.Module>} */
export default async () => WebAssembly.compile(await readFile(new URL('../../dist/spanloom.wasm', import.meta.url)));
