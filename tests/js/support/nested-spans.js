import { anyRecord, anyText } from './any-value.js';

/**
 * Spans with attributes, links, content and errors of every sort, below each other.
 * @param {import('../../../js/index.js').Tracer} tracer @param {import('./choices.js').Choices} choices @param {number} depth
 */
export function nestedSpans(tracer, choices, depth) {
  const kind = choices.pick(/** @type {const} */ (['llm', 'task']));
  try {
    tracer.trace({ name: anyText(choices), kind, metadata: anyRecord(choices, 2) }, (span) => {
      span.annotate({ attributes: anyRecord(choices, 3), input: anyText(choices), output: anyRecord(choices, 3) });
      if (choices.oneIn(2)) span.link({ traceId: 'a1'.repeat(16), spanId: 'b2'.repeat(8) }, anyRecord(choices, 2));
      if (depth > 0) nestedSpans(tracer, choices, depth - 1);
      if (choices.oneIn(3)) throw new RangeError(anyText(choices));
    });
  } catch {}
}
