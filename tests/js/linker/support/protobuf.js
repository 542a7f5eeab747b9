// OTLP requests read and written by OpenTelemetry's own generated code, without any of ours.
import { createRequire } from 'node:module';
import { fieldOf } from './wire.js';

const require = createRequire(import.meta.url);
const { common, resource, collector } = require('@opentelemetry/otlp-transformer/build/src/generated/root.js')
  .opentelemetry.proto;
const { AnyValue, KeyValue, InstrumentationScope } = common.v1;
const { Resource } = resource.v1;
const { ExportTraceServiceRequest } = collector.trace.v1;
const PLAIN = {
  longs: String,
  enums: Number,
  bytes: String,
  defaults: false,
  arrays: false,
  objects: true,
  json: true,
};
const NONE = Buffer.alloc(0);
const IDS = new Set(['traceId', 'spanId', 'parentSpanId']);

/** Bytes as bytes: OTLP's JSON has ids in hex, and protobuf's own mapping has base64. @param {any} request */
const withBytes = (request) =>
  JSON.parse(JSON.stringify(request), (key, value) => {
    if (IDS.has(key)) return Buffer.from(value, 'hex');
    return key === 'bytesValue' ? Buffer.from(value, 'base64') : value;
  });

/** @param {any} type @param {unknown} value @returns {Uint8Array} */
const encoded = (type, value) => type.encode(type.fromObject(value)).finish();

/** @param {any} request an ExportTraceServiceRequest in OTLP's JSON, parsed */
export const encodeTraces = (request) => encoded(ExportTraceServiceRequest, withBytes(request));

/** The other way: bytes in base64, 64-bit integers as decimal strings, nothing that is a default. @param {Uint8Array} bytes @returns {any} */
export const decodeTraces = (bytes) =>
  JSON.parse(
    JSON.stringify(ExportTraceServiceRequest.toObject(ExportTraceServiceRequest.decode(bytes), PLAIN)),
    (key, value) => (IDS.has(key) ? Buffer.from(value, 'base64').toString('hex') : value),
  );

/** @param {any} request an ExportLogsServiceRequest; the generated code has no logs, but all that they are made of @returns {Uint8Array} */
export function encodeLogs(request) {
  const { resourceLogs } = withBytes(request);
  const scopes = (/** @type {any[]} */ scopeLogs) =>
    scopeLogs.map(({ scope, logRecords }) =>
      fieldOf(
        2,
        Buffer.concat([
          fieldOf(1, encoded(InstrumentationScope, scope)),
          ...logRecords.map((record) => fieldOf(2, logRecord(record))),
        ]),
      ),
    );
  return Buffer.concat(
    resourceLogs.map((one) =>
      fieldOf(1, Buffer.concat([fieldOf(1, encoded(Resource, one.resource)), ...scopes(one.scopeLogs)])),
    ),
  );
}

/** @param {any} record */
function logRecord({ timeUnixNano, body, attributes = [], traceId = NONE, spanId = NONE, eventName = '' }) {
  const time = Buffer.alloc(9, 1 * 8 + 1);
  time.writeBigUInt64LE(BigInt(timeUnixNano), 1);
  return Buffer.concat([
    time,
    ...(body ? [fieldOf(5, encoded(AnyValue, body))] : []),
    ...attributes.map((attribute) => fieldOf(6, encoded(KeyValue, attribute))),
    fieldOf(9, traceId),
    fieldOf(10, spanId),
    fieldOf(12, Buffer.from(eventName)),
  ]);
}
