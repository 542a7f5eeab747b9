// Spans that are over and whose end is still to be logged: for a moment, or until there is stack again, or until user code that spanloom called has
// returned (the log is in the middle of a record). For all tracers, since a span of one may end while another one observes.

import { hasStack } from '../base/has-stack.js';

/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */

/** @type {{ first: SpanState | undefined, isRecording: boolean }} */
export const ends = { first: undefined, isRecording: false };
let isLogging = false;

/** Says that a span is over, once. All of it is assignments: the stack may be used up. @param {SpanState} state */
export function addEnd(state) {
  if (state.ended) return;
  state.ended = true;
  state.nextToEnd = ends.first;
  ends.first = state;
}

/** Logs what can be logged now; where that throws, it is tried again later. */
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

/** Logs what could not be logged before, where there is stack: what throws even so is given up. */
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
