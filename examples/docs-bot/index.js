// The search index over the corpus: MiniSearch (BM25+), and how often each word occurs.
import MiniSearch from 'minisearch';
import { fuse } from './fusion.js';
import { termOf, wordsOf } from './words.js';

const CANDIDATES = 50;
/** Share of a question's words in the best section, from which on the meaning is not asked. */
const ENOUGH_WORDS = 0.75;

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

  /** A hit is a new object. */
  const plain = ({ id, title, summary, heading, text, url, score }) => ({
    id,
    title,
    summary,
    heading,
    text,
    url,
    score,
  });
  const search = (terms, limit, vector) => {
    const found = engine.search(terms.join(' '));
    // Who uses the documentation's words finds its page by them.
    const isFound = found.length > 0 && found[0].queryTerms.length >= ENOUGH_WORDS * terms.length;
    if (!vector || !index.meaning || isFound) return found.slice(0, limit).map(plain);
    return fuse(found.slice(0, CANDIDATES).map(plain), index.meaning.nearest(vector, CANDIDATES), limit);
  };

  const index = {
    search,
    vocabulary,
    /** @type {ReturnType<typeof import('./embedding.js').createEmbedding> | undefined} */
    meaning: undefined,
  };
  return index;
}
