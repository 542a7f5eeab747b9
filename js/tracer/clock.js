// Time of day with the resolution of performance.now(). The offset is checked when a trace begins, so that times within a trace never jump
// and a machine that slept is right again with the next trace.

const TOLERANCE_MS = 20;

let offset = Number.NaN;

/** Call when a trace begins. */
export function settleClock() {
  const now = Date.now();
  if (!(Math.abs(performance.now() + offset - now) < TOLERANCE_MS)) offset = now - performance.now();
  return offset;
}

/** Whole microseconds since the epoch, by a trace's offset in milliseconds. @param {number} traceOffset */
export const microseconds = (traceOffset) => Math.round((performance.now() + traceOffset) * 1000);

/** @param {number} micros */
export const toNanoseconds = (micros) => BigInt(micros) * 1000n;
