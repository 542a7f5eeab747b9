import { readFile } from 'node:fs/promises';

/** Node's fetch() cannot read files. @param {URL | string} url */
export const fetchFile = async (url) =>
  String(url).startsWith('file:') ? new Response(await readFile(new URL(url))) : fetch(url);
