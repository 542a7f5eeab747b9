export { claimKeepalive, hasKeepaliveRoom, KEEPALIVE_BYTES } from './keepalive.js';
export { isLeaving, watchPage } from './lifecycle.js';
export { whenOnline } from './online.js';
export { openOutbox } from './outbox.js';
