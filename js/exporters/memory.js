import { checkOptions, POSITIVE } from '../base/check.js';

/** @typedef {import('../index.js').FinishedSpan} FinishedSpan */

/**
 * Creates an exporter that keeps finished spans in the array `spans`, at most the last `limit` of them. For tests and for exploration.
 * @param {{ limit?: number }} [options]
 */
export function memory(options = {}) {
  checkOptions('memory()', options, { limit: POSITIVE });
  const { limit = Infinity } = options;
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
