import { pipeline, Readable } from 'node:stream';
import * as zlib from 'node:zlib';
import { sniffCompression } from '../../formats/sniff.js';

const MAGIC_BYTES = 4;
const CHUNK_BYTES = 1 << 18;

/** Node has zstd from 22.15 on. @type {{ createZstdDecompress?: (options: object) => import('node:stream').Transform, zstdDecompressSync?: (bytes: Uint8Array) => Buffer }} */
const zstd = /** @type {any} */ (zlib);

/** @returns {never} */
function refuseZstd() {
  throw new Error(`zstd needs Node 22.15 or newer, and this is ${process.version}: decompress it with zstd -d`);
}

/** Decompresses a stream if it is compressed. @param {AsyncIterable<Uint8Array>} chunks @returns {AsyncGenerator<Uint8Array>} */
export async function* decompress(chunks) {
  const rest = chunks[Symbol.asyncIterator]();
  /** @type {Uint8Array} */
  let head = new Uint8Array(0);
  while (head.length < MAGIC_BYTES) {
    const { done, value } = await rest.next();
    if (done) break;
    head = head.length > 0 ? Buffer.concat([head, value]) : value;
  }
  const compression = sniffCompression(head);
  const all = startingWith(head, rest);
  if (!compression) yield* all;
  else yield* pipeline(Readable.from(all, { objectMode: false }), decompressorOf(compression), () => {});
}

/** @param {Uint8Array} head @param {AsyncIterator<Uint8Array>} rest */
async function* startingWith(head, rest) {
  if (head.length > 0) yield head;
  yield* { [Symbol.asyncIterator]: () => rest };
}

/** @param {'gzip' | 'zstd'} compression */
function decompressorOf(compression) {
  if (compression === 'gzip') return zlib.createGunzip({ chunkSize: CHUNK_BYTES });
  return zstd.createZstdDecompress ? zstd.createZstdDecompress({ chunkSize: CHUNK_BYTES }) : refuseZstd();
}

/** Decompresses a message that was compressed on its own. @param {Uint8Array} message @returns {Uint8Array} */
export function decompressMessage(message) {
  const compression = sniffCompression(message);
  if (compression === 'gzip') return zlib.gunzipSync(message);
  if (compression === 'zstd') return zstd.zstdDecompressSync ? zstd.zstdDecompressSync(message) : refuseZstd();
  return message;
}
