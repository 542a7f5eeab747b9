// `startSpan()`: starts a span that the caller ends.

import { NOOP_SPAN, Span } from '../tracer/span.js';
import { runUnrecorded } from '../tracer/unrecorded-call.js';
import { begin } from '../wrapping/begin.js';
import { definitionOf } from './definition.js';

/**
 * Starts a span that the caller ends.
 * @param {import('../wrapping/wrap.js').TracerRef} ref @param {string | import('../index.js').StartOptions} options
 */
export function startSpan(ref, options) {
  const { tracer } = ref;
  if (!tracer?.isOpen) return NOOP_SPAN;
  /** @type {import('../tracer/span-state.js').SpanState | undefined} */
  let state;
  try {
    state = begin(tracer, definitionOf(ref, 'startSpan()', options));
    if (state) return Span.of(state);
  } catch {
    // No stack is left: code that runs in this span belongs to the active span.
    tracer.counts[state ? 'failedNotes' : 'unrecorded'] += 1;
    return NOOP_SPAN;
  }
  // Spans inside a span that is not recorded are not recorded either.
  /** @param {Function} fn @param {any[]} args */
  const run = (fn, ...args) => runUnrecorded(tracer, fn, args);
  return { ...NOOP_SPAN, run };
}
