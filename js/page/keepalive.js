// Requests that outlive the page: their bodies share 64 KiB, in flight at one time, among all that the page sends.

/** What is left to others is little, but a request that passes the limit fails at once. */
export const KEEPALIVE_BYTES = 60_000;

let inFlight = 0;

/** @param {number} bytes */
export const hasKeepaliveRoom = (bytes) => inFlight + bytes <= KEEPALIVE_BYTES;

/**
 * Room for a body, if there is: call the result when the request is over.
 * @param {number} bytes @returns {(() => void) | undefined}
 */
export function claimKeepalive(bytes) {
  if (!hasKeepaliveRoom(bytes)) return undefined;
  inFlight += bytes;
  return () => {
    inFlight -= bytes;
  };
}
