// Reads OTLP trace requests with OpenTelemetry's own generated protobuf code, so that nothing of spanloom judges what spanloom sent.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { opentelemetry } = require('@opentelemetry/otlp-transformer/build/src/generated/root.js');
const { ExportTraceServiceRequest, ExportTraceServiceResponse } = opentelemetry.proto.collector.trace.v1;

export const PROTOBUF = 'application/x-protobuf';
export const JSON_TYPE = 'application/json';

const ID_KEYS = new Set(['traceId', 'spanId', 'parentSpanId']);
const STATUS = ['unset', 'ok', 'error'];

/**
 * @typedef {{ traceId: string, spanId: string, attributes: Record<string, unknown> }} ReceivedLink
 * @typedef {{
 *   traceId: string, spanId: string, parentSpanId: string | undefined, name: string, startTimeUnixNano: bigint, endTimeUnixNano: bigint,
 *   attributes: Record<string, unknown>, links: ReceivedLink[], status: { code: string, message: string },
 *   resource: Record<string, unknown>, scope: { name: string, version: string },
 * }} ReceivedSpan ids in hex, times in nanoseconds, 64-bit attribute values as numbers
 */

/**
 * @param {Uint8Array} body not compressed @param {string} contentType `PROTOBUF` or `JSON_TYPE`
 * @returns {ReceivedSpan[]} throws when the body is not such a request
 */
export function decode(body, contentType) {
  const request =
    contentType === PROTOBUF ? ExportTraceServiceRequest.decode(body) : fromJson(new TextDecoder().decode(body));
  const spans = [];
  for (const { resource, scopeSpans } of request.resourceSpans) {
    const attributes = attributesOf(resource?.attributes);
    for (const { scope, spans: scoped } of scopeSpans) {
      for (const span of scoped) spans.push(readSpan(span, attributes, scope));
    }
  }
  return spans;
}

/** The answer to a request that was taken in whole. @param {string} contentType */
export const acceptance = (contentType) =>
  contentType === PROTOBUF ? ExportTraceServiceResponse.encode({}).finish() : '{}';

/** OTLP's JSON writes ids in hex where protobuf's own mapping has base64. */
function fromJson(text) {
  const toBytes = (key, value) => (ID_KEYS.has(key) && typeof value === 'string' ? Buffer.from(value, 'hex') : value);
  return ExportTraceServiceRequest.fromObject(JSON.parse(text, toBytes));
}

function readSpan(span, resource, scope) {
  return {
    traceId: hex(span.traceId),
    spanId: hex(span.spanId),
    parentSpanId: hex(span.parentSpanId) || undefined,
    name: span.name,
    startTimeUnixNano: BigInt(span.startTimeUnixNano.toString()),
    endTimeUnixNano: BigInt(span.endTimeUnixNano.toString()),
    attributes: attributesOf(span.attributes),
    links: span.links.map((link) => ({
      traceId: hex(link.traceId),
      spanId: hex(link.spanId),
      attributes: attributesOf(link.attributes),
    })),
    status: { code: STATUS[span.status?.code ?? 0], message: span.status?.message ?? '' },
    resource,
    scope: { name: scope?.name ?? '', version: scope?.version ?? '' },
  };
}

const hex = (bytes) => Buffer.from(bytes ?? []).toString('hex');

const attributesOf = (list = []) => Object.fromEntries(list.map(({ key, value }) => [key, readValue(value)]));

function readValue(value) {
  switch (value?.value) {
    case 'intValue':
      return Number(value.intValue);
    case 'arrayValue':
      return value.arrayValue.values.map(readValue);
    case 'kvlistValue':
      return attributesOf(value.kvlistValue.values);
    case undefined:
      return undefined;
    default:
      return value[value.value];
  }
}
