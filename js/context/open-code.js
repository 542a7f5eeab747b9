// Finds the possible parents of a call that finds nothing active: all open spans whose code may have continued.
import { isObject } from '../reading/data.js';
import { isAsyncFunction, queueJob } from '../reading/native-promise.js';
import { canContinue } from '../results/source.js';
import { isFollowed } from './followed.js';

/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */
/** A span, or a call that is not recorded. @typedef {SpanState | { ended: boolean }} Code */

/** The open code of one tracer. */
export class OpenCode {
  /** @type {Set<Code>} */
  #open = new Set();
  /** Code that began in this job, so it cannot have waited and continued. @type {Set<Code>} */
  #young = new Set();
  /** Results that are not followed: code behind one may run until it is garbage-collected. @type {FinalizationRegistry<Code> | undefined} */
  #held;
  /** Spans whose code may wait without a marker. @type {Set<SpanState>} */
  #unseen = new Set();

  /** Call this when code begins to run in a span. @param {Code} code */
  opened(code) {
    if (code.ended || this.#open.has(code)) return;
    if (this.#young.size === 0) queueJob(() => this.#young.clear());
    this.#young.add(code);
    this.#open.add(code);
  }

  /** Call this when a call that is not recorded has returned. @param {Code} code @param {unknown} result */
  returned(code, result) {
    if (!canContinue(result) || typeof FinalizationRegistry === 'undefined') return this.closed(code);
    this.#held ??= new FinalizationRegistry((each) => this.closed(each));
    this.#held.register(/** @type {object} */ (result), code);
  }

  /** Call this when `span.run` has returned. @param {SpanState} state @param {Function} fn @param {unknown} result */
  ran(state, fn, result) {
    if (!state.ended && isObject(result) && !isAsyncFunction(fn) && !isFollowed(result)) this.#unseen.add(state);
  }

  /** @param {Code} code */
  closed(code) {
    this.#open.delete(code);
    this.#young.delete(code);
    this.#unseen.delete(/** @type {SpanState} */ (code));
  }

  get hasGoneOn() {
    return this.#open.size > this.#young.size;
  }

  /** Whether code that waits in `found` may belong to a span below it. @param {SpanState} found */
  mayHide(found) {
    for (const state of this.#unseen)
      if ((state.isLost || state.trace === found.trace) && !isWithin(found, state)) return true;
    return false;
  }
}

/** @param {SpanState | undefined} state @param {SpanState} ancestor */
function isWithin(state, ancestor) {
  let at = state;
  while (at && at !== ancestor) at = at.parent;
  return at !== undefined;
}
