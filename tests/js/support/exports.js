/** A batch for an exporter of encoded batches. */
export function encoded(/** @type {Uint8Array | string} */ body, contentType = 'application/x-protobuf') {
  return { body: new Uint8Array(Buffer.from(body)), spanCount: 1, contentType };
}

/** The context of one export; `counts` is what the exporter counted. */
export function exportContext() {
  const abort = new AbortController();
  const counts = { attempts: 0, retries: 0, failures: 0 };
  return { abort, counts, signal: abort.signal, count: (/** @type {keyof typeof counts} */ what) => counts[what]++ };
}

/** Delays that fit into a test. */
export const FAST = { attempts: 3, baseDelay: 1, maxDelay: 2 };

/** Resolves at the first moment at which `isTrue` holds. */
export async function until(/** @type {() => boolean} */ isTrue) {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}
