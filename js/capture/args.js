import { captureForLater } from './capture-value.js';
import { Snapshot } from './snapshot.js';

/** @typedef {import('./capture-value.js').CapturedForLater} CapturedForLater */

/**
 * A call's arguments as one value: one as itself, several as a list.
 * @param {unknown[]} args not empty
 */
export const wholeOf = (args) => (args.length === 1 ? args[0] : args);

/**
 * A snapshot of arguments with their names, `{ name: value }`; arguments that have no name keep their index as key.
 * @param {CapturedForLater | undefined} captured what `captureForLater` made of `wholeOf(args)`: where it holds copies, they are used again
 * @param {unknown[]} args @param {readonly string[]} names @param {number} maxBytes as for `captureForLater`
 * @returns {CapturedForLater | undefined}
 */
export function captureNamed(captured, args, names, maxBytes) {
  /** @param {unknown[]} items */
  const named = (items) => Object.fromEntries(items.map((item, i) => [names[i] ?? i, item]));
  if (!(captured?.text instanceof Snapshot)) return captureForLater(named(args), maxBytes);
  const { data, length } = captured.text;
  const items = args.length === 1 ? [data] : /** @type {unknown[]} */ (data);
  const labels = names.reduce((sum, name) => sum + name.length + 4, 0);
  return { text: new Snapshot(named(items), length + labels, maxBytes), json: true, truncated: false };
}
