// The prompt, a plain string: what to do, numbered passages, then the question.

const INSTRUCTIONS = 'Answer from the numbered passages only. After each statement name its passage, like [2].';
const QUESTION = '\n\nQuestion: ';

/** The name of a passage that a calculator wrote. */
export const CALCULATOR = 'calculator';

/** @typedef {{ title: string, heading: string, text: string }} Passage */

/** @param {string} question @param {Passage[]} passages */
export function writePrompt(question, passages) {
  const context = passages.map(({ title, heading, text }, i) => `[${i + 1}] ${nameOf(title, heading)}\n${text}`);
  return `${[INSTRUCTIONS, ...context].join('\n\n')}${QUESTION}${question}`;
}

/** The same with passages as JSON: their quotes and line breaks are escaped. @type {typeof writePrompt} */
export function writeJsonPrompt(question, passages) {
  const numbered = passages.map(({ title, heading, text }, i) => ({
    passage: i + 1,
    name: nameOf(title, heading),
    text,
  }));
  return `${INSTRUCTIONS}\n\n${JSON.stringify({ passages: numbered, question })}`;
}

/** @param {string} prompt */
export function readPrompt(prompt) {
  const json = prompt.slice(INSTRUCTIONS.length).trim();
  if (json.startsWith('{')) return JSON.parse(json);
  const end = prompt.lastIndexOf(QUESTION);
  const parts = prompt.slice(0, end).split(/^\[(\d+)\] (.*)\n/m);
  const passages = [];
  for (let i = 1; i < parts.length; i += 3)
    passages.push({ passage: Number(parts[i]), name: parts[i + 1], text: parts[i + 2] });
  return { passages, question: prompt.slice(end + QUESTION.length) };
}

/** "npm-ci: Description", or the title alone. */
export const nameOf = (title, heading) => (heading ? `${title}: ${heading}` : title);
