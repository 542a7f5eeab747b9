// The spans that are open, bounded: a promise may never settle, and a stream may never be read. They are a list of their own making, in the order in
// which they started: to add one and to take one out are assignments, which no stack overflow can stop halfway.

import { microseconds } from '../base/clock.js';
import { hasStack } from '../base/has-stack.js';

/** @typedef {import('./span-state.js').SpanState} SpanState */
/** @typedef {import('../results/watch.js').Watch} Watch */

const CHECKS_PER_TIMEOUT = 4;
const CHECK_AT_LEAST_MS = 5000;
/** Intervals without a look. */
const LOST = 4;

export class OpenSpans {
  #limits;
  /** @type {SpanState | undefined} */
  #oldest;
  /** @type {SpanState | undefined} */
  #newest;
  #count = 0;
  /** Characters of content that were logged of them. */
  #held = 0;
  /** Milliseconds between two looks at them. */
  #interval;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  /** When a look is so late that none will come: some runtimes drop a timer with the request that set it. Milliseconds since the epoch. */
  #lostAt = 0;

  /** @param {{ queue: { maxOpenSpans: number, maxOpenBytes: number }, streamTimeout: number, promiseTimeout: number }} settings */
  constructor({ queue, streamTimeout, promiseTimeout }) {
    this.#limits = queue;
    this.#interval = Math.min(Math.min(streamTimeout, promiseTimeout) / CHECKS_PER_TIMEOUT, CHECK_AT_LEAST_MS);
  }

  /** @param {SpanState} state */
  add(state) {
    state.older = this.#newest;
    if (this.#newest) this.#newest.newer = state;
    else this.#oldest = state;
    this.#newest = state;
    this.#count += 1;
  }

  /** Takes one out, unless that was done. @param {SpanState} state */
  delete(state) {
    const { older, newer } = state;
    if (!newer && this.#newest !== state) return;
    if (older) older.newer = newer;
    else this.#oldest = newer;
    if (newer) newer.older = older;
    else this.#newest = older;
    state.older = undefined;
    state.newer = undefined;
    this.#count -= 1;
    this.#held -= state.held;
    state.held = 0;
  }

  /** Counts content of a span. @param {SpanState} state @param {number} characters */
  grow(state, characters) {
    if (state.ended) return;
    state.held += characters;
    this.#held += characters;
  }

  /** The oldest, when open spans are over a limit. */
  get surplus() {
    const { maxOpenSpans, maxOpenBytes } = this.#limits;
    return this.#count > maxOpenSpans || this.#held > maxOpenBytes ? this.#oldest : undefined;
  }

  /** Those that started first come first. */
  *[Symbol.iterator]() {
    for (let state = this.#oldest; state; state = state.newer) yield state;
  }

  /**
   * Has a span end when nothing happens to its result, and in it, for a while.
   * @param {SpanState} state @param {Watch} watch @param {number} timeout milliseconds @param {object} [promise] that has not settled
   */
  watch(state, watch, timeout, promise) {
    state.watch = watch;
    state.timeout = timeout;
    state.pending = promise;
    const now = state.activeAt / 1000;
    if ((this.#timer !== undefined && now < this.#lostAt) || !hasStack()) return;
    clearInterval(this.#timer);
    this.#lostAt = now + LOST * this.#interval;
    this.#timer = setInterval(() => this.#check(), this.#interval);
    /** @type {any} */ (this.#timer).unref?.();
  }

  /** Newer ones first: what happens in a span happens in those around it. */
  #check() {
    this.#lostAt = Date.now() + LOST * this.#interval;
    let older;
    for (let state = this.#newest; state; state = older) {
      const { watch, pending, parent, activeAt } = state;
      older = state.older;
      // One that never began, as the stack came to its end.
      if (state.loggedAt < 0) this.delete(state);
      // To be told costs more than a call, and most promises have settled by now.
      if (pending) watch?.endWith(pending);
      state.pending = undefined;
      if (watch && microseconds(state.trace.offset) - activeAt >= state.timeout * 1000) watch.expire('timeout');
      else if (parent && activeAt > parent.activeAt) parent.activeAt = activeAt;
    }
    this.rest();
  }

  /** Looks no more until there is something to see. */
  rest() {
    if (this.#newest) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
