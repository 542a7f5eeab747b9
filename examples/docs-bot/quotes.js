// Finds what a text quotes: runs of words that also stand in one of its sources.

const FEWEST_WORDS = 5;

/**
 * @param {string} text @param {string[]} sources
 * @returns {{ start: number, end: number, source: number }[]} in order, where in the text, and the index of the source
 */
export function quotesOf(text, sources) {
  const words = placedWords(text);
  const searched = sources.map((source) => placedWords(source).map(({ word }) => word));
  const places = placesByRun(searched);
  const quotes = [];
  for (let i = 0; i < words.length; ) {
    const best = longest(words, i, searched, places);
    if (best) quotes.push({ start: words[i].start, end: words[i + best.count - 1].end, source: best.source });
    i += best?.count ?? 1;
  }
  return quotes;
}

const placedWords = (text) =>
  Array.from(text.matchAll(/[\p{L}\p{N}]+/gu), ({ 0: word, index }) => ({
    word: word.toLowerCase(),
    start: index,
    end: index + word.length,
  }));

/** Where each run of the fewest words begins. @param {string[][]} searched */
function placesByRun(searched) {
  const places = new Map();
  for (const [source, words] of searched.entries()) {
    for (let at = 0; at + FEWEST_WORDS <= words.length; at++) {
      const run = words.slice(at, at + FEWEST_WORDS).join(' ');
      places.set(run, [...(places.get(run) ?? []), { source, at }]);
    }
  }
  return places;
}

function longest(words, i, searched, places) {
  const run = words.slice(i, i + FEWEST_WORDS).map(({ word }) => word);
  const found = (places.get(run.join(' ')) ?? []).map(({ source, at }) => {
    let count = FEWEST_WORDS;
    while (i + count < words.length && words[i + count].word === searched[source][at + count]) count++;
    return { source, count };
  });
  return found.sort((a, b) => b.count - a.count)[0];
}
