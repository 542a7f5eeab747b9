// Delivery from a page or a worker. Runtimes without a page import none.js instead.
export { clearStore } from './clear.js';
export { expireLater } from './expire.js';
export { hasKeepaliveRoom, KEEPALIVE_BYTES, PART_BYTES } from './keepalive.js';
export { isLeaving, watchPage, whenUrgent } from './lifecycle.js';
export { whenOnline } from './online.js';
export { openOutbox } from './outbox.js';
export { copyStamp, currentStamp, refusal, stamp } from './owner-stamp.js';
export { partitionOf } from './partition.js';
export { MAX_EXPORTS, openTurns, takeTurn } from './turns.js';
