// Spans as a linked list in the order of their start: adding and removing one are assignments, which no stack overflow interrupts. O(1) each.

/** @typedef {import('./span-state.js').SpanState} SpanState */

export class SpanList {
  #maxSpans;
  #maxHeld;
  /** @type {SpanState | undefined} */
  #oldest;
  /** @type {SpanState | undefined} */
  #newest;
  #count = 0;
  /** Characters of their content in the event log. */
  #held = 0;

  /** @param {number} maxSpans @param {number} maxHeld characters */
  constructor(maxSpans, maxHeld) {
    this.#maxSpans = maxSpans;
    this.#maxHeld = maxHeld;
  }

  get newest() {
    return this.#newest;
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

  /** Counts content of a span in the list. @param {SpanState} state @param {number} characters */
  grow(state, characters) {
    state.held += characters;
    this.#held += characters;
  }

  /** The oldest span if the spans exceed a limit. */
  get surplus() {
    return this.#count > this.#maxSpans || this.#held > this.#maxHeld ? this.#oldest : undefined;
  }

  /** In the order of their start. */
  *[Symbol.iterator]() {
    for (let state = this.#oldest; state; state = state.newer) yield state;
  }
}
