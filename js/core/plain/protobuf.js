// Encodes OTLP as protobuf from objects in the form of its JSON, except that integers, numbers and bytes keep their JavaScript types. Fields are written in
// the order of the objects.

/** @typedef {(value: any) => Uint8Array | number[]} Write */

const [VARINT, FIXED64, LENGTH, FIXED32] = [0, 1, 2, 5];
const encoder = new TextEncoder();

/** Each form of a field: its wire type, and how its value is written. @type {Record<string, [type: number, write: Write]>} */
const FORMS = {
  text: [LENGTH, (text) => encoder.encode(text)],
  bytes: [LENGTH, (bytes) => bytes],
  id: [LENGTH, (hex) => hex.match(/../g).map((/** @type {string} */ pair) => Number.parseInt(pair, 16))],
  integer: [VARINT, (value) => varint(BigInt.asUintN(64, BigInt(value)))],
  fixed: [FIXED64, (value) => bytesOf(8, (view) => view.setBigUint64(0, value, true))],
  fixed32: [FIXED32, (value) => bytesOf(4, (view) => view.setUint32(0, value, true))],
  double: [FIXED64, (value) => bytesOf(8, (view) => view.setFloat64(0, value, true))],
};

/** The fields of each message: number, and form or message type. @type {Record<string, Record<string, [number: number, form: string]>>} */
const MESSAGES = {
  Request: { resourceSpans: [1, 'ResourceSpans'] },
  ResourceSpans: { resource: [1, 'Resource'], scopeSpans: [2, 'ScopeSpans'] },
  Resource: { attributes: [1, 'KeyValue'] },
  ScopeSpans: { scope: [1, 'Scope'], spans: [2, 'Span'] },
  Scope: { name: [1, 'text'], version: [2, 'text'] },
  Span: {
    traceId: [1, 'id'],
    spanId: [2, 'id'],
    traceState: [3, 'text'],
    parentSpanId: [4, 'id'],
    name: [5, 'text'],
    kind: [6, 'integer'],
    startTimeUnixNano: [7, 'fixed'],
    endTimeUnixNano: [8, 'fixed'],
    attributes: [9, 'KeyValue'],
    events: [11, 'Event'],
    links: [13, 'Link'],
    status: [15, 'Status'],
    flags: [16, 'fixed32'],
  },
  Event: { timeUnixNano: [1, 'fixed'], name: [2, 'text'], attributes: [3, 'KeyValue'] },
  Link: { traceId: [1, 'id'], spanId: [2, 'id'], attributes: [4, 'KeyValue'] },
  Status: { message: [2, 'text'], code: [3, 'integer'] },
  KeyValue: { key: [1, 'text'], value: [2, 'AnyValue'] },
  AnyValue: {
    stringValue: [1, 'text'],
    boolValue: [2, 'integer'],
    intValue: [3, 'integer'],
    doubleValue: [4, 'double'],
    arrayValue: [5, 'ArrayValue'],
    kvlistValue: [6, 'KeyValueList'],
    bytesValue: [7, 'bytes'],
  },
  ArrayValue: { values: [1, 'AnyValue'] },
  KeyValueList: { values: [1, 'KeyValue'] },
};

/** Encodes an ExportTraceServiceRequest. @param {object} request */
export const toProtobuf = (request) => message('Request', request);

/** @param {string} name @param {object} fields */
function message(name, fields) {
  /** @type {(Uint8Array | number[])[]} */
  const parts = [];
  for (const [key, value] of Object.entries(fields)) {
    const [number, form] = MESSAGES[name][key];
    const [type, write] = FORMS[form] ?? [LENGTH, (/** @type {object} */ inner) => message(form, inner)];
    for (const item of Array.isArray(value) ? value : [value]) {
      const bytes = write(item);
      parts.push(varint(BigInt((number << 3) | type)), type === LENGTH ? varint(BigInt(bytes.length)) : [], bytes);
    }
  }
  return joined(parts);
}

/** @param {(Uint8Array | number[])[]} parts */
function joined(parts) {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** @param {bigint} value */
function varint(value) {
  const bytes = [];
  for (; value > 127n; value >>= 7n) bytes.push(Number(value & 127n) | 128);
  bytes.push(Number(value));
  return bytes;
}

/** @param {number} count @param {(view: DataView) => void} put */
function bytesOf(count, put) {
  const bytes = new Uint8Array(count);
  put(new DataView(bytes.buffer));
  return bytes;
}
