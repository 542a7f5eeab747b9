// spanloom's finished spans as OpenTelemetry's SDK has them, for its encoders.
import { SpanKind, SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';

const SECOND = 1_000_000_000n;
const CLIENTS = ['llm', 'retrieval'];
const resource = resourceFromAttributes({ 'service.name': 'bench' });
const instrumentationScope = { name: 'spanloom', version: '0.0.0' };

/** @param {import('../../js/index.js').FinishedSpan[]} spans */
export const readableSpans = (spans) => spans.map(readable);

/** @param {import('../../js/index.js').FinishedSpan} span */
function readable(span) {
  const own = context(span.traceId, span.spanId);
  return {
    name: span.name,
    kind: CLIENTS.includes(span.kind) ? SpanKind.CLIENT : SpanKind.INTERNAL,
    spanContext: () => own,
    parentSpanContext: span.parentSpanId && context(span.traceId, span.parentSpanId),
    startTime: time(span.startTimeUnixNano),
    endTime: time(span.endTimeUnixNano),
    duration: time(span.endTimeUnixNano - span.startTimeUnixNano),
    status: { code: SpanStatusCode.OK },
    attributes: {
      ...span.attributes,
      'input.value': span.input,
      'input.mime_type': mimeType(span.input),
      'output.value': span.output,
      'output.mime_type': mimeType(span.output),
    },
    links: span.links.map((link) => ({ context: context(link.traceId, link.spanId), attributes: link.attributes })),
    events: [],
    ended: true,
    resource,
    instrumentationScope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

const context = (traceId, spanId) => ({ traceId, spanId, traceFlags: TraceFlags.SAMPLED });
const time = (nanoseconds) => [Number(nanoseconds / SECOND), Number(nanoseconds % SECOND)];
const mimeType = (text) => (/^[[{]/.test(text) ? 'application/json' : 'text/plain');
