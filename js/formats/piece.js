// What a file is cut into: pieces that are valid requests of their own.

/** The formats of files. @typedef {'json' | 'jsonl' | 'protobuf' | 'delimited'} Format */
/** @typedef {'json' | 'protobuf'} Encoding */
/** What a request is of. Only traces are linked; logs hold content for them. @typedef {'traces' | 'logs' | 'other'} Signal */

/**
 * Where the next piece lies in the bytes that came so far: from `from` up to `to`, with `before` and `after` around it. It may be empty.
 * `next` is where the bytes of the piece after it begin. If there is a `problem`, no more pieces can be found.
 * @typedef {{ from: number, to: number, next: number, before?: string, after?: string, signal?: Signal, problem?: string }} Cut
 */

/**
 * Finds pieces in a growing buffer.
 * @typedef {object} Splitter
 * @property {(bytes: Uint8Array, isEnd: boolean) => Cut | undefined} next returns `undefined` if more bytes are needed, or, at the end, if there is no more.
 *   The next call gets the bytes from `cut.next` on, and at least those of the last call if there was no cut
 */

/** A request of more bytes is cut where its format allows it, so that memory does not grow with it. */
export const PIECE_BYTES = 1 << 20;

/** No piece may be larger: a length above it is taken for a sign of damage. */
export const MAX_PIECE_BYTES = 1 << 30;

/** @type {Format[]} */
export const FORMATS = ['json', 'jsonl', 'protobuf', 'delimited'];

/** @param {Format} format @returns {Encoding} */
export const encodingOf = (format) => (format === 'json' || format === 'jsonl' ? 'json' : 'protobuf');
