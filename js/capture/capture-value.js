// Takes bounded snapshots of values as text. This never throws.
import { copyOf } from './plain.js';
import { Snapshot } from './snapshot.js';

/**
 * Copies a value as it is now, to be written as text later. A string stays as it is. Everything else becomes JSON, with stand-ins such as `"[Circular]"`,
 * `"[Threw]"` or `"[Float32Array(1536)]"` for what JSON cannot show. Text that is cut ends in `…`, and JSON that is cut stays valid.
 * @param {unknown} value @param {number} maxBytes limit on the length of the text @param {Partial<import('./plain.js').Walk>} [rules]
 * @returns {Snapshot | undefined} undefined for `undefined`
 */
export function captureForLater(value, maxBytes, rules) {
  const copy = copyOf(value, maxBytes, { isFair: true, ...rules });
  return copy && new Snapshot(copy, maxBytes, rules?.isLinked);
}
