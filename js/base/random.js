// Random IDs from a pool. It is filled on first use, as some runtimes forbid random numbers while a module loads.

const POOL = 512;
/** @type {Uint32Array<ArrayBuffer> | undefined} */
let pool;
let at = POOL;

/** Returns 32 random bits, never 0, so that no ID is all zeros. @returns {number} */
export function random32() {
  if (at === POOL) {
    pool = crypto.getRandomValues(pool ?? new Uint32Array(POOL));
    at = 0;
  }
  return /** @type {Uint32Array} */ (pool)[at++] || random32();
}

/** @param {...number} words 32 bits each, the most significant first */
export const toHex = (...words) => words.map((word) => word.toString(16).padStart(8, '0')).join('');

/** Returns the words of an ID, 32 bits each. @param {string} hex */
export const fromHex = (hex) => (hex.match(/.{8}/g) ?? []).map((word) => Number.parseInt(word, 16));
