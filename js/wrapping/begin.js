/** @typedef {import('../tracer/tracer.js').Tracer} Tracer */
/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */

/**
 * Starts the span of a call.
 * @param {Tracer} tracer @param {import('./wrap.js').Definition} definition @param {unknown[]} [args] of the call, where there is one @param {unknown} [self]
 * @returns {SpanState | undefined} undefined where it is not recorded
 */
export function begin(tracer, definition, args, self) {
  const { kind, name, options, fn, parameters } = definition;
  if (definition.tracer !== tracer || !definition.template) {
    definition.template = tracer.templates.get(kind, name, options.model, options.provider);
    definition.tracer = tracer;
  }
  const state = tracer.start(definition.template, options, fn, args, parameters);
  if (!state) return undefined;
  try {
    const { tags, metadata, attributes } = options;
    if (tags || metadata || attributes) tracer.notes.annotate(state, { tags, metadata, attributes });
    if (args) tracer.notes.args(state, args, options, self);
  } catch {
    // There is no stack left: the span is there, without this.
    tracer.counts.failedNotes += 1;
  }
  return state;
}
