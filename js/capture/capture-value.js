// Snapshots of values as text: taken now, bounded, and never the cause of an error.
import { plainCopy } from './plain.js';
import { Snapshot } from './snapshot.js';
import { cut, writeBounded } from './write.js';

/** @typedef {{ text: string, json: boolean, truncated: boolean }} Captured */
/** @typedef {Captured | { text: Snapshot, json: true, truncated: false }} CapturedForLater */

/**
 * What a value looks like now. A string is itself; everything else becomes JSON, with stand-ins such as `"[Circular]"`,
 * `"[Threw]"` or `"[Float32Array(1536)]"` for what JSON cannot show. What is cut ends in `…` and stays valid JSON.
 * @param {unknown} value
 * @param {number} maxBytes bound on the length of the text, in UTF-16 units: they are free to count, bytes are not
 * @param {import('./plain.js').Ignore} [ignore] members to leave out; in a list `null` takes their place
 * @returns {CapturedForLater | undefined} undefined for `undefined`; the text of a plain value is made when it is asked for
 */
export function captureForLater(value, maxBytes, ignore) {
  if (value === undefined) return undefined;
  if (typeof value === 'string') {
    const truncated = value.length > maxBytes;
    return { text: truncated ? cut(value, maxBytes) : value, json: false, truncated };
  }
  const budget = { left: maxBytes, ignore };
  const copy = plainCopy(value, budget, 0);
  if (budget.left < 0) return writeBounded(value, maxBytes, ignore);
  return { text: new Snapshot(copy, maxBytes - budget.left, maxBytes), json: true, truncated: false };
}

/**
 * The same with its text.
 * @param {unknown} value @param {number} maxBytes
 * @returns {Captured | undefined}
 */
export function captureValue(value, maxBytes) {
  const captured = captureForLater(value, maxBytes);
  if (!captured || typeof captured.text === 'string') return /** @type {Captured | undefined} */ (captured);
  const text = String(captured.text);
  return { text, json: true, truncated: captured.text.truncated };
}
