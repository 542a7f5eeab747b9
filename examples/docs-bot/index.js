// The search index over the corpus: MiniSearch (BM25+), and how often each word occurs.
import MiniSearch from 'minisearch';
import { termOf, wordsOf } from './words.js';

/**
 * @param {import('./corpus.js').Section[]} sections
 * @returns what `createDocsBot` searches: `search(terms, limit)` gives new hits `{ id, title, summary, heading, text, url, score }`, best first
 */
export function createIndex(sections) {
  const engine = new MiniSearch({
    fields: ['title', 'summary', 'heading', 'text'],
    storeFields: ['title', 'summary', 'heading', 'text', 'url'],
    tokenize: wordsOf,
    processTerm: termOf,
    searchOptions: { boost: { title: 2, summary: 2, heading: 3 }, bm25: { k: 1.2, b: 0.7, d: 0.5 } },
  });
  engine.addAll(sections);

  const vocabulary = new Map();
  for (const { title, summary, heading, text } of sections) {
    for (const word of wordsOf(`${title} ${summary} ${heading} ${text}`))
      vocabulary.set(word, (vocabulary.get(word) ?? 0) + 1);
  }

  const search = (terms, limit) =>
    engine
      .search(terms.join(' '))
      .slice(0, limit)
      .map(({ id, title, summary, heading, text, url, score }) => ({ id, title, summary, heading, text, url, score }));

  return { search, vocabulary };
}
