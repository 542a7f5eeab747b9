// The search index over the corpus: MiniSearch (BM25+), and how often each word occurs.
import MiniSearch from 'minisearch';
import { fuse } from './fusion.js';
import { termOf, wordsOf } from './words.js';

const CANDIDATES = 50;

/**
 * @param {import('./corpus.js').Section[]} sections
 * @returns what `createDocsBot` searches: `search(terms, limit, vector)` gives new hits `{ id, title, summary, heading, text, url, score }`,
 * best first. `meaning`, from `createEmbedding`, can be set later: with a `vector` of it, the closest sections count as well
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

  const byWords = (terms, limit) =>
    engine
      .search(terms.join(' '))
      .slice(0, limit)
      .map(({ id, title, summary, heading, text, url, score }) => ({ id, title, summary, heading, text, url, score }));
  const search = (terms, limit, vector) =>
    vector && index.meaning
      ? fuse(byWords(terms, CANDIDATES), index.meaning.nearest(vector, CANDIDATES), limit)
      : byWords(terms, limit);

  const index = {
    search,
    vocabulary,
    /** @type {ReturnType<typeof import('./embedding.js').createEmbedding> | undefined} */
    meaning: undefined,
  };
  return index;
}
