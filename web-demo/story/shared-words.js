// Which words of an answer stand in its prompt and in the documents. spanloom finds them: each text is the result of one step and
// the argument of the next, in a trace of its own.
import { createTracer, memory } from 'spanloom';
import { placeOf, sameLetters, trimmed } from './letters.js';

const FEWEST_LETTERS = 16;

/**
 * @typedef {[start: number, end: number]} Range in UTF-16 units
 * @typedef {{ document: number, ranges: { document: Range, prompt: Range, answer: Range } }} Passage the same words, three times
 */

/**
 * @param {string[]} documents @param {string} prompt @param {string} answer
 * @returns {Promise<Passage[]>} in the order of the answer
 */
export async function sharedWords(documents, prompt, answer) {
  const [fromDocuments, fromPrompt] = await Promise.all([piecesOf(documents, answer), piecesOf([prompt], answer)]);
  const passages = [];
  for (const { index, from, to } of fromDocuments) {
    for (const given of fromPrompt) {
      const said = /** @type {Range} */ ([Math.max(to[0], given.to[0]), Math.min(to[1], given.to[1])]);
      if (said[0] >= said[1]) continue;
      const ranges = {
        document: trimmed(documents[index], from, answer, to, said),
        prompt: trimmed(prompt, given.from, answer, given.to, said),
        answer: said,
      };
      const words = [documents[index].slice(...ranges.document), prompt.slice(...ranges.prompt), answer.slice(...said)];
      if (sameLetters(words)) passages.push({ document: index, ranges });
    }
  }
  return apart(passages.sort((a, b) => a.ranges.answer[0] - b.ranges.answer[0]));
}

/** @param {string[]} sources @param {string} text @returns {Promise<{ index: number, from: Range, to: Range }[]>} */
async function piecesOf(sources, text) {
  const kept = memory();
  const loom = createTracer({ exporters: [kept], links: { text: { minLength: FEWEST_LETTERS } } });
  const say = loom.task((_text) => {}, { name: 'say' });
  loom.trace('words', () => {
    for (const [index, source] of sources.entries()) loom.task(() => source, { name: String(index) })();
    say(text);
  });
  await loom.shutdown();
  const indexOf = new Map(kept.spans.map(({ spanId, name }) => [spanId, Number(name)]));
  const { links } = kept.spans.find(({ name }) => name === 'say') ?? { links: [] };
  return links.flatMap(({ spanId, pieces = [] }) => {
    const index = indexOf.get(spanId);
    return pieces.flatMap(({ from, to }) => {
      const said = to.range ?? [0, text.length];
      // Ranges inside of JSON in a text are of what it decodes to.
      const given =
        from.path === '$' ? (from.range ?? [0, sources[index].length]) : placeOf(sources[index], text.slice(...said));
      return given ? [{ index, from: given, to: said }] : [];
    });
  });
}

/** Where two overlap the earlier one counts. @param {Passage[]} passages */
function apart(passages) {
  let end = 0;
  return passages.filter(({ ranges: { answer } }) => {
    if (answer[0] < end) return false;
    end = answer[1];
    return true;
  });
}
