// Pan and zoom: where the graph's origin is in the pane, and how large a pixel of the graph is.

/** @typedef {{ x: number, y: number, scale: number }} Viewport */
/** @typedef {{ width: number, height: number }} Size */
/** @typedef {import('../layout/layout.js').Box} Box */

export const MIN_SCALE = 0.1;
export const MAX_SCALE = 2;
/** Names of spans can be read. */
const LEGIBLE_SCALE = 0.62;
/** Names can still be made out: seeing all at once is worth it. */
const SMALL_SCALE = 0.5;
const MARGIN = 24;
/** Of the graph, so much stays in the pane. */
const KEPT = 64;

/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** The whole graph, in the middle. @param {Box} bounds @param {Size} pane @returns {Viewport} */
export function fit(bounds, pane) {
  const scale = fittingScale(bounds, pane);
  return {
    scale,
    x: (pane.width - bounds.width * scale) / 2 - bounds.x * scale,
    y: (pane.height - bounds.height * scale) / 2 - bounds.y * scale,
  };
}

/**
 * The first picture: the whole graph if its names can be made out, otherwise its beginning, with a point of interest in the middle.
 * @param {Box} bounds @param {Size} pane @param {number} middle the x of what should be in the middle
 * @returns {Viewport}
 */
export function open(bounds, pane, middle) {
  const scale = fittingScale(bounds, pane);
  const legible = Math.max(scale, LEGIBLE_SCALE);
  const whole = fit(bounds, pane);
  if (scale >= SMALL_SCALE) return { ...whole, y: Math.min(whole.y, MARGIN * 2 - bounds.y * scale) };
  const [first, last] = [MARGIN - bounds.x * legible, pane.width - MARGIN - (bounds.x + bounds.width) * legible];
  // Nothing is gained by showing what is beside the graph.
  const x = first < last ? (first + last) / 2 : clamp(pane.width / 2 - middle * legible, last, first);
  return { scale: legible, x, y: MARGIN - bounds.y * legible };
}

/** What a row of steps may take in a pane, so that it can be read, once the pane's size is known. @param {Size} pane */
export const roomIn = ({ width }) => (width > 0 ? clamp(width / LEGIBLE_SCALE - 4 * MARGIN, 300, 800) : undefined);

/** @param {Box} bounds @param {Size} pane */
const fittingScale = (bounds, pane) =>
  clamp(
    Math.min((pane.width - 2 * MARGIN) / (bounds.width || 1), (pane.height - 2 * MARGIN) / (bounds.height || 1)),
    MIN_SCALE,
    1,
  );

/** @param {Viewport} viewport @param {number} factor @param {{ x: number, y: number }} point of the pane that keeps its place @returns {Viewport} */
export function zoomAt({ x, y, scale }, factor, point) {
  const next = clamp(scale * factor, MIN_SCALE, MAX_SCALE);
  const ratio = next / scale;
  return { scale: next, x: point.x - (point.x - x) * ratio, y: point.y - (point.y - y) * ratio };
}

/** Keeps some of the graph in the pane. @param {Viewport} viewport @param {Box} bounds @param {Size} pane @returns {Viewport} */
export function bounded({ x, y, scale }, bounds, pane) {
  const within = (
    /** @type {number} */ offset,
    /** @type {number} */ start,
    /** @type {number} */ length,
    /** @type {number} */ room,
  ) => {
    const kept = Math.min(KEPT, length * scale, room);
    return clamp(offset, kept - (start + length) * scale, room - kept - start * scale);
  };
  return {
    scale,
    x: within(x, bounds.x, bounds.width, pane.width),
    y: within(y, bounds.y, bounds.height, pane.height),
  };
}

/** Moves as little as brings a box into the pane. @param {Viewport} viewport @param {Box} box @param {Size} pane @returns {Viewport} */
export function bringIn({ x, y, scale }, box, pane) {
  const shift = (/** @type {number} */ start, /** @type {number} */ length, /** @type {number} */ room) => {
    const before = MARGIN - start;
    const after = room - MARGIN - start - length;
    return before > 0 || length > room - 2 * MARGIN ? Math.max(before, 0) : Math.min(after, 0);
  };
  return {
    scale,
    x: x + shift(x + box.x * scale, box.width * scale, pane.width),
    y: y + shift(y + box.y * scale, box.height * scale, pane.height),
  };
}
