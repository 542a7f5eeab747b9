import { withoutEnv } from '#secrets';

/** @typedef {import('./plain.js').Copy} Copy */

/**
 * A call's arguments as one value: one as itself, several as a list without the environment of a Worker's handler.
 * @param {unknown[]} args not empty
 */
export const wholeOf = (args) => (args.length === 1 ? args[0] : withoutEnv(args));

/**
 * A copy of arguments with their names, `{ name: value }`; arguments that have no name keep their index as key.
 * @param {Copy | undefined} copy of `wholeOf(args)` @param {number} count of arguments @param {readonly string[]} names
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
