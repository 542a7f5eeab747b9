// What the fragment does not say of a place: the selected part of the span, and where words were followed from. It is in the state of the
// entry of the page's history, beside the page's own.

/** @typedef {import('../state/state.js').Selection} Selection */
/** @typedef {{ part?: Selection['part'], past: readonly Selection[] }} Entry */

const KEY = 'spanloom';

/** @param {any} state of the history @returns {Entry} */
export function readEntry(state) {
  const { part, past } = state?.[KEY] ?? {};
  return { ...(isPart(part) && { part }), past: Array.isArray(past) ? past.filter(isSelection) : [] };
}

/** @param {any} state of the history @param {Entry} entry @returns {any} */
export function withEntry(state, { part, past }) {
  const isObject = typeof state === 'object' && state !== null;
  if (state != null && !isObject) return state;
  if (part || past.length > 0) return { ...state, [KEY]: { part, past } };
  if (!isObject || !(KEY in state)) return state;
  const { [KEY]: _, ...others } = state;
  return others;
}

/** @param {any} one */
const isSelection = (one) => typeof one?.spanId === 'string' && (one.part === undefined || isPart(one.part));

/** @param {any} part */
const isPart = (part) =>
  (part?.side === 'input' || part?.side === 'output') &&
  typeof part.attribute === 'string' &&
  Array.isArray(part.range) &&
  part.range.length === 2 &&
  part.range.every(Number.isInteger);
