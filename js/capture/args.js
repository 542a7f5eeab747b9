import { captureForLater } from './capture-value.js';

/**
 * A snapshot of a call's arguments: nothing for none, one argument without a name as itself, several as a list.
 * With names it is `{ name: value }`, where arguments that have no name keep their index as key.
 * @param {ArrayLike<unknown>} args @param {readonly string[] | undefined} names
 * @param {number} maxBytes as for `captureForLater`
 */
export function captureArgs(args, names, maxBytes) {
  if (args.length === 0) return undefined;
  if (names) return captureForLater(Object.fromEntries(Array.from(args, (arg, i) => [names[i] ?? i, arg])), maxBytes);
  return captureForLater(args.length === 1 ? args[0] : Array.from(args), maxBytes);
}
