// From the spans of one answer: the documents that spanloom saw in the prompt, and their words in the answer.
import { parsed, placesOf } from '../../examples/docs-bot/contents.js';
import { nameOf, readPrompt } from '../../examples/docs-bot/prompt.js';
import { sameLetters } from './letters.js';
import { sharedWords } from './shared-words.js';

/**
 * @typedef {import('spanloom').FinishedSpan} FinishedSpan
 * @typedef {{ name: string, url: string, text: string, step: string, number: number, pieces: [number, number][] }} Source `number` is what
 * the prompt calls it, as citations do; `pieces` are ranges of the prompt
 * @typedef {{
 *   sources: Source[], prompt: string, answer: string, passages: import('./shared-words.js').Passage[], model: string,
 * }} Lineage `document` of a passage is an index in `sources`
 */

/** @param {FinishedSpan[]} spans of one trace @returns {Promise<Lineage | undefined>} `undefined` when no model answered */
export async function lineageOf(spans) {
  const answer = spans.findLast(({ name, status }) => name === 'answer' && status.code === 'ok');
  if (!answer) return undefined;
  const prompt = String(parsedText(answer.input));
  const text = answer.output ?? '';
  const sources = numbered(sourcesOf(answer, spans), readPrompt(prompt).passages);
  const found = await sharedWords(
    sources.map((source) => source.text),
    prompt,
    text,
  );
  // A word counts where the trace itself links the document to the prompt.
  const passages = found.filter(({ document, ranges }) =>
    sources[document].pieces.some(([start, end]) => start <= ranges.prompt[0] && ranges.prompt[1] <= end),
  );
  return { sources, prompt, answer: text, passages, model: String(answer.attributes['gen_ai.request.model'] ?? '') };
}

/** Each by the passage of the prompt that says the same. */
const numbered = (sources, passages) =>
  sources.map((source) => ({
    ...source,
    number: passages.find(({ text }) => sameLetters([text, source.text]))?.passage ?? passages.length + 1,
  }));

const parsedText = (input = '') => {
  const value = parsed(input);
  return typeof value === 'string' ? value : input;
};

/** Texts that a step returned and that the prompt contains. What a model wrote is no document. */
function sourcesOf(answer, spans) {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const sources = new Map();
  for (const link of answer.links) {
    const producer = byId.get(link.spanId);
    if (!producer || producer.kind === 'llm' || link.attributes.from !== 'output') continue;
    for (const { from, to } of placesOf(link, producer, answer)) {
      // The prompt is the whole argument: ranges inside of JSON in it are of another text.
      if (typeof from.value !== 'string' || !to.range || to.path !== '$[0]') continue;
      if (!from.path.endsWith('.text')) continue;
      const { name, url } = documentAt(producer, from.path);
      if (!name) continue;
      const key = `${link.spanId} ${from.path}`;
      const source = sources.get(key) ?? { name, url, step: producer.name, text: from.value, pieces: [] };
      source.pieces.push(to.range);
      sources.set(key, source);
    }
  }
  return [...sources.values()];
}

/** A text is a document's if a title stands beside it. */
function documentAt(producer, path) {
  const index = /^\$\[(\d+)\]/.exec(path)?.[1];
  const value = parsed(producer.output);
  const { title, heading = '', url = '' } = (index === undefined ? value : value[index]) ?? {};
  return { name: title && nameOf(title, heading), url };
}
