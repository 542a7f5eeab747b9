// The axis of time: which stretch is shown, and where its ticks are. In milliseconds from the start of the trace.

/** @typedef {readonly [start: number, end: number]} Stretch */

/** The shortest stretch, in parts of the whole. */
const MAX_ZOOM = 100_000;

/** @param {Stretch} shown @param {number} at the time that stays where it is @param {number} factor below 1 shows less @param {number} whole @returns {Stretch} */
export function zoom([start, end], at, factor, whole) {
  const length = Math.min(whole, Math.max((end - start) * factor, whole / MAX_ZOOM));
  const share = (at - start) / (end - start);
  return within(at - length * share, length, whole);
}

/** @param {Stretch} shown @param {number} by @param {number} whole @returns {Stretch} */
export const pan = ([start, end], by, whole) => within(start + by, end - start, whole);

/** @param {number} start @param {number} length @param {number} whole @returns {Stretch} */
function within(start, length, whole) {
  const first = Math.max(0, Math.min(start, whole - length));
  return [first, first + length];
}

/** Where a time is, 0 to 1 in what is shown. @param {Stretch} shown @param {number} time */
export const placeOf = ([start, end], time) => (time - start) / (end - start);

/** Round times, at most `most` of them. @param {Stretch} shown @param {number} most */
export function ticksOf([start, end], most) {
  const step = roundUp((end - start) / Math.max(1, most));
  const ticks = [];
  for (let tick = Math.ceil(start / step) * step; tick <= end; tick += step) ticks.push(tick);
  return ticks;
}

/** To 1, 2 or 5 times a power of ten. @param {number} value */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * /** @type {number} */ ([1, 2, 5, 10].find((factor) => factor * power >= value * (1 - 1e-9)));
}
