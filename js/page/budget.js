import * as KEY from './key.js';
import { bytesOf, spansOf } from './records.js';

/** @typedef {import('./records.js').Key} Key */
/** @typedef {{ maxBytes: number, maxSpans: number, maxAge: number }} Limits the age in milliseconds */

/** How much the store holds, as far as this page knows. Other tabs change it as well, so it is counted anew from time to time. */
export class Budget {
  #spans = 0;
  #bytes = 0;
  /** What was added since a count began. Undefined while none runs. @type {{ spans: number, bytes: number } | undefined} */
  #since;

  get isCounting() {
    return this.#since !== undefined;
  }

  /** @param {Key} key @param {1 | -1} [sign] */
  add(key, sign = 1) {
    const spans = key[KEY.SPANS];
    const bytes = key[KEY.BYTES];
    this.#spans = Math.max(this.#spans + sign * spans, 0);
    this.#bytes = Math.max(this.#bytes + sign * bytes, 0);
    if (!this.#since) return;
    this.#since.spans += sign * spans;
    this.#since.bytes += sign * bytes;
  }

  /** @param {number} spans @param {number} bytes @param {Limits} limits */
  hasRoom(spans, bytes, { maxSpans, maxBytes }) {
    return this.#spans + spans <= maxSpans && this.#bytes + bytes <= maxBytes;
  }

  /** @param {() => Promise<Key[]>} read reads the keys of all records @returns {Promise<Key[]>} */
  async count(read) {
    const since = { spans: 0, bytes: 0 };
    this.#since = since;
    const keys = await read();
    if (this.#since === since) {
      this.#since = undefined;
      this.#spans = Math.max(spansOf(keys) + since.spans, 0);
      this.#bytes = Math.max(bytesOf(keys) + since.bytes, 0);
    }
    return keys;
  }

  clear() {
    this.#spans = 0;
    this.#bytes = 0;
    this.#since = undefined;
  }
}
