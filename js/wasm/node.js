import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';

export { loadPortable } from './portable.js';

/** Node's fetch() takes no files. @param {URL | string} url */
export const fetchFile = async (url) =>
  String(url).startsWith('file:') ? new Response(await readFile(new URL(url))) : fetch(url);

/** As text in a script, so that neither bundlers nor what gathers the files of a server leave it behind. @type {(byContent: boolean) => Promise<WebAssembly.Module>} */
export const loadModule = async () => {
  const { default: base64 } = await import('../../dist/spanloom-base64.js');
  return WebAssembly.compile(Buffer.from(base64, 'base64'));
};
