import { MAX_PIECE_BYTES, PIECE_BYTES } from './piece.js';

/** @typedef {import('./piece.js').Cut} Cut */
/** @typedef {import('./piece.js').Signal} Signal */
/** @typedef {import('./piece.js').Splitter} Splitter */

const [VARINT, FIXED64, LENGTH, FIXED32] = [0, 1, 2, 5];
const MAX_VARINT_BYTES = 10;

/** A field: its content is from `start` to `end`, which may be past the bytes that came. @typedef {{ number: number, type: number, start: number, end: number }} Field */

/** @param {Uint8Array} bytes @param {number} at @returns {{ value: number, end: number } | undefined} undefined if it is cut off; NaN if it is too long */
function readVarint(bytes, at) {
  let value = 0;
  for (let scale = 1, end = at; end < bytes.length; scale *= 128) {
    const byte = bytes[end++];
    value += (byte & 127) * scale;
    if (byte < 128) return { value, end };
    if (end - at === MAX_VARINT_BYTES) return { value: Number.NaN, end };
  }
  return undefined;
}

/** @param {Uint8Array} bytes @param {number} at @returns {Field | 'broken' | undefined} undefined if more bytes are needed */
export function readField(bytes, at) {
  const tag = readVarint(bytes, at);
  if (!tag) return undefined;
  const [number, type] = [Math.floor(tag.value / 8), tag.value % 8];
  if (!(number > 0 && number < 2 ** 29)) return 'broken';
  if (type === FIXED64) return { number, type, start: tag.end, end: tag.end + 8 };
  if (type === FIXED32) return { number, type, start: tag.end, end: tag.end + 4 };
  if (type !== VARINT && type !== LENGTH) return 'broken';
  const varint = readVarint(bytes, tag.end);
  if (!varint) return undefined;
  if (!(varint.value <= MAX_PIECE_BYTES || (type === VARINT && varint.value >= 0))) return 'broken';
  const { end } = varint;
  return type === VARINT
    ? { number, type, start: tag.end, end }
    : { number, type, start: end, end: end + varint.value };
}

/** The first field of a number that has bytes, as a view. @param {Uint8Array} bytes @param {number} number */
function firstChild(bytes, number) {
  for (let at = 0; at < bytes.length; ) {
    const field = readField(bytes, at);
    if (!field || field === 'broken') return undefined;
    if (field.number === number && field.type === LENGTH) return bytes.subarray(field.start, field.end);
    at = field.end;
  }
  return undefined;
}

/** What only a log record has, or only a span: `number:type` of a field. @type {Record<string, Signal>} */
const TELLING = {
  [`1:${FIXED64}`]: 'logs',
  [`2:${VARINT}`]: 'logs',
  [`6:${LENGTH}`]: 'logs',
  [`11:${FIXED64}`]: 'logs',
  [`1:${LENGTH}`]: 'traces',
  [`2:${LENGTH}`]: 'traces',
};

/**
 * Tells by its first record what a ResourceSpans or ResourceLogs is, as both look alike from outside.
 * @param {Uint8Array} resource @returns {Signal | undefined} undefined if it has no record
 */
export function signalOfResource(resource) {
  const scope = firstChild(resource, 2);
  const record = scope && firstChild(scope, 2);
  for (let at = 0; record && at < record.length; ) {
    const field = readField(record, at);
    if (!field || field === 'broken') return undefined;
    const signal = TELLING[`${field.number}:${field.type}`];
    if (signal) return signal;
    at = field.end;
  }
  return undefined;
}

/** @param {Uint8Array} request @returns {Signal} */
export function signalOfRequest(request) {
  for (let at = 0; at < request.length; ) {
    const field = readField(request, at);
    if (!field || field === 'broken') break;
    const signal = field.type === LENGTH ? signalOfResource(request.subarray(field.start, field.end)) : undefined;
    if (signal) return signal;
    at = field.end;
  }
  return 'traces';
}

/**
 * Cuts a request, or several that follow each other without any sign, between its fields.
 * @implements {Splitter}
 */
export class ProtobufSplitter {
  #at = 0;
  /** @type {Signal | undefined} */
  #signal;

  /** @param {Uint8Array} bytes @param {boolean} isEnd @returns {Cut | undefined} */
  next(bytes, isEnd) {
    while (this.#at < bytes.length) {
      const field = readField(bytes, this.#at);
      if (field === 'broken' || (isEnd && !(field && field.end <= bytes.length))) {
        if (this.#at > 0) return this.#cut();
        const problem =
          field === 'broken'
            ? 'no field of protobuf begins here'
            : `the message is cut off after ${bytes.length} bytes`;
        return { from: 0, to: 0, next: bytes.length, problem };
      }
      if (!field || field.end > bytes.length) return undefined;
      const signal = field.type === LENGTH ? signalOfResource(bytes.subarray(field.start, field.end)) : undefined;
      if (signal && this.#signal && signal !== this.#signal) return this.#cut();
      this.#signal = signal ?? this.#signal;
      this.#at = field.end;
      if (this.#at >= PIECE_BYTES) return this.#cut();
    }
    return isEnd && this.#at > 0 ? this.#cut() : undefined;
  }

  /** @returns {Cut} */
  #cut() {
    const cut = { from: 0, to: this.#at, next: this.#at, signal: this.#signal ?? 'traces' };
    this.#at = 0;
    this.#signal = undefined;
    return cut;
  }
}
