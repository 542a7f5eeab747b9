import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { UsageError } from './options.js';

const CHUNK_BYTES = 1 << 20;

/** An input that is there. `size` is undefined if nobody knows it. @typedef {{ name: string, path?: string, size?: number, chunks: AsyncIterable<Uint8Array>, bytesRead(): number }} OpenInput */

/**
 * Looks at all inputs before the first is read, so that a misspelt name costs no work.
 * @param {string[]} paths `-` is stdin @param {NodeJS.ReadStream | import('node:stream').Readable} stdin @returns {Promise<OpenInput[]>}
 */
export function openInputs(paths, stdin) {
  if (paths.filter((path) => path === '-').length > 1) throw new UsageError('stdin can be read only once');
  return Promise.all(paths.map((path) => (path === '-' ? openStdin(stdin) : openFile(path))));
}

/** @param {any} stdin @returns {OpenInput} */
function openStdin(stdin) {
  if (stdin.isTTY) throw new UsageError('there is no input: name a file, or pipe one in');
  let read = 0;
  const count = async function* () {
    for await (const chunk of stdin) {
      read += chunk.length;
      yield chunk;
    }
  };
  return { name: 'stdin', chunks: count(), bytesRead: () => read };
}

/** @param {string} path @returns {Promise<OpenInput>} */
async function openFile(path) {
  const stats = await statFile(path);
  /** @type {import('node:fs').ReadStream | undefined} */
  let stream;
  const chunks = async function* () {
    // Not before it is its turn: there may be more inputs than files can be open.
    stream = createReadStream(path, { highWaterMark: CHUNK_BYTES });
    yield* stream;
  };
  return {
    ...{ name: path, path: await realpath(path), size: stats.isFile() ? stats.size : undefined },
    ...{ chunks: chunks(), bytesRead: () => stream?.bytesRead ?? 0 },
  };
}

/** @param {string} path */
export async function statFile(path) {
  const stats = await stat(path).catch((error) => {
    throw new UsageError(error.code === 'ENOENT' ? `there is no file ${path}` : `${path}: ${error.message}`);
  });
  if (stats.isDirectory()) throw new UsageError(`${path} is a folder; name its files`);
  return stats;
}
