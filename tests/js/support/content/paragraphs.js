// Paragraphs of one corpus (npm's documentation) that say different things: no two have six words in a row in common.
import { readCorpus } from '../../../../scripts/corpus.mjs';
import { Random } from './random.js';

const FEWEST_WORDS = 12;
const COMMON_WORDS = 6;

/** In a random order. @param {number} seed @returns {Promise<string[]>} */
export async function independentParagraphs(seed) {
  const { sections } = await readCorpus();
  const paragraphs = sections.flatMap(({ text }) => text.split('\n\n'));
  const met = new Set();
  return new Random(seed).shuffled(paragraphs).filter((paragraph) => {
    const words = paragraph.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    if (words.length < FEWEST_WORDS) return false;
    const runs = words.slice(COMMON_WORDS - 1).map((_, i) => words.slice(i, i + COMMON_WORDS).join(' '));
    if (runs.some((run) => met.has(run))) return false;
    for (const run of runs) met.add(run);
    return true;
  });
}
