// What a linker is given: OTLP as bytes, as text or as an object, of traces or of logs.
import { describe } from '../base/check.js';

/** @typedef {'traces' | 'logs'} Signal */
/** @typedef {{ bytes: Uint8Array, encoding: 'protobuf' | 'json', signal: Signal }} Request */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** No message of protobuf begins with it, as groups are not part of OTLP. */
const BRACE = '{'.charCodeAt(0);
/** How requests begin that JSON.stringify() or an exporter wrote. */
const USUAL = /^\s*\{\s*"resource(Spans|Logs)"/;
/** Enough for USUAL. */
const HEAD_BYTES = 256;

/**
 * @param {any} otlp protobuf as bytes, JSON as text or bytes, or the object that the JSON means
 * @param {Signal} [signal] of what it is; by default JSON says it, and protobuf is of traces
 * @returns {Request} borrows the bytes
 */
export function readRequest(otlp, signal) {
  if (typeof otlp === 'string') return json(encoder.encode(otlp), signal ?? signalOf(otlp, otlp));
  const bytes = bytesOf(otlp);
  if (bytes?.[0] === BRACE) {
    const head = decoder.decode(bytes.subarray(0, HEAD_BYTES));
    return json(bytes, signal ?? signalOf(head, bytes));
  }
  if (bytes) return { bytes, encoding: 'protobuf', signal: signal ?? 'traces' };
  if (typeof otlp !== 'object' || otlp === null)
    throw new TypeError(`linker.add() takes OTLP as bytes, as text or as an object, not ${describe(otlp)}`);
  return json(encoder.encode(JSON.stringify(otlp)), signal ?? signalOfObject(otlp));
}

/** @param {Uint8Array} bytes @param {Signal} signal @returns {Request} */
const json = (bytes, signal) => ({ bytes, encoding: 'json', signal });

/** @param {any} value @returns {Uint8Array | undefined} */
function bytesOf(value) {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  // By its tag, because it may belong to another realm.
  if (/ (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(value))) return new Uint8Array(value);
  return undefined;
}

/** @param {string} head @param {string | Uint8Array} whole @returns {Signal} */
function signalOf(head, whole) {
  const [, kind] = USUAL.exec(head) ?? [];
  if (kind) return kind === 'Logs' ? 'logs' : 'traces';
  try {
    return signalOfObject(JSON.parse(typeof whole === 'string' ? whole : decoder.decode(whole)));
  } catch {
    return 'traces'; // The core says what is wrong with it.
  }
}

/** @param {any} request @returns {Signal} */
const signalOfObject = (request) =>
  request?.resourceLogs !== undefined && request.resourceSpans === undefined ? 'logs' : 'traces';
