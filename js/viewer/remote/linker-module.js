// Finds the linker's module for the worker: some bundlers copy a worker's script as it is, without the files that it names.
import { transfer } from 'comlink';

const MAGIC = '\0asm';

// @ts-expect-error only the bundle has this file
const loadCopy = () => import('./linker-gzip.js');

/**
 * The file, or where there is none, such as in the output of a bundler that knows no files beside modules, the script that contains it.
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function linkerModule() {
  const bytes = (await readFile()) ?? (await decode((await loadCopy()).default));
  return transfer(bytes, [bytes.buffer]);
}

/** Bundlers recognise a file by exactly this expression. A server may answer with a page instead. */
async function readFile() {
  try {
    const response = await fetch(new URL('../linker.wasm', import.meta.url));
    const bytes = new Uint8Array(await response.arrayBuffer());
    return String.fromCharCode(...bytes.subarray(0, MAGIC.length)) === MAGIC ? bytes : undefined;
  } catch {}
}

/** @param {string} base64 of what gzip made */
async function decode(base64) {
  const compressed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([compressed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
