// Chooses the next tool. As the model does, it reads a prompt and writes text: `{"tool":"search","input":"…"}`.
import { calculationIn } from './calculator.js';

const TASK = `Choose the next tool for the question. Reply with JSON alone: {"tool": NAME, "input": TEXT}.
search: a question, finds sections. read_section: the id of a section, reads it. calculate: numbers with + - * / ( ).
answer: nothing more is needed.`;
const SECTIONS = 2;

/** @typedef {{ tool: string, input: string }} Choice @typedef {Choice & { result: unknown }} Note */

/** @param {string} question @param {Note[]} notes what the tools have said so far */
export const writePlanPrompt = (question, notes) =>
  [TASK, ...notes.map(({ tool, input, result }) => `${tool}(${input}):\n${JSON.stringify(result)}`)].join('\n\n') +
  `\n\nQuestion: ${question}`;

/** @type {import('./steps.js').Model} */
export const rules = { name: 'rules-1', provider: 'docs-bot', stream: choose };

async function* choose(prompt) {
  yield { type: 'text-delta', text: JSON.stringify(nextTool(prompt)) };
  yield { type: 'finish', finishReason: 'stop' };
}

/** @param {string} prompt @returns {Choice} */
function nextTool(prompt) {
  const [question] = /[^\n]*$/.exec(prompt.slice(prompt.lastIndexOf('\n\nQuestion: ') + 12));
  const done = (tool) => prompt.split(`\n\n${tool}(`).length - 1;
  const calculation = calculationIn(question);
  if (calculation && done('calculate') === 0) return { tool: 'calculate', input: calculation };
  if (done('search') === 0) return { tool: 'search', input: question };
  const found = Array.from(prompt.matchAll(/\{"id":("[^"]+"),"title"/g), ([, id]) => JSON.parse(id));
  const read = done('read_section');
  if (read < Math.min(SECTIONS, found.length)) return { tool: 'read_section', input: found[read] };
  return { tool: 'answer', input: '' };
}

/** What a model chose; `undefined` if it did not keep to the form. @param {string} text @returns {Choice | undefined} */
export function readChoice(text) {
  try {
    const { tool, input = '' } = JSON.parse(/\{.*\}/s.exec(text)?.[0] ?? '');
    return typeof tool === 'string' ? { tool, input: String(input) } : undefined;
  } catch {
    return undefined;
  }
}
