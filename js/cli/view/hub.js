// Keeps requests as they came, so that a page that opens later gets them, too.

const MAX_BYTES = 64 * 2 ** 20;
/** What a request costs besides its bytes, so that many small ones are bounded, too. */
const OVERHEAD_BYTES = 256;

/** @typedef {ReturnType<typeof createTraceHub>} TraceHub */
/** Requests of a reader from its position on: `next` is its next position, and `missed` counts those before them that are no longer kept. @typedef {{ requests: Uint8Array[], next: number, missed: number }} Reading */

/**
 * @param {{ maxBytes?: number, onFirstDrop?: () => void }} [options] beyond `maxBytes`, the oldest requests are dropped; `onFirstDrop` is called when the first is
 */
export function createTraceHub({ maxBytes = MAX_BYTES, onFirstDrop = () => {} } = {}) {
  /** @type {Uint8Array[]} */
  const kept = [];
  /** @type {Set<() => void>} */
  const waiting = new Set();
  let dropped = 0;
  let bytes = 0;

  const end = () => dropped + kept.length;

  function dropOldest() {
    bytes -= costOf(/** @type {Uint8Array} */ (kept.shift()));
    dropped += 1;
    if (dropped === 1) onFirstDrop();
  }

  return {
    /** Tells readers whether a position is one of this hub. */
    id: crypto.randomUUID(),

    /** @param {Uint8Array} request OTLP of traces or logs in any encoding, compressed or not */
    add(request) {
      kept.push(request);
      bytes += costOf(request);
      while (bytes > maxBytes && kept.length > 1) dropOldest();
      for (const wake of waiting) wake();
    },

    /** @param {number} position 0 for the beginning @param {number} maxRead bytes; the first request is read whatever its size @returns {Reading} */
    read(position, maxRead) {
      const from = Math.min(Math.max(position, dropped), end());
      /** @type {Uint8Array[]} */
      const requests = [];
      for (let size = 0; from + requests.length < end(); ) {
        const request = kept[from - dropped + requests.length];
        size += request.length;
        if (requests.length > 0 && size > maxRead) break;
        requests.push(request);
      }
      return { requests, next: from + requests.length, missed: Math.max(dropped - position, 0) };
    },

    /** Until there is a request at a position, or the signal is aborted. @param {number} position @param {AbortSignal} signal @returns {Promise<void>} */
    arrival(position, signal) {
      if (position < end() || signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener('abort', wake);
      });
    },

    stats: () => ({ received: end(), dropped, bytes }),
  };
}

/** @param {Uint8Array} request */
const costOf = ({ length }) => length + OVERHEAD_BYTES;
