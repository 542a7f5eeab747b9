// What can be noticed of a page: what its program logs, what the console shows, and failures that nobody handled, in order.

const METHODS = ['debug', 'error', 'info', 'log', 'warn'];

/** @param {unknown} value without a look into objects, which may be observed */
const shown = (value) => (Object(value) === value && !(value instanceof Error) ? typeof value : String(value));

/** @typedef {{ lines: string[], log(line: string): void }} Journal */

/** @returns {Journal} */
export function openJournal() {
  /** @type {string[]} */
  const lines = [];
  const log = (/** @type {string} */ line) => void lines.push(line);
  for (const method of METHODS) console[method] = (...all) => log(`console.${method}: ${all.map(shown).join(' ')}`);
  addEventListener('error', (event) => log(`error: ${event.message}`));
  addEventListener('unhandledrejection', (event) => log(`unhandled rejection: ${shown(event.reason)}`));
  return { lines, log };
}
