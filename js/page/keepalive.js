// Requests that outlive the page: their bodies share 64 KiB, in flight at one time, among all that the page sends.
import { network } from './network.js';

/** 40 KiB are left to the app: beyond the limit its beacons and requests fail at once. */
export const KEEPALIVE_BYTES = 24_576;

/** What ended is encoded in parts of this size: they are written ahead, as a page may be gone at any time, and a batch that is too large is divided between them. */
export const PART_BYTES = 16_384;

/** However small, a request takes one of the few connections to its host. */
const LEAST_BYTES = KEEPALIVE_BYTES / 3;

/** @param {number} bytes */
export const hasKeepaliveRoom = (bytes) => network().keepaliveBytes + Math.max(bytes, LEAST_BYTES) <= KEEPALIVE_BYTES;

/**
 * Room for a body, if there is: call the result when the request is over.
 * @param {number} bytes @returns {(() => void) | undefined}
 */
export function claimKeepalive(bytes) {
  if (!hasKeepaliveRoom(bytes)) return undefined;
  const shared = network();
  const claimed = Math.max(bytes, LEAST_BYTES);
  shared.keepaliveBytes += claimed;
  return () => {
    shared.keepaliveBytes -= claimed;
  };
}
