import { encodingOf } from '../formats/piece.js';
import { createEncoder } from './formats/encoder.js';
import { UsageError } from './options.js';

/** @typedef {import('../formats/piece.js').Encoding} Encoding */
/** @typedef {import('../formats/piece.js').Format} Format */
/** @typedef {import('../formats/source.js').Piece} Piece */
/** `other`: its encoding, if it is not of traces. @typedef {{ bytes: Buffer, other?: Encoding }} Request */

/** Requests that wait for the format to be known are this large at most. */
const MAX_QUEUED = 32 << 20;

/**
 * Writes requests in the format of the output. That of the input may be known only when its second request comes, so the first writes wait for it.
 */
export class Output {
  /** Requests of other signals that the format cannot hold. */
  unwritten = 0;

  #sink;
  #format;
  /** @type {import('./formats/encoder.js').Encoder | undefined} */
  #encoder;
  /** @type {Request[]} */
  #queue = [];
  #queued = 0;
  /** @type {Promise<void>} */
  #last = Promise.resolve();

  /** @param {import('./sink.js').Sink} sink @param {(isLate: boolean) => Format | undefined} format tells it once it is known, or, when it is late, what it is so far */
  constructor(sink, format) {
    this.#sink = sink;
    this.#format = format;
  }

  /** @param {Uint8Array} request of traces */
  traces(request) {
    return this.#write({ bytes: bufferOf(request) });
  }

  /** @param {Piece} piece of another signal, which goes out as it came */
  other({ bytes, encoding }) {
    return this.#write({ bytes: bufferOf(bytes), other: encoding });
  }

  /** After the last request. */
  async end() {
    await this.#last;
    await this.#flush(true);
    for (const bytes of this.#encoder?.end() ?? []) await this.#sink.write(bytes);
  }

  /** One after the other, because a request may be written in several parts. @param {Request} request @returns {Promise<void>} */
  #write(request) {
    const written = this.#last.then(() => {
      this.#queue.push(request);
      this.#queued += request.bytes.length;
      return this.#flush(this.#queued > MAX_QUEUED);
    });
    this.#last = written;
    return written;
  }

  /** @param {boolean} isLate */
  async #flush(isLate) {
    const format = this.#encoder ? undefined : this.#format(isLate);
    if (format && encodingOf(format) === 'protobuf' && this.#sink.isTerminal)
      throw new UsageError('protobuf does not belong on a terminal: name a file with -o');
    if (format) this.#encoder = createEncoder(format);
    const encoder = this.#encoder;
    if (!encoder) return;
    this.#queued = 0;
    for (const { bytes, other } of this.#queue.splice(0)) {
      const written = other ? encoder.other(bytes, other) : encoder.traces(bytes);
      if (!written) this.unwritten += 1;
      for (const part of written ?? []) await this.#sink.write(part);
    }
  }
}

/** @param {Uint8Array} bytes @returns {Buffer} */
const bufferOf = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The encoding in which the spans are asked for. @param {Format | undefined} to @param {Encoding} input */
export const outputEncoding = (to, input) => (to ? encodingOf(to) : input);
