// Where a call that finds nothing active may have been made: in a span as soon as code of an open one can have gone on.
import { isObject } from '../reading/data.js';
import { isAsyncFunction, queueJob } from '../reading/native-promise.js';
import { livesOn } from '../results/source.js';
import { isFollowed } from './followed.js';

/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */
/** A span, or a call that is not recorded. @typedef {SpanState | { ended: boolean }} Code */

/** Of one tracer. */
export class OpenCode {
  /** @type {Set<Code>} */
  #open = new Set();
  /** Those that began in this job: nothing in them has waited and gone on. @type {Set<Code>} */
  #young = new Set();
  /** Of what is not looked at, the code may go on for as long as somebody has it. @type {FinalizationRegistry<Code> | undefined} */
  #held;
  /** Those whose code may be waited for without a marker. @type {Set<SpanState>} */
  #unseen = new Set();

  /** Something runs in it. @param {Code} code */
  opened(code) {
    if (code.ended || this.#open.has(code)) return;
    if (this.#young.size === 0) queueJob(() => this.#young.clear());
    this.#young.add(code);
    this.#open.add(code);
  }

  /** A call that is not recorded has returned. @param {Code} code @param {unknown} result */
  returned(code, result) {
    if (!livesOn(result) || typeof FinalizationRegistry === 'undefined') return this.closed(code);
    this.#held ??= new FinalizationRegistry((each) => this.closed(each));
    this.#held.register(/** @type {object} */ (result), code);
  }

  /** What `span.run` was given, and gave. @param {SpanState} state @param {Function} fn @param {unknown} result */
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

  /** Whether code that waits in `found` may be that of a span below it. @param {SpanState} found */
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
