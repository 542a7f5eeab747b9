// How many words of an answer have a known source.

/** Marks of citations, such as [1], are the app's own. */
const CITATION = /\[\d+\]/g;
const WORD = /\S*[\p{L}\p{N}]\S*/gu;
const LETTER = /[\p{L}\p{N}]/gu;

/** @param {import('./lineage.js').Lineage} lineage @returns {{ known: number, all: number }} */
export function countWords({ answer, passages }) {
  const text = answer.replace(CITATION, (mark) => ' '.repeat(mark.length));
  const isLit = (at) => passages.some(({ ranges: { answer: range } }) => range[0] <= at && at < range[1]);
  const words = Array.from(text.matchAll(WORD), ({ 0: word, index }) =>
    Array.from(word.matchAll(LETTER)).every((letter) => isLit(index + letter.index)),
  );
  return { known: words.filter(Boolean).length, all: words.length };
}
