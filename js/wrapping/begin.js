// Starts the span of a traced call or block.
import { startRecording } from '../tracer/start-recording.js';

/** @typedef {import('../tracer/tracer.js').Tracer} Tracer */
/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */

/**
 * Starts the span of a call.
 * @param {Tracer} tracer @param {import('./wrap.js').Definition} definition @param {unknown[]} [args] the call's arguments, if it is a call
 * @param {unknown} [self] the object whose method is called
 * @returns {SpanState | undefined} undefined if the span is not recorded
 */
export function begin(tracer, definition, args, self) {
  const { kind, name, options, fn, parameters } = definition;
  if (definition.tracer !== tracer || !definition.template) {
    definition.template = tracer.templates.get(kind, name, options.model, options.provider);
    definition.tracer = tracer;
  }
  const state = startRecording(tracer, definition.template, options, fn, args, parameters);
  if (!state) return undefined;
  try {
    const { tags, metadata, attributes } = options;
    if (tags || metadata || attributes) tracer.notes.annotate(state, { tags, metadata, attributes });
    if (args) tracer.notes.args(state, args, options, self);
  } catch {
    // No stack is left: the span exists, without these details.
    tracer.counts.failedNotes += 1;
  }
  return state;
}
