// Reads complete answers that are plain data.
import { readAnswer } from '../providers/index.js';
import { Draft } from './draft.js';

/**
 * A value, and what it reports about itself if it is a model's answer.
 * @param {unknown} value @returns {import('./collect.js').Collected}
 */
export function withFacts(value) {
  const draft = new Draft({ left: 0, omitted: 0 });
  readAnswer(draft, value);
  return { ...draft.summary(), value };
}
