// The budget for keepalive requests, which outlive the page. Browsers limit the bodies of all that are in flight, the app's included, to 64 KiB.
import { network } from './network.js';

/** Leaves 40 KiB to the app, as its own beacons and requests fail beyond the limit. */
export const KEEPALIVE_BYTES = 24_576;

/** The size of the parts in which ended spans are encoded. Each is written to the store at once, as the page may end at any time. A batch that is too large is halved between its parts. */
export const PART_BYTES = 16_384;

/** What a request counts at least: even a small one takes one of the few connections to its host. */
const MIN_CLAIM_BYTES = KEEPALIVE_BYTES / 3;

/** @param {number} bytes */
export const hasKeepaliveRoom = (bytes) =>
  network().keepaliveBytes + Math.max(bytes, MIN_CLAIM_BYTES) <= KEEPALIVE_BYTES;

/**
 * Claims room for a body. Returns a function that frees it, or undefined if there is no room.
 * @param {number} bytes @returns {(() => void) | undefined}
 */
export function claimKeepalive(bytes) {
  if (!hasKeepaliveRoom(bytes)) return undefined;
  const shared = network();
  const claimed = Math.max(bytes, MIN_CLAIM_BYTES);
  shared.keepaliveBytes += claimed;
  return () => {
    shared.keepaliveBytes -= claimed;
  };
}
