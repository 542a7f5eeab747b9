// A small, honest model: it writes nothing of its own, but quotes the prompt's best lines and says where each came from.
import { CALCULATOR, readPrompt } from './prompt.js';
import { termsOf } from './words.js';

const MOST_QUOTES = 2;
const LINES_PER_QUOTE = 2;
const FEWEST_WORDS = 4;
const NOTHING_FOUND = 'The documentation at hand does not say.';

/** Streams the answer as the AI SDK does: a part per quote, then what was read and written. @param {string} prompt */
export async function* streamAnswer(prompt) {
  const quotes = [...computed(prompt), ...chooseQuotes(prompt)];
  const pieces = quotes.map((quote, i) => `${i > 0 ? '\n\n' : ''}${marked(quote)}`);
  if (pieces.length === 0) pieces.push(NOTHING_FOUND);
  for (const text of pieces) yield { type: 'text-delta', text };
  const totalUsage = { inputTokens: countWords(prompt), outputTokens: countWords(pieces.join('')) };
  yield { type: 'finish', finishReason: 'stop', totalUsage };
}

/** @type {import('./steps.js').Model} */
export const extractive = { name: 'extractive-1', provider: 'docs-bot', stream: streamAnswer };

/** The mark stands before a quote's code. */
function marked({ text, passage }) {
  const [prose, ...code] = text.split('\n');
  return [`${prose} [${passage}]`, ...code].join('\n');
}

/** What a calculator said answers by itself. */
const computed = (prompt) =>
  readPrompt(prompt)
    .passages.filter(({ name }) => name === CALCULATOR)
    .map(({ passage, text }) => ({ passage, text: text.trim() }));

/** The best quote, then the best from another passage if it is nearly as good. */
function chooseQuotes(prompt) {
  const { passages, question } = readPrompt(prompt);
  const lines = passages.filter(({ name }) => name !== CALCULATOR).flatMap(linesOf);
  const rarity = raritiesOf(lines);
  const wanted = new Set(termsOf(question));
  const quotes = lines.map((_, i) => quoteFrom(lines.slice(i, i + LINES_PER_QUOTE), wanted, rarity));
  quotes.sort((a, b) => b.worth - a.worth);
  const good = quotes.filter(({ worth }) => worth > 0 && worth > 0.5 * quotes[0].worth);
  return good
    .filter(({ passage }, i) => good.findIndex((other) => other.passage === passage) === i)
    .slice(0, MOST_QUOTES);
}

/** The sentences of a passage; a code block belongs to the one that announces it. */
function linesOf({ passage, name, text }) {
  const nameTerms = termsOf(name);
  const lines = [];
  for (const block of text.trimEnd().split('\n\n')) {
    if (block.startsWith('    ')) {
      if (lines.at(-1)?.text.endsWith(':')) lines.at(-1).text += `\n${block}`;
      continue;
    }
    for (const sentence of block.replace(/\s+/g, ' ').split(/(?<=[.!?:]) (?=[A-Z`"])/)) {
      const bare = sentence.replace(/^([*-]|\d+\.)\s+/, '');
      if (countWords(bare) >= FEWEST_WORDS)
        lines.push({ passage, block, nameTerms, text: bare, terms: new Set(termsOf(bare)) });
    }
  }
  return lines.filter((line) => !line.text.endsWith(':'));
}

function raritiesOf(lines) {
  const counts = new Map();
  for (const { terms } of lines) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return (term) => Math.log(1 + lines.length / counts.get(term));
}

/** Rare wanted words count most, long quotes less; the page's name and its rank settle near ties. */
function quoteFrom([first, ...more], wanted, rarity) {
  const { passage, block, nameTerms } = first;
  const lines = [first, ...more.filter((line) => line.passage === passage && line.block === block)];
  const terms = new Set(lines.flatMap((line) => [...line.terms]));
  const told = [...wanted].filter((term) => terms.has(term));
  const named = nameTerms.filter((term) => wanted.has(term));
  const lead = told.filter((term) => first.terms.has(term));
  const points = sum([...told, ...lead].map(rarity)) + (told.length > 0 ? named.length : 0);
  return {
    passage,
    text: lines.map(({ text }) => text).join(' '),
    worth: (points / (10 + terms.size) ** 0.5) * (1 - 0.1 * passage),
  };
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

const countWords = (text) => text.split(/\s+/).filter(Boolean).length;
