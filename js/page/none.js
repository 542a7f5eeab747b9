// Where there is no page: nothing ends without notice, and nothing is kept for a next visit.

/** @type {typeof import('./outbox.js').openOutbox | undefined} */
export const openOutbox = undefined;
/** @type {typeof import('./lifecycle.js').watchPage} */
export const watchPage = () => () => {};
/** @type {typeof import('./lifecycle.js').isLeaving} */
export const isLeaving = () => false;
/** @type {typeof import('./keepalive.js').claimKeepalive} */
export const claimKeepalive = () => undefined;
/** @type {typeof import('./keepalive.js').hasKeepaliveRoom} */
export const hasKeepaliveRoom = () => false;
export const KEEPALIVE_BYTES = 0;
/** @type {typeof import('./online.js').whenOnline} */
export const whenOnline = () => undefined;
