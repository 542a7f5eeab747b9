// Corrects a word that the corpus never uses to the likeliest one that it does.
import { termOf, wordsOf } from './words.js';

/**
 * @param {string} text @param {Map<string, number>} vocabulary word -> how often it occurs
 * @returns {{ text: string, terms: string[], corrected: Record<string, string> }} `terms` are the stems to search for
 */
export function correctSpelling(text, vocabulary) {
  const corrected = {};
  for (const word of wordsOf(text)) {
    if (vocabulary.has(word) || !termOf(word)) continue;
    const better = closest(word, vocabulary);
    if (better) corrected[word] = better;
  }
  const repaired = text.replace(/[\p{L}\p{N}]+/gu, (word) => corrected[word.toLowerCase()] ?? word);
  return { text: repaired, terms: [...new Set(wordsOf(repaired).filter(termOf))], corrected };
}

function closest(word, vocabulary) {
  const mostEdits = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
  let best;
  for (const [candidate, count] of vocabulary) {
    if (Math.abs(candidate.length - word.length) > mostEdits) continue;
    const edits = distance(word, candidate);
    if (edits > mostEdits) continue;
    if (!best || edits < best.edits || (edits === best.edits && count > best.count)) best = { candidate, edits, count };
  }
  return best?.candidate;
}

/** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours. */
function distance(a, b) {
  let older = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    [older, previous] = [previous, row];
  }
  return previous[b.length];
}
