// Replaces the core where it cannot be loaded: exports the same spans from the same event log in plain JavaScript, without links between them.
import { toProtobuf } from './protobuf.js';
import { SpanReader } from './span-reader.js';

/** @typedef {import('./span-reader.js').WireSpan} WireSpan */
/** @typedef {import('./span-reader.js').KeyValue} KeyValue */
/** @typedef {import('../session.js').CoreSession} CoreSession */

/** Approximate size of a span without its texts. */
const FIXED_BYTES = 160;
const encoder = new TextEncoder();

/** @implements {Pick<CoreSession, keyof CoreSession>} */
export class PlainSession {
  /** @type {CoreSession['onFailure']} */
  onFailure = () => {};
  /** @type {{ span: WireSpan, size: number }[]} */
  #waiting = [];
  #waitingBytes = 0;
  #unlinked = 0;
  /** @type {WireSpan[]} */
  #batch = [];
  #reader = new SpanReader((span) => {
    const size = FIXED_BYTES + weight(span);
    this.#waiting.push({ span, size });
    this.#waitingBytes += size;
    this.#unlinked += 1;
  });

  /** @param {import('../../log/event-log.js').EventLog} log */
  drain(log) {
    this.#reader.read(log);
    return 0;
  }

  get finishedSpans() {
    return this.#waiting.length;
  }

  get finishedBytes() {
    return this.#waitingBytes;
  }

  /** @param {number} maxSpans @param {number} maxBytes */
  cut(maxSpans, maxBytes) {
    let bytes = 0;
    let count = 0;
    for (const { size } of this.#waiting.slice(0, maxSpans)) {
      if (count > 0 && bytes + size > maxBytes) break;
      bytes += size;
      count += 1;
    }
    this.#waitingBytes -= bytes;
    this.#batch = this.#waiting.splice(0, count).map(({ span }) => span);
    return count;
  }

  /** @param {keyof typeof import('../session.js').ENCODING} encoding */
  encode(encoding) {
    if (encoding === 'links') return encoder.encode(JSON.stringify(this.links()));
    const { resource, scope } = this.#reader.origin;
    const request = { resourceSpans: [{ resource, scopeSpans: [{ scope, spans: this.#batch }] }] };
    if (encoding === 'otlp-protobuf') return toProtobuf(request);
    return encoder.encode(JSON.stringify(request, (_, value) => jsonValue(value)));
  }

  release() {
    this.#batch = [];
  }

  links() {
    return this.#batch.map(({ links = [] }) =>
      links.map(({ traceId, spanId, attributes = [] }) => ({ traceId, spanId, attributes: plainRecord(attributes) })),
    );
  }

  lineage() {
    return new Uint8Array();
  }

  stats() {
    return { ...this.#reader.counts, open: this.#reader.open, unlinked: this.#unlinked, isReady: false };
  }

  dispose() {
    this.#waiting = [];
    this.#batch = [];
  }
}

/** The total length of all strings in a value. @param {any} value @returns {number} */
function weight(value) {
  if (typeof value === 'string' || value instanceof Uint8Array) return value.length;
  if (typeof value !== 'object') return 0;
  return Object.values(value).reduce((sum, item) => sum + weight(item), 0);
}

/** Converts a value to OTLP's JSON. @param {unknown} value */
function jsonValue(value) {
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value))) return String(value);
  return value instanceof Uint8Array ? base64(value) : value;
}

/** @param {KeyValue[]} attributes */
const plainRecord = (attributes) =>
  Object.fromEntries(attributes.map(({ key = '', value }) => [wellFormed(key), plainValue(value)]));

/** Converts an AnyValue to a JavaScript value. @param {Record<string, any>} any @returns {unknown} */
function plainValue(any) {
  const [value] = Object.values(any);
  if (any.arrayValue) return value.values.map(plainValue);
  if (any.kvlistValue) return plainRecord(value.values);
  if (typeof value === 'bigint') return Number(value);
  return value === undefined ? null : jsonValue(value);
}

/** @param {string} text */
const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** @param {Uint8Array} bytes */
const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
