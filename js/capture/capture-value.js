// Snapshots of values as text: taken now, bounded, and never the cause of an error.
import { copyOf, strip } from './plain.js';
import { Snapshot } from './snapshot.js';

/**
 * What a value looks like now. A string is itself; everything else becomes JSON, with stand-ins such as `"[Circular]"`,
 * `"[Threw]"` or `"[Float32Array(1536)]"` for what JSON cannot show. What is cut ends in `…` and stays valid JSON.
 * @param {unknown} value @param {number} maxBytes bound on the length of the text
 * @param {import('./plain.js').Ignore} [ignore] members to leave out; in a list `null` takes their place
 * @returns {Snapshot | undefined} undefined for `undefined`
 */
export function captureForLater(value, maxBytes, ignore) {
  const copy = copyOf(value, maxBytes, ignore);
  if (!copy) return undefined;
  strip(copy);
  return new Snapshot(copy, maxBytes);
}

/**
 * The same with its text.
 * @param {unknown} value @param {number} maxBytes
 * @returns {{ text: string, json: boolean, truncated: boolean } | undefined}
 */
export function captureValue(value, maxBytes) {
  const copy = copyOf(value, maxBytes);
  if (!copy) return undefined;
  const snapshot = new Snapshot(copy, maxBytes);
  const text = snapshot.toString();
  return { text, json: copy.json, truncated: snapshot.isCut };
}
