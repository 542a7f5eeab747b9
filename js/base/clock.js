// The time of day at the resolution of performance.now(). That alone is not enough: it stops while the machine sleeps, and ignores that the clock is set.

/** @typedef {{ offset: number, settledAt: number }} Clock in milliseconds: from performance.now() to the time of day, and when it was determined */

const TOLERANCE_MS = 20;
/** How long an offset is valid, by performance.now(): no machine falls asleep faster. */
const HOLDS_MS = 1;
/** No clock is set back this far: performance.now() has another origin instead. */
const YEAR_MS = 3.2e10;

/** The clock of new traces. @type {Clock} */
const clock = { offset: Number.NaN, settledAt: Number.NaN };

/** @param {Clock} clock @param {number} maxAhead milliseconds that the clock may be ahead before it is set back */
function read(clock, maxAhead) {
  let ticks = performance.now();
  if (!(Math.abs(ticks - clock.settledAt) < HOLDS_MS)) {
    // In this order, so that a pause between the two does not count as sleep.
    const now = Date.now();
    ticks = performance.now();
    // In workerd it is 0 outside of requests, such as in the callbacks of a FinalizationRegistry.
    if (ticks < clock.settledAt) return now;
    const behind = now - ticks - clock.offset;
    if (!(behind < TOLERANCE_MS && behind > -maxAhead)) clock.offset = now - ticks;
    clock.settledAt = ticks;
  }
  return ticks + clock.offset;
}

/** Returns whole microseconds since the epoch. */
export const timeNow = () => Math.round(read(clock, TOLERANCE_MS) * 1000);

/** Returns the clock for a trace that starts now. @returns {Readonly<Clock>} */
export function settledClock() {
  clock.settledAt = Number.NaN;
  read(clock, TOLERANCE_MS);
  return clock;
}

/** Returns whole microseconds since the epoch, by an offset. @param {number} offset */
export const microseconds = (offset) => Math.round((performance.now() + offset) * 1000);

/** Returns the same by the clock of a trace, which never goes back. @param {Clock} trace */
export const timeIn = (trace) => Math.round(read(trace, YEAR_MS) * 1000);

/** @param {number} micros */
export const toNanoseconds = (micros) => BigInt(micros) * 1000n;
