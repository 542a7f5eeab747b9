// Snapshots of values as text: taken now, bounded, and never the cause of an error.
import { plainJson } from './plain.js';
import { cut, writeBounded } from './write.js';

/** @typedef {{ text: string, json: boolean, truncated: boolean }} Captured */

/**
 * What a value looks like now. A string is itself; everything else becomes JSON, with stand-ins such as `"[Circular]"`,
 * `"[Threw]"` or `"[Float32Array(1536)]"` for what JSON cannot show. What is cut ends in `…` and stays valid JSON.
 * @param {unknown} value
 * @param {number} maxBytes bound on the length of the text, in UTF-16 units: they are free to count, bytes are not
 * @returns {Captured | undefined} undefined for `undefined`
 */
export function captureValue(value, maxBytes) {
  if (value === undefined) return undefined;
  if (typeof value === 'string') {
    const truncated = value.length > maxBytes;
    return { text: truncated ? cut(value, maxBytes) : value, json: false, truncated };
  }
  const text = plainJson(value, maxBytes, 0);
  return text === undefined ? writeBounded(value, maxBytes) : { text, json: true, truncated: false };
}
