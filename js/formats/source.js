// Reads inputs: cuts them into pieces that are valid requests, each with its place in the input.

import { concat } from './bytes.js';
import { DelimitedSplitter } from './delimited.js';
import { JsonSplitter } from './json.js';
import { NO_REQUEST, signalOfJson } from './json-request.js';
import { leadingSpaces, NEWLINE, OPEN_OBJECT } from './json-scan.js';
import { LineSplitter } from './lines.js';
import { Pending } from './pending.js';
import { ProtobufSplitter, signalOfRequest } from './protobuf.js';
import { sniff } from './sniff.js';

/** @typedef {import('./piece.js').Cut} Cut */
/** @typedef {import('./piece.js').Encoding} Encoding */
/** @typedef {import('./piece.js').Format} Format */
/** @typedef {import('./piece.js').Signal} Signal */
/** @typedef {{ name: string, chunks: AsyncIterable<Uint8Array> }} Input */
/**
 * How a runtime decompresses: a whole input, and a message that was compressed on its own. Both return what is not compressed as it is.
 * @typedef {{ stream: (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>, message: (bytes: Uint8Array) => Uint8Array }} Decompressor
 */

/**
 * A request, or a part of one that is a request. If `problem` is set, it was refused, and there are no bytes.
 * @typedef {{ bytes: Uint8Array, encoding: Encoding, signal: Signal, place: string, problem?: string }} Piece
 */

const encoder = new TextEncoder();
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const NOTHING = new Uint8Array(0);

/** Reads one input. It never throws: what cannot be read becomes a piece with a problem. */
export class Source {
  /** Bytes so far, decompressed. */
  read = 0;

  #input;
  #decompressor;
  #maxPieceBytes;
  /** @type {Format | undefined} */
  #from;
  #pending = new Pending();
  /** @type {import('./piece.js').Splitter | undefined} */
  #splitter;
  #line = 1;
  #offset = 0;
  #isBinary = false;
  /** Nobody knows where the next request begins. */
  #isBroken = false;
  /** Whether pieces of a delimited input are JSON. */
  #hasJsonMessages = false;

  /**
   * @param {Input} input @param {Decompressor} decompressor
   * @param {{ from?: Format, maxPieceBytes?: number }} [options] `from`: the format, if it must not be told by the content
   */
  constructor(input, decompressor, { from, maxPieceBytes = Infinity } = {}) {
    this.#input = input;
    this.#decompressor = decompressor;
    this.#from = from;
    this.#maxPieceBytes = maxPieceBytes;
  }

  /** The format, as far as it is known. @returns {Format} */
  get format() {
    if (this.#splitter instanceof JsonSplitter) return this.#splitter.hasSeveral ? 'jsonl' : 'json';
    if (this.#splitter instanceof LineSplitter || this.#hasJsonMessages) return 'jsonl';
    return this.#splitter instanceof ProtobufSplitter ? 'protobuf' : 'delimited';
  }

  /** @returns {AsyncGenerator<Piece>} */
  async *pieces() {
    try {
      for await (const chunk of this.#decompressor.stream(this.#input.chunks)) {
        this.read += chunk.length;
        this.#pending.push(chunk);
        yield* this.#cut(false);
        if (this.#isBroken) return;
        if (this.#pending.bytes.length > this.#maxPieceBytes)
          throw new Error(`a request is longer than ${this.#maxPieceBytes} bytes`);
      }
      yield* this.#cut(true);
    } catch (error) {
      yield this.#refused(`cannot be read: ${/** @type {Error} */ (error).message}`);
    }
  }

  /** @param {boolean} isEnd @returns {Generator<Piece>} */
  *#cut(isEnd) {
    if (!this.#splitter && !this.#start(isEnd)) return;
    const splitter = /** @type {import('./piece.js').Splitter} */ (this.#splitter);
    for (;;) {
      const { bytes } = this.#pending;
      const cut = splitter.next(bytes, isEnd);
      if (!cut) return;
      if (cut.problem) {
        this.#isBroken = true;
        return yield this.#refused(cut.problem);
      }
      if (!isBlank(bytes, cut)) yield this.#piece(bytes, cut);
      this.#advance(cut.next);
    }
  }

  /** @param {boolean} isEnd @returns {boolean} whether the format is known */
  #start(isEnd) {
    const { bytes } = this.#pending;
    const format = bytes.length > 0 ? (this.#from ?? sniff(bytes, isEnd)) : undefined;
    if (!format) return false;
    if (format === 'unknown') throw new Error('it is neither OTLP JSON nor OTLP protobuf');
    if (BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte)) this.#pending.drop(BYTE_ORDER_MARK.length);
    this.#splitter = splitterOf(format, this.#from !== undefined);
    this.#isBinary = format === 'protobuf' || format === 'delimited';
    return true;
  }

  /** @param {Uint8Array} bytes @param {Cut} cut @returns {Piece} */
  #piece(bytes, { from, to, before = '', after = '', signal }) {
    const content = bytes.subarray(from, to);
    const place = this.#place(from);
    if (!this.#isBinary) {
      const json = concat([encoder.encode(before), content.subarray(leadingSpaces(content)), encoder.encode(after)]);
      if (json[0] !== OPEN_OBJECT) return this.#refused('no JSON object begins here', from);
      const said = signalOfJson(json);
      return said ? { bytes: json, encoding: 'json', signal: said, place } : this.#refused(NO_REQUEST, from);
    }
    if (signal) return { bytes: new Uint8Array(content), encoding: 'protobuf', signal, place };
    return this.#message(content, place);
  }

  /** A message of a delimited input may be compressed, and may be JSON. @param {Uint8Array} content @param {string} place @returns {Piece} */
  #message(content, place) {
    let message;
    try {
      message = this.#decompressor.message(content);
    } catch (error) {
      return { ...this.#refused(/** @type {Error} */ (error).message), place };
    }
    const bytes = new Uint8Array(message);
    if (bytes[0] !== OPEN_OBJECT) return { bytes, encoding: 'protobuf', signal: signalOfRequest(bytes), place };
    this.#hasJsonMessages = true;
    const said = signalOfJson(bytes);
    return said ? { bytes, encoding: 'json', signal: said, place } : { ...this.#refused(NO_REQUEST), place };
  }

  /** @param {string} problem @param {number} [at] @returns {Piece} */
  #refused(problem, at = 0) {
    return { bytes: NOTHING, encoding: 'json', signal: 'other', place: this.#place(at), problem };
  }

  /** @param {number} at in the pending bytes */
  #place(at) {
    const { name } = this.#input;
    if (this.#isBinary) return `${name}: byte ${this.#offset + at}`;
    return `${name}:${this.#line + newlines(this.#pending.bytes, at)}`;
  }

  /** @param {number} count */
  #advance(count) {
    if (!this.#isBinary) this.#line += newlines(this.#pending.bytes, count);
    this.#offset += count;
    this.#pending.drop(count);
  }
}

/** @param {Format} format @param {boolean} isFixed @returns {import('./piece.js').Splitter} */
function splitterOf(format, isFixed) {
  if (format === 'jsonl') return new LineSplitter();
  if (format === 'json') return new JsonSplitter({ staysJson: isFixed });
  return format === 'protobuf' ? new ProtobufSplitter() : new DelimitedSplitter();
}

/** @param {Uint8Array} bytes @param {Cut} cut */
const isBlank = (bytes, { from, to, before }) => !before && leadingSpaces(bytes.subarray(from, to)) === to - from;

/** @param {Uint8Array} bytes @param {number} end */
function newlines(bytes, end) {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0 && at < end; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}
