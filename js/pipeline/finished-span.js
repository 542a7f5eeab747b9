// Finished spans as objects.
import { toNanoseconds } from '../base/clock.js';
import { localRoots } from '../delivery/local-roots.js';

/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */

/**
 * Returns a finished span for exporters that take objects.
 * @param {SpanState} state @param {import('../index.js').Link[]} links
 * @returns {import('../index.js').FinishedSpan}
 */
export function finishedSpan(state, links) {
  const { template, parent, failure, input, output } = state;
  /** @type {Record<string, unknown>} */
  const attributes = { ...template.attributes, ...state.attributes };
  // The template's values belong to all of its spans.
  for (const key of Object.keys(attributes))
    if (typeof attributes[key] === 'object') attributes[key] = structuredClone(attributes[key]);
  /** @type {import('../index.js').FinishedSpan} */
  const span = {
    traceId: state.traceId,
    spanId: state.spanId,
    parentSpanId: parent?.spanId,
    name: template.name,
    kind: template.kind,
    startTimeUnixNano: toNanoseconds(state.start),
    endTimeUnixNano: toNanoseconds(state.end),
    status: failure ? { code: 'error', message: failure.message } : { code: 'ok' },
    attributes,
    input: input?.toString(),
    output: output?.toString(),
    links,
  };
  if (parent && !parent.number) localRoots.add(span);
  return span;
}
