// One traced call or block, and the only place that calls a traced function. It adds one frame to the user's stack, which keeps deep recursion and stack
// traces intact. Errors of spanloom's own, such as a stack overflow, end here.
import { firstApi } from '../base/realm.js';
import { ends } from '../pipeline/ends.js';
import { watchResult } from '../results/index.js';
import { unsampledFrames } from '../tracer/active-span.js';
import { NOOP_SPAN, Span } from '../tracer/span.js';
import { endUnrecorded, startUnrecorded } from '../tracer/unrecorded-call.js';
import { begin } from './begin.js';
import { ResultObserver } from './result-observer.js';

/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */

/** The proxy handler of a wrapped function. */
export class Call {
  #ref;
  #definition;
  /** The function as wrapped by another copy of the package. @type {Function | undefined} */
  #delegate;
  /** The public API of that copy. @type {unknown} */
  #api;

  /** @param {import('./wrap.js').TracerRef} ref @param {import('./wrap.js').Definition} definition */
  constructor(ref, definition) {
    this.#ref = ref;
    this.#definition = definition;
  }

  /** @param {Function} fn @param {unknown} thisArg @param {unknown[]} args */
  apply(fn, thisArg, args) {
    const { tracer } = this.#ref;
    const definition = this.#definition;
    let given = definition.isBlock ? [NOOP_SPAN] : args;
    if (!tracer?.isOpen) return Reflect.apply(tracer ? fn : this.#elsewhere(fn), thisArg, given);
    const { context } = tracer;
    /** @type {SpanState | undefined} */
    let state;
    let code;
    /** The value that is active in the context during the call. @type {unknown} */
    let store;
    let outer;
    let isEntered = false;
    try {
      state = begin(tracer, definition, args, thisArg);
      if (!state) code = startUnrecorded(tracer);
      store = state ? state.frames : unsampledFrames(tracer);
      outer = context.enter?.(store);
      isEntered = context.enter !== undefined;
      if (state && definition.isBlock) given = [Span.of(state)];
    } catch {
      // No stack is left. The traced function, called next, will overflow too.
      if (!state) tracer.counts.unrecorded += 1;
    }
    let result;
    /** @type {{ error: unknown } | undefined} */
    let thrown;
    try {
      result = isEntered || !store ? Reflect.apply(fn, thisArg, given) : context.run(store, fn, thisArg, given);
    } catch (error) {
      thrown = { error };
    }
    try {
      if (isEntered) context.leave?.(outer);
      if (state && thrown) tracer.fail(state, thrown.error);
      else if (state) result = watchResult(result, new ResultObserver(state), definition.isAsync);
      else if (code) result = endUnrecorded(tracer, code, result, definition.isAsync, store);
    } catch {}
    // Ending the span overflowed the stack, so it neither ended nor is followed. These assignments do what addEnd() does: a call could overflow again.
    if (state && !state.ended && !state.watch) {
      state.thrown = thrown;
      state.ended = true;
      state.nextToEnd = ends.first;
      ends.first = state;
    }
    if (thrown) throw thrown.error;
    return result;
  }

  /** Returns the function to call while this copy of the package has no tracer. @param {Function} fn */
  #elsewhere(fn) {
    const api = firstApi();
    if (!api) return fn;
    try {
      const { kind, options } = this.#definition;
      if (api !== this.#api) this.#delegate = api[kind](/** @type {any} */ (fn), /** @type {any} */ (options));
      this.#api = api;
    } catch {
      // Another version may not accept these options.
    }
    return this.#delegate ?? fn;
  }

  /** @returns {never} */
  construct() {
    const { name, kind } = this.#definition;
    throw new TypeError(`${name} is traced by spanloom's ${kind}() and cannot be called with new`);
  }
}
