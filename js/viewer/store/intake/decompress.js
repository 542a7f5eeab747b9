import { concat } from '../../../formats/bytes.js';
import { sniffCompression } from '../../../formats/sniff.js';

const MAGIC_BYTES = 4;

/** @typedef {import('../../../formats/source.js').Decompressor} Decompressor */

/** What pages can decompress: gzip, as a stream. @type {Decompressor} */
export const DECOMPRESSOR = { stream: decompress, message: refuseCompressed };

/** @param {AsyncIterable<Uint8Array>} chunks @returns {AsyncGenerator<Uint8Array>} */
async function* decompress(chunks) {
  const rest = chunks[Symbol.asyncIterator]();
  /** @type {Uint8Array} */
  let head = new Uint8Array(0);
  while (head.length < MAGIC_BYTES) {
    const { done, value } = await rest.next();
    if (done) break;
    head = concat([head, value]);
  }
  const compression = sniffCompression(head);
  if (compression === 'zstd') throw new Error('zstd is not read here: decompress it first');
  const all = startingWith(head, rest);
  yield* compression ? gunzip(all) : all;
}

/** @param {Uint8Array} head @param {AsyncIterator<Uint8Array>} rest @returns {AsyncGenerator<Uint8Array>} */
async function* startingWith(head, rest) {
  if (head.length > 0) yield head;
  yield* { [Symbol.asyncIterator]: () => rest };
}

/** @param {AsyncIterable<Uint8Array>} chunks @returns {AsyncGenerator<Uint8Array>} */
async function* gunzip(chunks) {
  const { readable, writable } = new DecompressionStream('gzip');
  const writing = write(chunks, writable.getWriter());
  // The reader gets the same error.
  writing.catch(() => {});
  const reader = readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** @param {AsyncIterable<Uint8Array>} chunks @param {WritableStreamDefaultWriter<any>} writer */
async function write(chunks, writer) {
  try {
    for await (const chunk of chunks) await writer.write(chunk);
    await writer.close();
  } catch (error) {
    await writer.abort(error);
  }
}

/** @param {Uint8Array} message @returns {Uint8Array} */
function refuseCompressed(message) {
  if (sniffCompression(message)) throw new Error('messages that are compressed one by one are not read here');
  return message;
}
