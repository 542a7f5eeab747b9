// The user's handle on a span, and the one for a span that is not recorded.
import { describe } from '../base/check.js';

/** @typedef {import('./span-state.js').SpanState} SpanState */

/** The user's handle on a span. `js/index.d.ts` documents each member. */
export class Span {
  #state;

  /** @param {SpanState} state */
  constructor(state) {
    this.#state = state;
  }

  /** @param {SpanState} state */
  static of(state) {
    state.handle ??= new Span(state);
    return state.handle;
  }

  get traceId() {
    return this.#state.traceId;
  }

  get spanId() {
    return this.#state.spanId;
  }

  get kind() {
    return this.#state.template.kind;
  }

  get name() {
    return this.#state.template.name;
  }

  /** @param {import('../index.js').Annotations} fields */
  annotate(fields) {
    guarded(() => this.#state.tracer.notes.annotate(this.#state, fields));
  }

  /** @param {{ traceId: string, spanId: string }} other @param {Record<string, unknown>} [attributes] */
  link(other, attributes = {}) {
    guarded(() => this.#state.tracer.notes.link(this.#state, other, attributes));
  }

  /**
   * @template T @param {(...args: any[]) => T} fn @param {any[]} args
   * @returns {T}
   */
  run(fn, ...args) {
    if (typeof fn !== 'function') throw new TypeError(`span.run() takes a function, not ${describe(fn)}`);
    return this.#state.tracer.runIn(this.#state, fn, undefined, args);
  }

  end() {
    guarded(() => this.#state.tracer.finish(this.#state));
  }
}

/** Swallows what `act` throws: a stack overflow may happen anywhere, and must not reach the user's code. @param {() => void} act */
export function guarded(act) {
  try {
    act();
  } catch {}
}

/** The span of `trace` and `startSpan` if nothing is recorded: the tracer is disabled, the trace is not sampled, or `init` was not called. */
export const NOOP_SPAN = Object.freeze({
  traceId: '0'.repeat(32),
  spanId: '0'.repeat(16),
  kind: /** @type {const} */ ('task'),
  name: '',
  annotate() {},
  link() {},
  /** @param {Function} fn @param {any[]} args */
  run: (fn, ...args) => fn(...args),
  end() {},
});
