// Where there is no page: nothing ends without notice, and nothing is kept for a next visit.

/** @type {typeof import('./outbox.js').openOutbox | undefined} */
export const openOutbox = undefined;
/** @type {typeof import('./expire.js').expireLater} */
export const expireLater = () => {};
/** @type {typeof import('./owner-stamp.js').refusal} */
export const refusal = () => undefined;
/** @type {typeof import('./owner-stamp.js').stamp} */
export const stamp = () => {};
/** @type {typeof import('./owner-stamp.js').copyStamp} */
export const copyStamp = () => {};
/** @type {typeof import('./owner-stamp.js').currentStamp | undefined} */
export const currentStamp = undefined;
export const clearStore = async () => {};
/** @type {typeof import('./lifecycle.js').watchPage} */
export const watchPage = () => () => {};
/** @type {typeof import('./lifecycle.js').whenGoing} */
export const whenGoing = () => () => {};
/** @type {typeof import('./lifecycle.js').isLeaving} */
export const isLeaving = () => false;
/** @type {typeof import('./turns.js').takeTurn} */
export const takeTurn = () => ({ how: {}, over() {} });
export const openTurns = () => {};
export const MAX_EXPORTS = 4;
/** @type {typeof import('./keepalive.js').hasKeepaliveRoom} */
export const hasKeepaliveRoom = () => false;
export const KEEPALIVE_BYTES = 0;
export const PART_BYTES = Number.POSITIVE_INFINITY;
/** @type {typeof import('./online.js').whenOnline} */
export const whenOnline = () => undefined;
