// Time of day with the resolution of performance.now(), which stands still while the machine sleeps and knows nothing of a clock that is set.

/** @typedef {{ offset: number, settledAt: number }} Clock from performance.now() to the time of day, in milliseconds, and when that was looked at */

const TOLERANCE_MS = 20;
/** How long an offset holds, by performance.now(): no machine falls asleep faster. */
const HOLDS_MS = 1;
/** No clock is set back that far: performance.now() counts from another time. */
const YEAR_MS = 3.2e10;

/** What traces begin with. @type {Clock} */
const clock = { offset: Number.NaN, settledAt: Number.NaN };

/** @param {Clock} clock @param {number} maxAhead milliseconds beyond which it is set back */
function read(clock, maxAhead) {
  let ticks = performance.now();
  if (!(Math.abs(ticks - clock.settledAt) < HOLDS_MS)) {
    // In this order, so that a pause in between does not count as sleep.
    const now = Date.now();
    ticks = performance.now();
    // workerd's stands at 0 where no request runs, such as in the callbacks of a FinalizationRegistry.
    if (ticks < clock.settledAt) return now;
    const behind = now - ticks - clock.offset;
    if (!(behind < TOLERANCE_MS && behind > -maxAhead)) clock.offset = now - ticks;
    clock.settledAt = ticks;
  }
  return ticks + clock.offset;
}

/** Whole microseconds since the epoch. */
export const timeNow = () => Math.round(read(clock, TOLERANCE_MS) * 1000);

/** The clock of what begins now. @returns {Readonly<Clock>} */
export function settledClock() {
  clock.settledAt = Number.NaN;
  read(clock, TOLERANCE_MS);
  return clock;
}

/** Whole microseconds since the epoch, by an offset. @param {number} offset */
export const microseconds = (offset) => Math.round((performance.now() + offset) * 1000);

/** The same within a trace, where time never goes back. @param {Clock} trace */
export const timeIn = (trace) => Math.round(read(trace, YEAR_MS) * 1000);

/** @param {number} micros */
export const toNanoseconds = (micros) => BigInt(micros) * 1000n;
