// The open spans, bounded, as a promise may never settle and a stream may never be read. They are a linked list in the order of their start: adding
// and removing one are assignments, which no stack overflow interrupts. O(1) each.

import { microseconds } from '../base/clock.js';
import { hasStack } from '../base/has-stack.js';

/** @typedef {import('./span-state.js').SpanState} SpanState */
/** @typedef {import('../results/watch.js').Watch} Watch */

const CHECKS_PER_TIMEOUT = 4;
const MAX_CHECK_MS = 5000;
/** Intervals without a check after which the timer counts as lost. */
const LOST_INTERVALS = 4;

export class OpenSpans {
  #limits;
  /** @type {SpanState | undefined} */
  #oldest;
  /** @type {SpanState | undefined} */
  #newest;
  #count = 0;
  /** Characters of their content in the event log. */
  #held = 0;
  /** Milliseconds between two checks. */
  #interval;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  /** When the timer counts as lost, in milliseconds since the epoch. Some runtimes drop a timer with the request that set it. */
  #lostAt = 0;

  /** @param {{ queue: { maxOpenSpans: number, maxOpenBytes: number }, streamTimeout: number, promiseTimeout: number }} settings */
  constructor({ queue, streamTimeout, promiseTimeout }) {
    this.#limits = queue;
    this.#interval = Math.min(Math.min(streamTimeout, promiseTimeout) / CHECKS_PER_TIMEOUT, MAX_CHECK_MS);
  }

  /** @param {SpanState} state */
  add(state) {
    state.older = this.#newest;
    if (this.#newest) this.#newest.newer = state;
    else this.#oldest = state;
    this.#newest = state;
    this.#count += 1;
  }

  /** Removes a span, if it is in the list. @param {SpanState} state */
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

  /** Counts content of an open span. @param {SpanState} state @param {number} characters */
  grow(state, characters) {
    if (state.ended) return;
    state.held += characters;
    this.#held += characters;
  }

  /** The oldest span if open spans exceed a limit. */
  get surplus() {
    const { maxOpenSpans, maxOpenBytes } = this.#limits;
    return this.#count > maxOpenSpans || this.#held > maxOpenBytes ? this.#oldest : undefined;
  }

  /** In the order of their start. */
  *[Symbol.iterator]() {
    for (let state = this.#oldest; state; state = state.newer) yield state;
  }

  /**
   * Ends a span when nothing has happened to its result, and in it, for `timeout`.
   * @param {SpanState} state @param {Watch} watch @param {number} timeout milliseconds @param {object} [promise] its result, if it has not settled
   */
  watch(state, watch, timeout, promise) {
    state.watch = watch;
    state.timeout = timeout;
    state.pending = promise;
    const now = state.activeAt / 1000;
    if ((this.#timer !== undefined && now < this.#lostAt) || !hasStack()) return;
    // Each request of a Worker may end before its timer fires, so what a lost timer has not done is made up for. Not within the traced call.
    if (this.#timer !== undefined) queueMicrotask(() => this.#check());
    clearInterval(this.#timer);
    this.#lostAt = now + LOST_INTERVALS * this.#interval;
    this.#timer = setInterval(() => this.#check(), this.#interval);
    /** @type {any} */ (this.#timer).unref?.();
  }

  /** Newest first: what happens in a span also happens in the spans around it. */
  #check() {
    this.#lostAt = Date.now() + LOST_INTERVALS * this.#interval;
    let older;
    for (let state = this.#newest; state; state = older) {
      const { watch, pending, parent, activeAt } = state;
      older = state.older;
      // A stack overflow interrupted its start.
      if (state.loggedAt < 0) this.delete(state);
      // A promise is only watched now, as that costs more than a call, and most have settled before.
      if (pending) watch?.endWith(pending);
      state.pending = undefined;
      const activity = Math.max(activeAt, parent?.activeAt ?? 0);
      if (watch && microseconds(state.trace.offset) - activeAt >= state.timeout * 1000) watch.expire('timeout');
      // That it expired is no activity.
      if (parent) parent.activeAt = activity;
    }
    this.rest();
  }

  /** Stops the timer if no span is open. */
  rest() {
    if (this.#newest) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
