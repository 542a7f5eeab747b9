// Joins the arguments of a call into one value.
import { withoutEnv } from '#secrets';

/** @typedef {import('./plain.js').Copy} Copy */

/**
 * Returns a call's arguments as one value: a single argument itself, or a list, without the environment of a Worker's handler.
 * @param {unknown[]} args at least one
 */
export const wholeOf = (args) => (args.length === 1 ? args[0] : withoutEnv(args));

/**
 * Returns a copy of arguments with their names, `{ name: value }`. Arguments without a name have their index as key.
 * @param {Copy | undefined} copy a copy of `wholeOf(args)` @param {number} count how many arguments there are @param {readonly string[]} names
 * @returns {Copy}
 */
export function named(
  copy = { data: undefined, json: true, length: 0, isCut: false, numbers: 0, others: [] },
  count,
  names,
) {
  const items = count === 1 ? [copy.data] : /** @type {unknown[]} */ (copy.data);
  return {
    ...copy,
    data: Object.fromEntries(items.map((item, i) => [names[i] ?? i, item])),
    json: true,
    length: names.reduce((sum, name) => sum + name.length + 4, copy.length),
  };
}
