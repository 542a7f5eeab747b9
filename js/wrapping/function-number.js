// Which calls are of the same function, as far as the links of a loop are concerned.

const NAMED = 2 ** 31;
let functions = 0;

/**
 * The number of a function. Those that were given a kind and a name are known by them: a step that is wrapped anew in each turn, or a block, stays
 * the same. Never 0.
 * @param {string} kind @param {string | undefined} name that was given by hand
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
