import { readFile } from 'node:fs/promises';

export { loadPortable } from './portable.js';

/** Node's fetch() takes no files. @param {URL | string} url */
export const fetchFile = async (url) =>
  String(url).startsWith('file:') ? new Response(await readFile(new URL(url))) : fetch(url);

/** @returns {Promise<WebAssembly.Module>} */
export const loadModule = async () =>
  WebAssembly.compile(await readFile(new URL('../../dist/spanloom.wasm', import.meta.url)));
