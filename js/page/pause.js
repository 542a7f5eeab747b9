import { CLOCK_SLACK_MS } from './records.js';

/** The longest that a destination is believed when it asks for a pause. */
const LONGEST_MS = 3_600_000;

/** @typedef {{ at: number, until: number }} Asked when a destination asked for a pause, and for how long */

/** Milliseconds that are left of it: none when the clock was ahead as it was asked for. @param {any} asked @returns {number} */
export const leftOf = (asked) => {
  const now = Date.now();
  const isPossible = asked?.at <= now + CLOCK_SLACK_MS && asked.until <= asked.at + LONGEST_MS;
  return isPossible ? Math.max(asked.until - now, 0) : 0;
};

/** What `Retry-After` asked of us, at this visit or an earlier one. */
export class Pause {
  /** @type {Asked | undefined} */
  #asked;

  get left() {
    return leftOf(this.#asked);
  }

  /** @param {number} until @returns {Asked | undefined} what is to be remembered */
  ask(until) {
    const at = Date.now();
    return this.take({ at, until: Math.min(until, at + LONGEST_MS) });
  }

  /** @param {Asked} [asked] @returns {Asked | undefined} unless it ends no later than what is known */
  take(asked) {
    if (leftOf(asked) <= this.left) return undefined;
    this.#asked = asked;
    return asked;
  }

  end() {
    this.#asked = undefined;
  }
}
