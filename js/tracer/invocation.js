// One call of a handler by the platform: a request, a batch of messages, a scheduled event. It is over when all spans that belong to it have ended, which
// may be long after the handler has returned.

/** @typedef {import('./span-state.js').SpanState} SpanState */

export class Invocation {
  /** Spans below its root that are open, and the root. */
  open = 0;
  /** The spans by what they returned, if the caller is told which of them produced the answer. @type {WeakMap<object, SpanState> | undefined} */
  producers;
  /** Called when one of its spans has ended. @type {(state: SpanState) => void} */
  onEnded = () => {};
}
