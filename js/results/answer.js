import { readAnswer } from '../providers/index.js';
import { Draft } from './draft.js';

/**
 * A value and what it says of itself where it is an answer of a model.
 * @param {unknown} value @returns {import('./collect.js').Collected}
 */
export function withFacts(value) {
  const draft = new Draft({ left: 0, omitted: 0 });
  readAnswer(draft, value);
  return { ...draft.summary(), value };
}
