// What the store is given, as chunks of bytes.

/** @typedef {import('../../../formats/source.js').Input} Input */

const CHUNK_BYTES = 1 << 20;
/** A compressed file may unfold to any size. */
const MAX_BYTES = 2 ** 31;

const encoder = new TextEncoder();

/** @param {any} otlp @returns {Input | undefined} undefined if it is no bytes and no text */
export function openInput(otlp) {
  const name = typeof otlp?.name === 'string' && otlp.name !== '' ? otlp.name : 'input';
  if (typeof Blob !== 'undefined' && otlp instanceof Blob) return { name, chunks: chunksOfBlob(otlp) };
  if (typeof otlp === 'string') return { name, chunks: chunksOfText(otlp) };
  if (ArrayBuffer.isView(otlp))
    return { name, chunks: chunksOfBytes(new Uint8Array(otlp.buffer, otlp.byteOffset, otlp.byteLength)) };
  if (/ (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(otlp)))
    return { name, chunks: chunksOfBytes(new Uint8Array(otlp)) };
  return undefined;
}

/** Ends an input that is too long. @param {AsyncIterable<Uint8Array>} chunks @returns {AsyncGenerator<Uint8Array>} */
export async function* bounded(chunks) {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error(`it has more than ${MAX_BYTES} bytes: the rest was left out`);
    yield chunk;
  }
}

/** @param {Blob} blob @returns {AsyncGenerator<Uint8Array>} */
async function* chunksOfBlob(blob) {
  for (let at = 0; at < blob.size; at += CHUNK_BYTES)
    yield new Uint8Array(await blob.slice(at, at + CHUNK_BYTES).arrayBuffer());
}

/** @param {Uint8Array} bytes @returns {AsyncGenerator<Uint8Array>} */
async function* chunksOfBytes(bytes) {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

/** @param {string} text @returns {AsyncGenerator<Uint8Array>} */
async function* chunksOfText(text) {
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + CHUNK_BYTES, text.length);
    // Both halves of a character stay together.
    if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) end += 1;
    yield encoder.encode(text.slice(at, end));
    at = end;
  }
}

/** @param {number} unit */
const isHighSurrogate = (unit) => unit >= 0xd800 && unit < 0xdc00;
