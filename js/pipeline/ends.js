// Spans that have ended, but are not in the log yet: for a moment, while the stack is used up, or while spanloom calls user code in the middle of a
// record. One list for all tracers, as a span of one may end while another one records.

import { hasStack } from '../base/has-stack.js';

/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */

/** @type {{ first: SpanState | undefined, isRecording: boolean }} */
export const ends = { first: undefined, isRecording: false };
let isLogging = false;

/** Ends a span, once. All of it is assignments, as the stack may be used up. @param {SpanState} state */
export function addEnd(state) {
  if (state.ended) return;
  state.ended = true;
  state.nextToEnd = ends.first;
  ends.first = state;
}

/** Logs the ends that can be logged now. An end that throws is tried again later. */
export function logEnds() {
  if (isLogging) return;
  isLogging = true;
  /** @type {SpanState | undefined} */
  let state;
  try {
    while (ends.first && !ends.isRecording) {
      state = ends.first;
      ends.first = state.nextToEnd;
      state.tracer.logEnd(state);
      state = undefined;
    }
  } finally {
    isLogging = false;
    if (state) {
      state.nextToEnd = ends.first;
      ends.first = state;
    }
  }
}

/** Logs the remaining ends if there is stack. A span whose end throws even then is given up. */
export function settleEnds() {
  while (ends.first && !ends.isRecording && hasStack()) {
    try {
      logEnds();
    } catch (error) {
      const state = ends.first;
      ends.first = state.nextToEnd;
      state.nextToEnd = undefined;
      state.tracer.loseEnd(state, error);
    }
  }
}
