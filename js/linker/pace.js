// How much is done at a time, so that the event loop is never held up for long.

const SLICE_MS = 8;
const FIRST_UNITS = 64;
/** For clocks that stand still while code runs, as in Workers. 2,048 spans take 50 ms where linking is slow. */
const MAX_UNITS = 2048;

export class Pace {
  /** Of the next slice. */
  units = FIRST_UNITS;

  /** Adapts to how long the last slice took. It doubles at most, because a single slice may be of easy spans. @param {number} ms */
  adapt(ms) {
    const fitting = ms > 0 ? (this.units * SLICE_MS) / ms : MAX_UNITS;
    this.units = Math.max(1, Math.floor(Math.min(fitting, this.units * 2, MAX_UNITS)));
  }
}

/** Lets the event loop run. @returns {Promise<unknown>} */
export function nextTurn() {
  const { scheduler, setImmediate } = /** @type {any} */ (globalThis);
  // In pages, the fourth nested setTimeout() and all after it take 4 ms at least.
  if (typeof scheduler?.yield === 'function') return scheduler.yield();
  return new Promise((resolve) => (setImmediate ?? setTimeout)(resolve, 0));
}
