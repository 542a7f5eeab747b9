// The exports of page.js for runtimes without a page: requests go at once, and nothing is stored.

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
/** @type {typeof import('./partition.js').partitionOf} */
export const partitionOf = () => () => undefined;
export const clearStore = async () => {};
/** @type {typeof import('./lifecycle.js').watchPage} */
export const watchPage = () => () => {};
/** @type {typeof import('./lifecycle.js').whenUrgent} */
export const whenUrgent = () => () => {};
/** @type {typeof import('./lifecycle.js').isLeaving} */
export const isLeaving = () => false;
/** @type {(...request: Parameters<typeof import('./turns.js').takeTurn>) => Pick<import('./turns.js').Turn, 'init' | 'isAborted' | 'abort' | 'release'>} */
export const takeTurn = () => ({ init: {}, abort: undefined, isAborted: false, release() {} });
/** @type {import('./turns.js').Turn} */ ({ init: {}, abort: undefined, isAborted: false, release() {} });
export const openTurns = () => {};
export const MAX_EXPORTS = 4;
/** @type {typeof import('./keepalive.js').hasKeepaliveRoom} */
export const hasKeepaliveRoom = () => false;
export const KEEPALIVE_BYTES = 0;
export const PART_BYTES = Infinity;
/** @type {typeof import('./online.js').whenOnline} */
export const whenOnline = () => undefined;
