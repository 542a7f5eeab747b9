// A request of one trace, as bytes: objects of so much JSON would take several times the memory.
import { isRecord } from '../otlp/any-value.js';
import { mapSpans } from '../otlp/records.js';

/** @typedef {import('./span-row.js').Row} Row */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Chunk {
  /** Of its spans, so many came again later. */
  stale = 0;
  #bytes;

  /** @param {Uint8Array} bytes @param {import('../otlp/records.js').Signal} signal @param {number} count of its records */
  constructor(bytes, signal, count) {
    this.#bytes = bytes;
    this.signal = signal;
    this.count = count;
  }

  /** @param {any} request @param {import('../otlp/records.js').Signal} signal @param {number} count */
  static of(request, signal, count) {
    return new Chunk(encoder.encode(JSON.stringify(request)), signal, count);
  }

  get size() {
    return this.#bytes.length;
  }

  /** Of spans that came again, only the last is left. @param {ReadonlyMap<string, Row>} rows @returns {Uint8Array} */
  bytes(rows) {
    if (this.stale > 0) this.read(rows);
    return this.#bytes;
  }

  /** The same, as an object. @param {ReadonlyMap<string, Row>} rows @returns {any} */
  read(rows) {
    const request = JSON.parse(decoder.decode(this.#bytes));
    if (this.stale === 0) return isRecord(request) ? request : {};
    const current = mapSpans(request, ({ record, spanId }) => (rows.get(spanId)?.chunk === this ? record : undefined));
    this.#bytes = encoder.encode(JSON.stringify(current));
    this.count -= this.stale;
    this.stale = 0;
    return current;
  }
}
