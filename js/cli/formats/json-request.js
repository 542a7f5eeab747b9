/** @typedef {import('./piece.js').Signal} Signal */

const HEAD_BYTES = 200;
const FIRST_KEY = /^\s*\{\s*"(\w+)"\s*:/;
/** @type {Record<string, Signal>} */
const SIGNALS = { resourceSpans: 'traces', resourceLogs: 'logs', resourceMetrics: 'other', resourceProfiles: 'other' };

/**
 * Tells by its keys what a request in JSON is of. What is no request counts as traces, because the engine says best what is wrong with it.
 * @param {Uint8Array} bytes @returns {Signal}
 */
export function signalOfJson(bytes) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [, first] = FIRST_KEY.exec(buffer.toString('latin1', 0, HEAD_BYTES)) ?? [];
  if (first && SIGNALS[first]) return SIGNALS[first];
  try {
    const keys = Object.keys(JSON.parse(buffer.toString()));
    return SIGNALS[keys.find((key) => SIGNALS[key]) ?? ''] ?? 'traces';
  } catch {
    return 'traces';
  }
}
