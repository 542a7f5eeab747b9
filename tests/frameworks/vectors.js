// Embeddings without a model: texts with words in common are near each other.

const SIZE = 96;

/** @param {string} text @returns {number[]} of length 1 */
export function vectorOf(text) {
  const vector = new Array(SIZE).fill(0);
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  for (let at = 0; at + 2 <= letters.length; at++)
    vector[(letters.charCodeAt(at) * 31 + letters.charCodeAt(at + 1) * 7) % SIZE] += 1;
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/** @param {number[]} a @param {number[]} b */
export const nearness = (a, b) => a.reduce((sum, value, at) => sum + value * b[at], 0);
