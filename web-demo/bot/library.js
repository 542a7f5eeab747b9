// The documentation and its index: words first, word vectors when the first answer stands.
import corpusUrl from '../../build/corpus.json?url';
import { createEmbedding } from '../../examples/docs-bot/embedding.js';
import { createIndex } from '../../examples/docs-bot/index.js';
import { readVectors } from '../../examples/docs-bot/vectors.js';
import vectorsUrl from '../vectors/words.bin?url';

/** @param {string} url @param {string} what */
async function get(url, what) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${what} could not be loaded (HTTP ${response.status})`);
  return response;
}

export async function openLibrary() {
  const { source, sections } = await (await get(corpusUrl, 'the documentation')).json();
  const index = createIndex(sections);
  return {
    source,
    sections,
    index,
    /** From then on, retrieval uses both. */
    async loadVectors() {
      const buffer = await (await get(vectorsUrl, 'the word vectors')).arrayBuffer();
      index.meaning = createEmbedding(sections, index.vocabulary, readVectors(buffer));
    },
  };
}
