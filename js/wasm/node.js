import { readFile } from 'node:fs/promises';

export { loadPortable } from './portable.js';

/** Node's fetch() takes no files. @param {URL | string} url */
export const fetchFile = async (url) =>
  String(url).startsWith('file:') ? new Response(await readFile(new URL(url))) : fetch(url);

// Bundlers know a file by these very words.
const fullUrl = () => new URL('../../dist/spanloom.wasm', import.meta.url);
const identityUrl = () => new URL('../../dist/spanloom-identity.wasm', import.meta.url);

/** @param {boolean} byContent @returns {Promise<WebAssembly.Module>} */
export const loadModule = async (byContent) =>
  WebAssembly.compile(await readFile(byContent ? fullUrl() : identityUrl()));
