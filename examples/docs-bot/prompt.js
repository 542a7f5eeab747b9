// The prompt, a plain string: what to do, numbered passages, then the question.

const INSTRUCTIONS = 'Answer from the numbered passages only. After each statement name its passage, like [2].';
const QUESTION = '\n\nQuestion: ';

/** @param {string} question @param {{ title: string, heading: string, text: string }[]} passages */
export function writePrompt(question, passages) {
  const context = passages.map(({ title, heading, text }, i) => `[${i + 1}] ${nameOf(title, heading)}\n${text}`);
  return `${[INSTRUCTIONS, ...context].join('\n\n')}${QUESTION}${question}`;
}

/** @param {string} prompt */
export function readPrompt(prompt) {
  const end = prompt.lastIndexOf(QUESTION);
  const parts = prompt.slice(0, end).split(/^\[(\d+)\] (.*)\n/m);
  const passages = [];
  for (let i = 1; i < parts.length; i += 3)
    passages.push({ passage: Number(parts[i]), name: parts[i + 1], text: parts[i + 2] });
  return { passages, question: prompt.slice(end + QUESTION.length) };
}

/** "npm-ci: Description", or the title alone. */
export const nameOf = (title, heading) => (heading ? `${title}: ${heading}` : title);
