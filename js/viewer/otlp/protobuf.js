// OTLP's protobuf as the objects of its JSON. The linker does the same for spans; log records it gives back to nobody.
import { readField } from '../../formats/protobuf.js';

/** @typedef {{ name: string, read: string, isList?: boolean }} FieldRule */

const MAX_DEPTH = 100;
const decoder = new TextDecoder();

/** `name: [number, what it holds]`; a list has a third member. @type {Record<string, Record<string, [number, string, true?]>>} */
const SCHEMAS = {
  Traces: { resourceSpans: [1, 'ResourceSpans', true] },
  Logs: { resourceLogs: [1, 'ResourceLogs', true] },
  ResourceSpans: { resource: [1, 'Resource'], scopeSpans: [2, 'ScopeSpans', true], schemaUrl: [3, 'text'] },
  ResourceLogs: { resource: [1, 'Resource'], scopeLogs: [2, 'ScopeLogs', true], schemaUrl: [3, 'text'] },
  Resource: { attributes: [1, 'KeyValue', true], droppedAttributesCount: [2, 'count'] },
  ScopeSpans: { scope: [1, 'Scope'], spans: [2, 'Span', true], schemaUrl: [3, 'text'] },
  ScopeLogs: { scope: [1, 'Scope'], logRecords: [2, 'LogRecord', true], schemaUrl: [3, 'text'] },
  Scope: {
    name: [1, 'text'],
    version: [2, 'text'],
    attributes: [3, 'KeyValue', true],
    droppedAttributesCount: [4, 'count'],
  },
  Span: {
    traceId: [1, 'id'],
    spanId: [2, 'id'],
    traceState: [3, 'text'],
    parentSpanId: [4, 'id'],
    name: [5, 'text'],
    kind: [6, 'count'],
    startTimeUnixNano: [7, 'fixed64'],
    endTimeUnixNano: [8, 'fixed64'],
    attributes: [9, 'KeyValue', true],
    droppedAttributesCount: [10, 'count'],
    events: [11, 'Event', true],
    droppedEventsCount: [12, 'count'],
    links: [13, 'Link', true],
    droppedLinksCount: [14, 'count'],
    status: [15, 'Status'],
    flags: [16, 'fixed32'],
  },
  Event: {
    timeUnixNano: [1, 'fixed64'],
    name: [2, 'text'],
    attributes: [3, 'KeyValue', true],
    droppedAttributesCount: [4, 'count'],
  },
  Link: {
    traceId: [1, 'id'],
    spanId: [2, 'id'],
    traceState: [3, 'text'],
    attributes: [4, 'KeyValue', true],
    droppedAttributesCount: [5, 'count'],
    flags: [6, 'fixed32'],
  },
  Status: { message: [2, 'text'], code: [3, 'count'] },
  LogRecord: {
    timeUnixNano: [1, 'fixed64'],
    severityNumber: [2, 'count'],
    severityText: [3, 'text'],
    body: [5, 'AnyValue'],
    attributes: [6, 'KeyValue', true],
    droppedAttributesCount: [7, 'count'],
    flags: [8, 'fixed32'],
    traceId: [9, 'id'],
    spanId: [10, 'id'],
    observedTimeUnixNano: [11, 'fixed64'],
    eventName: [12, 'text'],
  },
  KeyValue: { key: [1, 'text'], value: [2, 'AnyValue'] },
  AnyValue: {
    stringValue: [1, 'text'],
    boolValue: [2, 'flag'],
    intValue: [3, 'integer'],
    doubleValue: [4, 'double'],
    arrayValue: [5, 'ArrayValue'],
    kvlistValue: [6, 'KeyValueList'],
    bytesValue: [7, 'bytes'],
  },
  ArrayValue: { values: [1, 'AnyValue', true] },
  KeyValueList: { values: [1, 'KeyValue', true] },
};

/** @type {Map<string, Map<number, FieldRule>>} */
const MESSAGES = new Map(
  Object.entries(SCHEMAS).map(([message, fields]) => [
    message,
    new Map(Object.entries(fields).map(([name, [number, read, isList]]) => [number, { name, read, isList }])),
  ]),
);

/** @type {Record<string, (bytes: Uint8Array) => unknown>} */
const SCALARS = {
  text: (bytes) => decoder.decode(bytes),
  id: (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
  bytes: (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
  count: (bytes) => Number(varint(bytes)),
  flag: (bytes) => varint(bytes) !== 0n,
  integer: (bytes) => String(BigInt.asIntN(64, varint(bytes))),
  fixed32: (bytes) => viewOf(bytes).getUint32(0, true),
  fixed64: (bytes) => String(viewOf(bytes).getBigUint64(0, true)),
  double: (bytes) => jsonNumber(viewOf(bytes).getFloat64(0, true)),
};

/** @param {Uint8Array} bytes @param {'traces' | 'logs'} signal @returns {any} @throws {Error} it is malformed */
export const requestOfProtobuf = (bytes, signal) => readMessage(bytes, signal === 'logs' ? 'Logs' : 'Traces', 0);

/** @param {Uint8Array} bytes @param {string} message @param {number} depth */
function readMessage(bytes, message, depth) {
  if (depth > MAX_DEPTH) throw new Error('the message is nested too deeply');
  /** @type {Record<string, any>} */
  const result = {};
  const rules = /** @type {Map<number, FieldRule>} */ (MESSAGES.get(message));
  for (let at = 0; at < bytes.length; ) {
    const field = readField(bytes, at);
    if (!field || field === 'broken' || field.end > bytes.length) throw new Error('the message is malformed');
    at = field.end;
    const rule = rules.get(field.number);
    if (!rule) continue;
    const content = bytes.subarray(field.start, field.end);
    const value = SCALARS[rule.read]?.(content) ?? readMessage(content, rule.read, depth + 1);
    if (!rule.isList) result[rule.name] = value;
    else if (result[rule.name]) result[rule.name].push(value);
    else result[rule.name] = [value];
  }
  return result;
}

/** @param {Uint8Array} bytes */
function varint(bytes) {
  let value = 0n;
  for (let at = bytes.length - 1; at >= 0; at--) value = (value << 7n) | BigInt(bytes[at] & 127);
  return value;
}

/** @param {Uint8Array} bytes */
const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** JSON has no numbers for these. @param {number} number */
const jsonNumber = (number) => (Number.isFinite(number) ? number : String(number));
