// Snapshots of values as text: taken now, bounded, and never the cause of an error.
import { copyOf } from './plain.js';
import { Snapshot } from './snapshot.js';

/**
 * What a value looks like now. A string is itself; everything else becomes JSON, with stand-ins such as `"[Circular]"`,
 * `"[Threw]"` or `"[Float32Array(1536)]"` for what JSON cannot show. What is cut ends in `…` and stays valid JSON.
 * @param {unknown} value @param {number} maxBytes bound on the length of the text @param {Partial<import('./plain.js').Walk>} [rules]
 * @returns {Snapshot | undefined} undefined for `undefined`
 */
export function captureForLater(value, maxBytes, rules) {
  const copy = copyOf(value, maxBytes, { isFair: true, ...rules });
  return copy && new Snapshot(copy, maxBytes, rules?.isLinked);
}
