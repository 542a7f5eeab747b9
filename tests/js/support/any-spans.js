// Spans of every kind with every kind of content, links and errors.
import { anyRecord, anyText } from './any-value.js';

/** @typedef {import('./choices.js').Choices} Choices */
/** What a span was told. @typedef {{ given: Record<string, unknown>, links: any[] }} Told */

const KINDS = /** @type {const} */ (['workflow', 'agent', 'task', 'tool', 'llm', 'retrieval', 'embedding']);

/**
 * Records spans, and some below them.
 * @param {import('../../../js/index.js').Tracer} tracer @param {Choices} choices @param {number} count
 * @param {Map<string, Told>} [told] @returns {Map<string, Told>} by the id of the span
 */
export function recordSpans(tracer, choices, count, told = new Map()) {
  for (let i = 0; i < count; i++) {
    const kind = choices.pick(KINDS);
    const model = choices.oneIn(3) ? anyText(choices) : undefined;
    try {
      tracer.trace({ kind, name: anyText(choices) || 'unnamed', model }, (span) => {
        const given = anyRecord(choices, 3);
        const links = Array.from({ length: choices.int(3) }, () => anyLink(choices));
        told.set(span.spanId, { given, links });
        span.annotate({ attributes: given, input: choices.oneIn(3) ? anyText(choices) : anyRecord(choices, 3) });
        for (const { traceId, spanId, attributes } of links) span.link({ traceId, spanId }, attributes);
        if (choices.oneIn(4)) recordSpans(tracer, choices, 1, told);
        if (choices.oneIn(4)) throw new RangeError(anyText(choices));
        return choices.oneIn(2) ? anyText(choices) : anyRecord(choices, 3);
      });
    } catch {}
  }
  return told;
}

/** @param {Choices} choices */
function anyLink(choices) {
  const id = (/** @type {number} */ digits) =>
    Array.from({ length: digits }, () => (1 + choices.int(15)).toString(16)).join('');
  return { traceId: id(32), spanId: id(16), attributes: anyRecord(choices, 2) };
}
