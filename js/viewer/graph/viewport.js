// Pan and zoom: where the graph's origin is in the pane, and how large a pixel of the graph is.

/** @typedef {{ x: number, y: number, scale: number }} Viewport */
/** @typedef {{ width: number, height: number }} Size */
/** @typedef {import('../layout/layout.js').Box} Box */

export const MIN_SCALE = 0.1;
export const MAX_SCALE = 2;
/** All words can be read. */
const LEGIBLE_SCALE = 0.8;
/** Names can still be made out: seeing all at once is worth it. */
const SMALL_SCALE = 0.5;
const MARGIN = 24;
/** Of the graph, so much stays in the pane. */
const KEPT = 64;
/** A card and the space beside it. */
const COLUMN = 280;
const MAX_COLUMNS = 3;

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
 * The first picture: the whole graph if its names can be made out, otherwise its beginning, from its left edge if it is too wide, with the first step.
 * @param {Box} bounds @param {Size} pane @param {Box} [first] the box of the first step
 * @returns {Viewport}
 */
export function open(bounds, pane, first) {
  const scale = fittingScale(bounds, pane);
  const whole = fit(bounds, pane);
  if (scale >= SMALL_SCALE) return { ...whole, y: Math.min(whole.y, MARGIN * 2 - bounds.y * scale) };
  const legible = clamp((pane.width - 2 * MARGIN) / (bounds.width || 1), SMALL_SCALE, LEGIBLE_SCALE);
  const left = Math.max(MARGIN, (pane.width - bounds.width * legible) / 2);
  const viewport = { scale: legible, x: left - bounds.x * legible, y: MARGIN - bounds.y * legible };
  return first ? bringIn(viewport, first, pane) : viewport;
}

/** What a row of steps may take in a pane, so that it can be read, once the pane's size is known: whole cards. @param {Size} pane */
export function roomIn({ width }) {
  if (width <= 0) return undefined;
  const columns = Math.floor((width / LEGIBLE_SCALE - 3 * MARGIN) / COLUMN);
  return clamp(columns, 1, MAX_COLUMNS) * COLUMN - MARGIN;
}

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

/** Where the graph goes on beyond the pane. @param {Viewport} viewport @param {Box} bounds @param {Size} pane */
export function sidesBeyond({ x, y, scale }, bounds, pane) {
  const [left, top] = [x + bounds.x * scale, y + bounds.y * scale];
  return [
    ...(left < 0 ? ['left'] : []),
    ...(left + bounds.width * scale > pane.width ? ['right'] : []),
    ...(top < 0 ? ['top'] : []),
    ...(top + bounds.height * scale > pane.height ? ['bottom'] : []),
  ].join(' ');
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
