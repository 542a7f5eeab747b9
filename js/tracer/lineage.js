// Lineage: which spans produced what is in a message to or from another process. The sender gives the message to a stand-in, a span that is never exported,
// so that normal attribution finds the producers; the core describes them as bytes. The receiver's core takes them as spans of its own trace.
// Nothing here throws.

import { evictStandIns } from './eviction.js';
import { recordStandIn } from './start-recording.js';
import { nextNumber } from './trace.js';

/** @typedef {import('./tracer.js').Tracer} Tracer */
/** @typedef {import('./trace.js').Trace} Trace */
/** @typedef {import('./span-state.js').SpanState} SpanState */

/**
 * Starts a stand-in below the active span. What it is given is its input; what comes back is its output.
 * @param {Tracer} tracer @returns {SpanState | undefined} undefined if there is no active span, tracing is off or there is no room
 */
export function startStandIn(tracer) {
  /** @type {SpanState | undefined} */
  let state;
  if (!tracer.isOpen) return undefined;
  tracer.recordSafely(() => {
    state = recordStandIn(tracer);
  });
  // Not while recording, when nothing of those that end would be recorded.
  evictStandIns(tracer);
  return state;
}

/**
 * Returns the lineage of what the stand-in was given so far.
 * @param {SpanState} state @param {number[]} keyWords the ID of the span that keys its hashes, which the receiver knows
 * @returns {Uint8Array | undefined} undefined if nothing is known, or the core is not loaded, which is counted
 */
export function lineageOf({ tracer, number }, keyWords) {
  const bytes = tracer.pipeline.lineage(number, keyWords);
  if (!bytes) return tracer.ignoreCarrier('core_not_loaded');
  return bytes.length > 0 ? bytes : undefined;
}

/** Says which span of another process the stand-in stands for: links to its output, as recorded from now on, point at that span. @param {SpanState} state @param {number[]} idWords */
export function identify(state, idWords) {
  if (state.ended) return;
  [state.id0, state.id1] = idWords;
  state.tracer.recordSafely(() => state.tracer.recorder.identify(state, idWords));
}

/** @param {SpanState} state */
export function endStandIn(state) {
  state.tracer.finish(state);
}

/**
 * Records the lineage of a message that was received.
 * @param {Tracer} tracer @param {Trace} trace @param {import('./non-recording-span.js').NonRecordingSpan | undefined} caller the span that sent it; undefined
 * for a reply to a span of this process @param {number[]} keyWords the ID of the span that keys its hashes @param {Uint8Array} bytes
 */
export function noteLineage(tracer, trace, caller, keyWords, bytes) {
  const lineage = { keyWords, bytes, messages: [], loggedAt: -1 };
  if (!caller) {
    if (tracer.isOpen && tracer.hasRoom)
      tracer.recordSafely(() => {
        tracer.recorder.trace(trace);
        tracer.recorder.lineage(trace, 0, lineage);
      });
    return;
  }
  // Logged by its children, as often as the core may have forgotten it.
  caller.number = nextNumber();
  caller.lineage = lineage;
}

/**
 * Records the content of a message that was received, so that what is taken from it later is known as its part.
 * @param {Tracer} tracer @param {Trace} trace @param {unknown} value
 * @param {import('./non-recording-span.js').NonRecordingSpan} [caller] whose lineage it came with, if no span has started below it yet
 */
export function noteMessage(tracer, trace, value, caller) {
  if (!tracer.isOpen || !tracer.hasRoom) return;
  tracer.recordSafely(() => {
    const content = tracer.content.message(value);
    if (!content) return;
    if (caller?.lineage) caller.lineage.messages.push(content);
    else {
      tracer.recorder.trace(trace);
      tracer.recorder.message(trace, content);
    }
  });
}
