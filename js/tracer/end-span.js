// Ends spans: logs what is known only at the end, and the end itself. pipeline/ends.js decides when.

import { timeIn } from '../base/clock.js';
import { fieldAttributes } from './annotate.js';
import { addAttributes } from './attributes.js';
import { hasOpenSpans } from './shutdown.js';

/** @typedef {import('./span-state.js').SpanState} SpanState */

/** Logs the end of a span. Called again if it threw. @param {SpanState} state */
export function logEnd(state) {
  const { tracer, parent, invocation } = state;
  const { pipeline, recorder } = tracer;
  if (state.end === 0) state.end = Math.max(state.start, timeIn(state.trace));
  noteFinally(state);
  tracer.openCode?.closed(state);
  tracer.openSpans.delete(state);
  if (parent && !parent.ended) parent.activeAt = state.end;
  const refusal = tracer.closing ? 'shut_down' : pipeline.refusal;
  recorder.end(state, refusal !== undefined || state.isStandIn);
  if (state.isStandIn) return;
  // Only assignments until it is counted, as it must not be logged twice.
  tracer.counts.ended += 1;
  if (invocation) invocation.open -= 1;
  if (refusal) pipeline.refused[refusal] = (pipeline.refused[refusal] ?? 0) + 1;
  try {
    if (refusal || !recorder.keepsContent) state.release();
    pipeline.onEnded(state.end, state.ownerStamps);
    if (!hasOpenSpans(tracer)) tracer.onIdle();
    invocation?.onEnded(state);
  } catch {
    // Stack overflow. The next span that ends, or a flush, schedules the delivery.
  }
}

/** Records what is known only at the end of a span. @param {SpanState} state */
function noteFinally(state) {
  const { notes } = state.tracer;
  const { thrown, sessionId, userId } = state;
  if (thrown) {
    notes.thrown(state, thrown.error);
    // The span has failed, even if describing the error failed as well.
    state.failure ??= { type: 'Error', message: '' };
    state.thrown = undefined;
  }
  if (state.metadata) notes.metadata(state);
  state.metadata = undefined;
  if (sessionId !== undefined || userId !== undefined) addAttributes(state, fieldAttributes({ sessionId, userId }));
}

/** Gives up a span whose end cannot be logged. @param {SpanState} state @param {unknown} error */
export function loseEnd(state, error) {
  const { tracer, invocation } = state;
  tracer.openSpans.delete(state);
  if (state.isStandIn) return;
  tracer.counts.ended += 1;
  if (invocation) invocation.open -= 1;
  tracer.pipeline.drop('failed', 1, error);
}
