// Keeps in the context what spans inherit from `withAttributes()`. It is in a frame of its own, whose owner is no tracer, so that it is no parent, and no
// other copy of the package finds it.

import { stateOf, within } from '../context/frame.js';

/** @typedef {import('./tracer.js').Tracer} Tracer */
/** @typedef {import('../context/frame.js').Frame} Frame */
/**
 * @typedef {object} Inherited
 * @property {string} [sessionId]
 * @property {string} [userId]
 * @property {readonly string[]} tags
 * @property {Readonly<Record<string, unknown>>} attributes
 * @property {readonly string[]} [baggage] members that arrived and are passed on
 */

/** @param {Tracer} tracer @param {Frame[] | undefined} frames */
const frameIn = ({ owner: { inheritance } }, frames) =>
  inheritance && frames?.find(({ owner }) => owner === inheritance);

/** Returns what was said around the code of these frames, and by whatever spans. @param {Tracer} tracer @param {Frame[] | undefined} frames @returns {Inherited | undefined} */
export function saidIn(tracer, frames) {
  const frame = frameIn(tracer, frames);
  return frame && /** @type {any} */ (stateOf(frame)).inherited;
}

/**
 * Returns what a span that starts in these frames inherits. Of session and user, the innermost count: those of a parent that started within override it.
 * @param {Tracer} tracer @param {Frame[] | undefined} frames @param {Frame | undefined} parent the frame of the parent
 */
export function inheritedIn(tracer, frames, parent) {
  const frame = frameIn(tracer, frames);
  if (!frame || !frames) return undefined;
  const said = saidIn(tracer, frames);
  const isInner = !parent || frames.indexOf(frame) < frames.indexOf(parent);
  return isInner || !said ? said : { ...said, sessionId: undefined, userId: undefined };
}

/** Returns the frames for code whose spans inherit this. @param {Tracer} tracer @param {Inherited} inherited @param {Frame[] | undefined} outer */
export function inheriting({ owner }, inherited, outer) {
  owner.inheritance ??= { isDefault: false };
  return within(owner.inheritance, /** @type {any} */ ({ isUnsampled: false, inherited }), outer);
}
