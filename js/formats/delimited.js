import { MAX_PIECE_BYTES } from './piece.js';

/** @typedef {import('./piece.js').Cut} Cut */
/** @typedef {import('./piece.js').Splitter} Splitter */

export const HEADER_BYTES = 4;

/** Cuts messages that each follow their length, 4 bytes with the highest first, as the Collector's file exporter writes them. @implements {Splitter} */
export class DelimitedSplitter {
  /** @param {Uint8Array} bytes @param {boolean} isEnd @returns {Cut | undefined} */
  next(bytes, isEnd) {
    if (bytes.length === 0) return undefined;
    const size = bytes.length < HEADER_BYTES ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    const end = HEADER_BYTES + size;
    if (size > MAX_PIECE_BYTES) return broken(bytes, `a message of ${size} bytes is longer than any that is read`);
    if (end <= bytes.length) return { from: HEADER_BYTES, to: end, next: end };
    return isEnd ? broken(bytes, `the message is cut off: ${bytes.length} of its ${end} bytes are there`) : undefined;
  }
}

/** @param {Uint8Array} bytes @param {string} problem @returns {Cut} */
const broken = (bytes, problem) => ({ from: 0, to: 0, next: bytes.length, problem });
