import { nameOfHolder } from '#server';

/** @typedef {import('./plain.js').Copy} Copy */

/**
 * A call's arguments as one value: one as itself, several as a list. Of a Worker's handler the second is its environment.
 * @param {unknown[]} args not empty
 */
export function wholeOf(args) {
  if (args.length === 1) return args[0];
  const isWorker = args.length === 3 && nameOfHolder(args[2]) === '[ExecutionContext]';
  return isWorker ? [args[0], '[Env]', args[2]] : args;
}

/**
 * A copy of arguments with their names, `{ name: value }`; arguments that have no name keep their index as key.
 * @param {Copy | undefined} copy of `wholeOf(args)` @param {number} count of arguments @param {readonly string[]} names
 * @returns {Copy}
 */
export function named(copy = { data: undefined, json: true, length: 0, isCut: false }, count, names) {
  const items = count === 1 ? [copy.data] : /** @type {unknown[]} */ (copy.data);
  return {
    ...copy,
    data: Object.fromEntries(items.map((item, i) => [names[i] ?? i, item])),
    json: true,
    length: names.reduce((sum, name) => sum + name.length + 4, copy.length),
  };
}
