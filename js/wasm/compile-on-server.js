import { readFile } from 'node:fs/promises';
import { compilerOf } from './compile.js';

/** Node's fetch() cannot read files. */
export const compileSource = compilerOf(async (url) =>
  String(url).startsWith('file:') ? new Response(await readFile(new URL(url))) : fetch(url),
);
