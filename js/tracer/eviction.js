// Ends the oldest open spans while there are more than `queue.maxOpenSpans` or `queue.maxOpenBytes` allow.
import { addAttributes } from './attributes.js';

/** Per started span, so that starting one stays cheap. */
const MAX_EVICTED = 8;

/** @typedef {import('./tracer.js').Tracer} Tracer */
/** @typedef {import('./span-state.js').SpanState} SpanState */

/** @param {Tracer} tracer */
export function evictSurplus(tracer) {
  const { openSpans, counts } = tracer;
  for (let left = MAX_EVICTED; left > 0; left--) {
    const state = openSpans.surplus;
    if (!state) return;
    // A stack overflow interrupted its start.
    if (state.loggedAt < 0) openSpans.delete(state);
    else if (!state.ended) {
      counts.evicted += 1;
      if (!state.watch) addAttributes(state, { 'spanloom.result': 'evicted' });
      evict(state);
    }
  }
}

/** Ends the oldest stand-ins likewise, which is counted: what is read of those answers from now on has no lineage. @param {Tracer} tracer */
export function evictStandIns(tracer) {
  const { openSpans } = tracer;
  for (let left = MAX_EVICTED; left > 0; left--) {
    const state = openSpans.surplusStandIn;
    if (!state) return;
    if (state.loggedAt < 0) openSpans.delete(state);
    else if (!state.ended) {
      tracer.ignoreCarrier('too_many_unread');
      evict(state);
    }
  }
}

/** @param {SpanState} state */
function evict(state) {
  state.watch?.expire('evicted');
  state.tracer.finish(state);
}
