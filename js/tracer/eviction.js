// Ends the oldest open spans while there are more than `queue.maxOpenSpans` or `queue.maxOpenBytes` allow.
import { addAttributes } from './attributes.js';

/** Per started span, so that starting one stays cheap. */
const MAX_EVICTED = 8;

/** @param {import('./tracer.js').Tracer} tracer */
export function evictSurplus(tracer) {
  const { openSpans, counts } = tracer;
  for (let left = MAX_EVICTED; left > 0; left--) {
    const state = openSpans.surplus;
    if (!state) return;
    // A stack overflow interrupted its start.
    if (state.loggedAt < 0) openSpans.delete(state);
    else if (!state.ended) {
      counts.evicted += 1;
      if (state.watch) state.watch.expire('evicted');
      else addAttributes(state, { 'spanloom.result': 'evicted' });
      tracer.finish(state);
    }
  }
}
