// Finished spans of the tracer as OTLP's JSON, as the core writes them.
import { KINDS } from '../../base/kinds.js';
import { isRecord, listOf, textOf } from './any-value.js';
import { anyValue, keyValues } from './plain-to-any.js';

const STATUS = /** @type {Record<string, number>} */ ({ ok: 1, error: 2 });
const JSON_VALUE = /^\s*[[{]/;

/** @param {unknown} spans of `memory()`, or as exporters receive them @param {string} [service] @returns {object} a request */
export const requestOfFinished = (spans, service) => ({
  resourceSpans: [
    {
      resource: { attributes: keyValues({ ...(service !== undefined && { 'service.name': String(service) }) }) },
      scopeSpans: [{ scope: { name: 'spanloom' }, spans: listOf(spans).filter(isRecord).map(recordOf) }],
    },
  ],
});

/** @param {Record<string, any>} span */
function recordOf({ traceId, spanId, parentSpanId, name, kind, status, attributes, input, output, links, ...times }) {
  return {
    traceId: textOf(traceId),
    spanId: textOf(spanId),
    ...(parentSpanId && { parentSpanId: textOf(parentSpanId) }),
    name: textOf(name),
    kind: (Object.hasOwn(KINDS, kind) ? KINDS[/** @type {keyof typeof KINDS} */ (kind)] : KINDS.task).spanKind,
    startTimeUnixNano: nanos(times.startTimeUnixNano),
    endTimeUnixNano: nanos(times.endTimeUnixNano),
    attributes: [
      ...contentOf('input', input),
      ...contentOf('output', output),
      ...keyValues(isRecord(attributes) ? attributes : {}),
    ],
    links: listOf(links)
      .filter(isRecord)
      .map((link) => ({
        traceId: textOf(link.traceId),
        spanId: textOf(link.spanId),
        attributes: linkAttributes(isRecord(link.attributes) ? link.attributes : {}),
      })),
    status: { ...(status?.message && { message: textOf(status.message) }), code: STATUS[status?.code] ?? 0 },
  };
}

/** The overlap is a double, also where it is 1. @param {Record<string, unknown>} attributes */
export const linkAttributes = (attributes) =>
  Object.entries(attributes).map(([key, value]) => ({
    key,
    value: key === 'spanloom.overlap' ? { doubleValue: Number(value) } : anyValue(value),
  }));

/** @param {'input' | 'output'} side @param {unknown} text */
function contentOf(side, text) {
  if (typeof text !== 'string') return [];
  return keyValues({
    [`${side}.value`]: text,
    [`${side}.mime_type`]: isJson(text) ? 'application/json' : 'text/plain',
  });
}

/** @param {string} text */
function isJson(text) {
  if (!JSON_VALUE.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** @param {unknown} time */
const nanos = (time) => (typeof time === 'bigint' || typeof time === 'number' ? String(time) : '0');
