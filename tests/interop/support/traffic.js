// Spans of every kind in traces of this process, and in one that another process began.
import assert from 'node:assert/strict';
import { recordSpans } from '../../js/support/any-spans.js';

const SAMPLED = 1;
const RANDOM = 2;
/** Whether the parent is remote is known, and it is: bits of OTLP's `flags` above those of W3C. */
const HAS_IS_REMOTE = 0x100;
const IS_REMOTE = 0x200;
const CALLER = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', state: 'vendor=1,other=2' };

/**
 * @param {import('../../../js/index.js').Tracer} tracer @param {import('../../js/support/choices.js').Choices} choices
 * @param {number} count of spans, in each of the two
 */
export function recordTraffic(tracer, choices, count) {
  const told = recordSpans(tracer, choices, count);
  const carrier = { traceparent: `00-${CALLER.traceId}-${CALLER.spanId}-01`, tracestate: CALLER.state };
  return tracer.extract(carrier).run(recordSpans, tracer, choices, count, told);
}

/** Checks the context that W3C and OTLP give to the spans that arrived, and to their links. @param {any[]} spans */
export function checkContext(spans) {
  const ours = new Set(spans.map(({ spanId }) => spanId));
  let remote = 0;
  for (const { traceId, parentSpanId, flags, traceState, links = [] } of spans) {
    const isCallers = traceId === CALLER.traceId;
    const ofTrace = HAS_IS_REMOTE | SAMPLED | (isCallers ? 0 : RANDOM);
    const isRemote = parentSpanId === CALLER.spanId;
    assert.equal(flags, ofTrace | (isRemote ? IS_REMOTE : 0));
    assert.equal(traceState, isCallers ? CALLER.state : undefined);
    for (const link of links) if (ours.has(link.spanId)) assert.equal(link.flags, ofTrace);
    remote += Number(isRemote);
  }
  assert.ok(remote > 10, `${remote} spans below the caller`);
}
