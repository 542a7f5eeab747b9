// A docs bot whose every step is traced. The same file runs in Node, in a page and in a Worker.
import { streamAnswer } from './answerer.js';
import { citeSources } from './citations.js';
import { chatRequest, MODEL } from './prompt.js';
import { rerankHits } from './rerank.js';
import { correctSpelling } from './spelling.js';

const HITS = 12;
const PASSAGES = 4;

/**
 * @param {import('spanloom').Tracer} loom from `init` or `createTracer`
 * @param {ReturnType<typeof import('./index.js').createIndex>} index
 */
export function createDocsBot(loom, index) {
  const spellcheck = loom.tool((question) => correctSpelling(question.text, index.vocabulary), { name: 'spellcheck' });
  const retrieve = loom.retrieval(async (query) => index.search(query.terms, HITS), { name: 'retrieve' });
  const rerank = loom.task((query, hits) => rerankHits(query.terms, hits, PASSAGES), { name: 'rerank' });
  const buildPrompt = loom.task((question, passages) => chatRequest(question.text, passages), { name: 'build_prompt' });
  const answer = loom.llm(streamAnswer, { name: 'answer', model: MODEL, provider: 'docs-bot' });
  const cite = loom.tool((chunks, passages) => citeSources(chunks, passages), { name: 'cite' });

  /** Answers `{ text, sources }`; `onText` is given each piece of the text as it comes. */
  const ask = async (question, onText) => {
    const query = spellcheck(question);
    const hits = await retrieve(query);
    const passages = rerank(query, hits);
    const request = buildPrompt(question, passages);
    const chunks = [];
    for await (const chunk of answer(request)) {
      chunks.push(chunk);
      if (chunk.text) onText?.(chunk.text);
    }
    return cite(chunks, passages);
  };
  return loom.workflow(ask, { name: 'ask', args: ['question', 'onText'] });
}
