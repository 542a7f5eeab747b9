import { checkOptions, POSITIVE } from '../base/check.js';

/** @typedef {import('../index.js').FinishedSpan} FinishedSpan */

/**
 * Keeps finished spans in the array `spans`, the last `limit` of them if given. For tests and for looking around.
 * @param {{ limit?: number }} [options]
 */
export function memory(options = {}) {
  checkOptions('memory()', options, { limit: POSITIVE });
  const { limit = Number.POSITIVE_INFINITY } = options;
  /** @type {FinishedSpan[]} */
  const spans = [];
  return {
    name: 'memory',
    spans,
    /** Empties `spans`. */
    reset() {
      spans.length = 0;
    },
    /** @param {FinishedSpan[]} batch */
    async export(batch) {
      for (const span of batch) spans.push(span);
      if (spans.length > limit) spans.splice(0, spans.length - limit);
    },
  };
}
