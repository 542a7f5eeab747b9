/** Of the font of the figures, generously, in pixels. */
const [LETTER, SPACE] = [6.4, 16];

/** @typedef {'after' | 'before' | 'inside'} Side */

/**
 * Which figures have room, and on which side of their bar.
 * @param {number} from start of the bar, in pixels @param {number} to its end @param {number} width of all bars
 * @param {readonly string[]} choices the longest first
 * @returns {{ words: string, side: Side }}
 */
export function labelOf(from, to, width, choices) {
  for (const words of choices) {
    const side = sideFor(from, to, width, words.length * LETTER + SPACE);
    if (side) return { words, side };
  }
  return { words: choices[choices.length - 1], side: 'inside' };
}

/** @param {number} from @param {number} to @param {number} width @param {number} needed @returns {Side | undefined} */
function sideFor(from, to, width, needed) {
  if (width - to >= needed) return 'after';
  if (to - from >= needed) return 'inside';
  return from >= needed ? 'before' : undefined;
}
