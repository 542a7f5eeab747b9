// A trace as OTLP's JSON has it, for people: names, times, and the text of attributes.
import { labelsOf } from '../exporters/span-labels.js';

/** @typedef {{ traceId: string, spanId: string, name: string, scope: string, startTimeUnixNano: bigint, endTimeUnixNano: bigint, attributes: Map<string, string> }} RecordedSpan */

export class RecordedTrace {
  /** @type {Map<string, RecordedSpan>} */
  spans = new Map();
  #labels;

  /** @param {string} json of an ExportTraceServiceRequest */
  constructor(json) {
    for (const { scopeSpans = [] } of JSON.parse(json).resourceSpans ?? [])
      for (const { scope, spans = [] } of scopeSpans)
        for (const span of spans) {
          const read = readSpan(span, scope?.name ?? '');
          if (!this.spans.has(read.spanId)) this.spans.set(read.spanId, read);
        }
    this.#labels = labelsOf(/** @type {any} */ (this.spans.values()));
  }

  /** The span's name, with a number if several have it. @param {string} spanId */
  label(spanId) {
    return this.#labels.get(spanId) ?? 'a span that is not here';
  }

  /** The text of a part, if it is in a string of the span. @param {string} spanId @param {string} attribute @param {[number, number]} range */
  excerpt(spanId, attribute, [start, end]) {
    return this.spans.get(spanId)?.attributes.get(attribute)?.slice(start, end);
  }
}

/** @param {any} span @param {string} scope @returns {RecordedSpan} */
function readSpan(
  { traceId, spanId, name = '', startTimeUnixNano = 0, endTimeUnixNano = 0, attributes, events },
  scope,
) {
  const all = [...(events ?? []).flatMap((/** @type {any} */ event) => event.attributes ?? []), ...(attributes ?? [])];
  return {
    ...{ traceId: traceId.toLowerCase(), spanId: spanId.toLowerCase(), name, scope },
    ...{ startTimeUnixNano: BigInt(startTimeUnixNano), endTimeUnixNano: BigInt(endTimeUnixNano) },
    attributes: new Map(
      all.flatMap(({ key, value }) => (typeof value?.stringValue === 'string' ? [[key, value.stringValue]] : [])),
    ),
  };
}
