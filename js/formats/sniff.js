// Tells by its first bytes what a file is, whatever its name.

import { latin1 } from './bytes.js';

/** @typedef {import('./piece.js').Format} Format */

/** So many bytes are enough. */
const SNIFF_BYTES = 1 << 16;

const BYTE_ORDER_MARK = 'ï»¿'; // its three bytes, as Latin-1
/** An object with a key, or an empty one; maybe the first of a list. A protobuf message may begin with a newline and a brace, but no letter follows there. */
const OBJECT = /^[ \t\r\n]*(\[[ \t\r\n]*)?\{[ \t\r\n]*("[\w\\]|\})/;
/** What may become one. */
const BEGUN_OBJECT = /^[ \t\r\n]*(\[[ \t\r\n]*)?(\{[ \t\r\n]*"?)?$/;
const OBJECT_LINE = /\n[ \t]*\{"/;
/** The tag of the first field of a request. */
const PROTOBUF = 0x0a;
/** Field numbers begin with 1, so that no message begins with a byte below 8: it is the highest byte of a length. */
const MIN_TAG = 8;

/**
 * @param {Uint8Array} bytes that came so far; not empty @param {boolean} isEnd
 * @returns {Format | 'unknown' | undefined} undefined if more bytes are needed. JSON lines are `json`, too, unless they begin with something else
 */
export function sniff(bytes, isEnd) {
  const text = latin1(bytes, 0, SNIFF_BYTES);
  const json = text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
  if (OBJECT.test(json)) return 'json';
  const isAll = isEnd || bytes.length >= SNIFF_BYTES;
  if (!isAll && BEGUN_OBJECT.test(json)) return undefined;
  if (bytes[0] === PROTOBUF) return 'protobuf';
  if (bytes[0] < MIN_TAG) return 'delimited';
  if (OBJECT_LINE.test(text)) return 'jsonl';
  return isAll ? 'unknown' : undefined;
}

/** @param {Uint8Array} bytes @returns {'gzip' | 'zstd' | undefined} */
export function sniffCompression([a, b, c, d]) {
  if (a === 0x1f && b === 0x8b) return 'gzip';
  return a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd ? 'zstd' : undefined;
}
