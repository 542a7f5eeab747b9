import { CLOCK_SLACK_MS } from './records.js';

/** The longest pause that a destination can request. */
const MAX_PAUSE_MS = 3_600_000;

/** When a destination requested a pause, and until when. Both in milliseconds since the epoch. @typedef {{ at: number, until: number }} RequestedPause */

/** The milliseconds that are left of a pause. None if it cannot be valid, as the clock was ahead when it was requested. @param {any} pause @returns {number} */
export const leftOf = (pause) => {
  const now = Date.now();
  const isPossible = pause?.at <= now + CLOCK_SLACK_MS && pause.until <= pause.at + MAX_PAUSE_MS;
  return isPossible ? Math.max(pause.until - now, 0) : 0;
};

/** The pause that a destination requested by `Retry-After`, at this visit or an earlier one. */
export class Pause {
  /** @type {RequestedPause | undefined} */
  #pause;

  get left() {
    return leftOf(this.#pause);
  }

  /** @param {number} until @returns {RequestedPause | undefined} what the store has to remember */
  request(until) {
    const at = Date.now();
    return this.take({ at, until: Math.min(until, at + MAX_PAUSE_MS) });
  }

  /** Takes a pause, unless a longer one is known. Returns it if it was taken. @param {RequestedPause} [pause] */
  take(pause) {
    if (leftOf(pause) <= this.left) return undefined;
    this.#pause = pause;
    return pause;
  }

  end() {
    this.#pause = undefined;
  }
}
