import { latin1 } from './bytes.js';

/** @typedef {import('./piece.js').Signal} Signal */

const decoder = new TextDecoder();

const HEAD_BYTES = 200;
const FIRST_KEY = /^\s*\{\s*"(\w+)"\s*:/;
/** @type {Record<string, Signal>} */
const SIGNALS = { resourceSpans: 'traces', resourceLogs: 'logs', resourceMetrics: 'other', resourceProfiles: 'other' };

/** Why JSON without any of these keys is refused. */
export const NO_REQUEST = `it has none of ${Object.keys(SIGNALS).join(', ')}`;

/**
 * Tells by its keys what a request in JSON is of; `undefined` if no key does. What is no JSON counts as traces, because the engine says best what is wrong
 * with it.
 * @param {Uint8Array} bytes @returns {Signal | undefined}
 */
export function signalOfJson(bytes) {
  const [, first] = FIRST_KEY.exec(latin1(bytes, 0, HEAD_BYTES)) ?? [];
  if (first && SIGNALS[first]) return SIGNALS[first];
  try {
    const keys = Object.keys(JSON.parse(decoder.decode(bytes)));
    const known = keys.find((key) => SIGNALS[key]);
    return known || keys.length === 0 ? SIGNALS[known ?? 'resourceSpans'] : undefined;
  } catch {
    return 'traces';
  }
}
