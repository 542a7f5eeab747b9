// A docs bot whose every step is traced. The same file runs in Node, in a page and in a Worker.
import { streamAnswer } from './answerer.js';
import { citeSources } from './citations.js';
import { writePrompt } from './prompt.js';
import { rerankHits } from './rerank.js';
import { correctSpelling } from './spelling.js';

const HITS = 12;
const PASSAGES = 4;

/** Where the reranker is a service of its own, it gets a copy. */
const overTheWire = (value) => JSON.parse(JSON.stringify(value));

/**
 * @param {import('spanloom').Tracer} loom from `init` or `createTracer`
 * @param {ReturnType<typeof import('./index.js').createIndex>} index
 */
export function createDocsBot(loom, index) {
  const spellcheck = loom.tool((question) => correctSpelling(question.text, index.vocabulary), { name: 'spellcheck' });
  const retrieve = loom.retrieval(async (query) => index.search(query.terms, HITS), { name: 'retrieve' });
  const rerank = loom.task((query, hits) => rerankHits(query.terms, hits, PASSAGES), { name: 'rerank' });
  const answer = loom.llm(streamAnswer, { name: 'answer', model: 'extractive-1', provider: 'docs-bot' });
  const cite = loom.tool((chunks, passages) => citeSources(chunks, passages), { name: 'cite' });

  /** Answers `{ text, sources }`; `onText` is given each piece of the text as it comes. */
  const ask = async (question, onText) => {
    const query = spellcheck(question);
    const hits = await retrieve(query);
    const passages = rerank(query, overTheWire(hits));
    const prompt = writePrompt(query.text, passages);
    const chunks = [];
    for await (const chunk of answer(prompt)) {
      chunks.push(chunk);
      if (chunk.text) onText?.(chunk.text);
    }
    return cite(chunks, passages);
  };
  return loom.workflow(ask, { name: 'ask' });
}
