// Numbers functions, so that calls of one function in a loop can be recognized.

const NAMED = 2 ** 31;
let functions = 0;

/**
 * Returns the number of a function, never 0. A function with a given name is numbered by kind and name. So a function that is wrapped again in each turn of
 * a loop, or a block, keeps its number.
 * @param {string} kind @param {string | undefined} name the `name` option
 */
export function functionNumber(kind, name) {
  if (name === undefined) {
    functions = (functions + 1) % NAMED || 1;
    return functions;
  }
  // FNV-1a.
  let hash = 0x811c9dc5;
  for (const char of `${kind} ${name}`)
    hash = Math.imul(hash ^ /** @type {number} */ (char.codePointAt(0)), 0x01000193);
  return ((hash >>> 1) | NAMED) >>> 0;
}
