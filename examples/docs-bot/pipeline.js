// A docs bot whose every step is traced. The same file runs in Node, in a page and in a Worker.
import { writePrompt } from './prompt.js';
import { answerSteps, citeStep, searchSteps } from './steps.js';

/** Where the reranker is a service of its own, it gets a copy. */
const overTheWire = (value) => JSON.parse(JSON.stringify(value));

const asItIs = (value) => value;

/**
 * @param {import('spanloom').Tracer} loom from `init` or `createTracer`
 * @param {ReturnType<typeof import('./index.js').createIndex>} index with `meaning`, it searches by word vectors too
 * @param {{
 *   hand?: (value: any) => any, prompt?: typeof writePrompt, rerank?: typeof import('./rerank.js').rerankHits,
 *   model?: import('./steps.js').Model,
 * }} [parts] `hand` is what happens to a value between two steps
 */
export function createDocsBot(loom, index, { hand = asItIs, prompt = writePrompt, ...parts } = {}) {
  const { spellcheck, embed, retrieve } = searchSteps(loom, index);
  const { rerank, answer } = answerSteps(loom, parts);
  const cite = citeStep(loom);

  /** Answers `{ text, sources }`; `onText` is given each piece of the text as it comes. */
  const ask = async (question, onText) => {
    const query = hand(spellcheck(question));
    const hits = await (index.meaning ? retrieve(query, hand(embed(query))) : retrieve(query));
    const passages = hand(rerank(query, overTheWire(hits)));
    const chunks = [];
    for await (const chunk of answer(prompt(query.text, passages))) {
      chunks.push(chunk);
      if (chunk.text) onText?.(chunk.text);
    }
    return cite(hand(chunks), passages);
  };
  return loom.workflow(ask, { name: 'ask' });
}
