// Reads a value by the first API that recognizes it.
import { copyOf } from '../capture/plain.js';
import { isObject, own } from '../reading/data.js';
import { readable } from '../reading/observed.js';

/** How much of an answer is read. */
const MAX_CHARACTERS = 4 * 2 ** 20;
/** Leaves out functions and symbols. */
const raw = () => undefined;

/**
 * Adds an item or answer to the draft. Returns false if no API recognizes it.
 * @param {import('./facts.js').Api[]} apis @param {import('./facts.js').Draft} draft @param {unknown} given @param {Partial<import('../capture/plain.js').Walk>} [rules]
 */
export function read(apis, draft, given, rules) {
  const value = readable(given);
  if (!isObject(value)) return false;
  try {
    const type = own(value, 'type');
    return apis.some(
      ({ types, marks = [], read }) =>
        (types ? typeof type === 'string' && types.test(type) : marks.some((mark) => Object.hasOwn(value, mark))) &&
        read(draft, copyOf(value, MAX_CHARACTERS, { raw, ...rules })?.data) !== false,
    );
  } catch {
    // It only looked like an answer.
    return false;
  }
}
