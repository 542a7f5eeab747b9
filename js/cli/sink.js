// Writes the output: to a file that appears when it is complete, or to a stream.
import { once } from 'node:events';
import { createWriteStream, rmSync } from 'node:fs';
import { chmod, realpath, rename, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/**
 * @typedef {object} Sink
 * @property {boolean} isTerminal
 * @property {(bytes: Uint8Array) => Promise<void>} write waits while the output cannot keep up
 * @property {() => Promise<void>} finish
 * @property {() => Promise<void>} abandon leaves nothing behind; may be called at any time
 */

/** Nobody reads the output any more. */
export class ClosedError extends Error {
  name = 'ClosedError';
}

/** @param {import('node:stream').Writable} stream @returns {Pick<Sink, 'write'> & { check: () => void }} */
function writerOf(stream) {
  /** @type {Error | undefined} */
  let failure;
  stream.on('error', (error) => {
    const isClosed = /** @type {NodeJS.ErrnoException} */ (error).code === 'EPIPE';
    failure ??= isClosed ? new ClosedError('nobody reads the output', { cause: error }) : error;
  });
  const check = () => {
    if (failure) throw failure;
  };
  return {
    check,
    async write(bytes) {
      check();
      if (!stream.write(bytes)) await once(stream, 'drain').catch(() => {});
      check();
    },
  };
}

/** A stream that is not ours to end, such as stdout. @param {import('node:stream').Writable & { isTTY?: boolean }} stream @returns {Sink} */
export function streamSink(stream) {
  const { write, check } = writerOf(stream);
  return {
    isTerminal: stream.isTTY === true,
    write,
    async finish() {
      await new Promise((resolve) => stream.write('', resolve));
      check();
    },
    abandon: async () => {},
  };
}

/**
 * Writes beside the file, and takes its place when all is written, so that a reader never sees half of it, and an input can be the output.
 * What is no regular file, such as a pipe, is written as it is. A name that ends in `.gz` is compressed.
 * @param {string} path @returns {Promise<Sink>}
 */
export async function fileSink(path) {
  const target = await realpath(path).catch(() => path);
  const old = await stat(target).catch(() => undefined);
  const isReplaced = !old || old.isFile();
  const place = isReplaced ? `${target}.${process.pid}.tmp` : target;
  const file = createWriteStream(place, { flags: isReplaced ? 'wx' : 'w' });
  await once(file, 'open');
  const remove = () => isReplaced && rmSync(place, { force: true });
  process.once('exit', remove);
  const gzip = path.endsWith('.gz') ? createGzip() : undefined;
  // A failure of the file is then one of the stream, too.
  if (gzip) pipeline(gzip, file, () => {});
  const stream = gzip ?? file;
  const { write } = writerOf(stream);
  return {
    isTerminal: false,
    write,
    async finish() {
      stream.end();
      await finished(file);
      if (old && isReplaced) await chmod(place, old.mode);
      if (isReplaced) await rename(place, target);
      process.off('exit', remove);
    },
    async abandon() {
      stream.destroy();
      file.destroy();
      remove();
      process.off('exit', remove);
    },
  };
}
