// The open spans, bounded, as a promise may never settle and a stream may never be read. They end after a time without activity.

import { microseconds } from '../base/clock.js';
import { hasStack } from '../base/has-stack.js';
import { SpanList } from './span-list.js';

/** @typedef {import('./span-state.js').SpanState} SpanState */
/** @typedef {import('../results/watch.js').Watch} Watch */

const CHECKS_PER_TIMEOUT = 4;
const MAX_CHECK_MS = 5000;
/** Intervals without a check after which the timer counts as lost. */
const LOST_INTERVALS = 4;

/** Stand-ins of answers that nobody has read yet. */
const MAX_STAND_INS = 1024;

export class OpenSpans {
  #spans;
  /** By themselves, so that they end no span of the program. */
  #standIns;
  /** Milliseconds between two checks. */
  #interval;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  /** When the timer counts as lost, in milliseconds since the epoch. Some runtimes drop a timer with the request that set it. */
  #lostAt = 0;

  /** @param {{ queue: { maxOpenSpans: number, maxOpenBytes: number }, streamTimeout: number, promiseTimeout: number }} settings */
  constructor({ queue: { maxOpenSpans, maxOpenBytes }, streamTimeout, promiseTimeout }) {
    this.#spans = new SpanList(maxOpenSpans, maxOpenBytes);
    this.#standIns = new SpanList(Math.min(maxOpenSpans, MAX_STAND_INS), maxOpenBytes);
    this.#interval = Math.min(Math.min(streamTimeout, promiseTimeout) / CHECKS_PER_TIMEOUT, MAX_CHECK_MS);
  }

  /** @param {SpanState} state */
  #listOf(state) {
    return state.isStandIn ? this.#standIns : this.#spans;
  }

  /** @param {SpanState} state */
  add(state) {
    this.#listOf(state).add(state);
  }

  /** Removes a span, if it is open. @param {SpanState} state */
  delete(state) {
    this.#listOf(state).delete(state);
  }

  /** Counts content of an open span. @param {SpanState} state @param {number} characters */
  grow(state, characters) {
    if (!state.ended) this.#listOf(state).grow(state, characters);
  }

  /** The oldest span if the program's open spans exceed a limit. */
  get surplus() {
    return this.#spans.surplus;
  }

  /** The oldest stand-in if they exceed a limit. */
  get surplusStandIn() {
    return this.#standIns.surplus;
  }

  /** In the order of their start; stand-ins, which have no spans below them, last. */
  *[Symbol.iterator]() {
    yield* this.#spans;
    yield* this.#standIns;
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

  #check() {
    this.#lostAt = Date.now() + LOST_INTERVALS * this.#interval;
    this.#expire(this.#standIns);
    this.#expire(this.#spans);
    this.rest();
  }

  /** Newest first: what happens in a span also happens in the spans around it. @param {SpanList} list */
  #expire({ newest }) {
    let older;
    for (let state = newest; state; state = older) {
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
  }

  /** Stops the timer if no span is open. */
  rest() {
    if (this.#spans.newest || this.#standIns.newest) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
