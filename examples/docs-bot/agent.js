// An agent in a loop: it plans, uses a tool, looks at what came out, and answers when it knows enough.
import { readChoice, rules, writePlanPrompt } from './planner.js';
import { writePrompt } from './prompt.js';
import { answerSteps, citeStep } from './steps.js';
import { createTools } from './tools.js';

const MOST_STEPS = 6;

/**
 * @param {import('spanloom').Tracer} loom @param {ReturnType<typeof import('./index.js').createIndex>} index
 * @param {import('./corpus.js').Section[]} sections
 * @param {{ model?: import('./steps.js').Model, planner?: import('./steps.js').Model }} [parts]
 */
export function createAgent(loom, index, sections, { planner = rules, ...parts } = {}) {
  const tools = createTools(index, sections);
  const steps = {
    search: loom.retrieval(tools.search, { name: 'search' }),
    read_section: loom.tool(tools.read_section, { name: 'read_section' }),
    calculate: loom.tool(tools.calculate, { name: 'calculate' }),
  };
  const plan = loom.llm((prompt) => planner.stream(prompt), {
    name: 'plan',
    model: planner.name,
    provider: planner.provider,
  });
  const { answer } = answerSteps(loom, parts);
  const cite = citeStep(loom);

  /** Answers `{ text, sources }`; `onText` is given each piece of the text as it comes. */
  const solve = async (question, onText) => {
    const notes = [];
    while (notes.length < MOST_STEPS) {
      const choice = readChoice(await textOf(plan(writePlanPrompt(question.text, notes))));
      if (!choice || !Object.hasOwn(steps, choice.tool)) break;
      notes.push({ ...choice, result: await steps[choice.tool](choice.input) });
    }
    const passages = notes.filter(({ tool }) => tool !== 'search').map(({ result }) => result);
    const chunks = [];
    for await (const chunk of answer(writePrompt(question.text, passages))) {
      chunks.push(chunk);
      if (chunk.text) onText?.(chunk.text);
    }
    return cite(chunks, passages);
  };
  return loom.agent(solve, { name: 'solve' });
}

async function textOf(chunks) {
  let text = '';
  for await (const chunk of chunks) text += chunk.text ?? '';
  return text;
}
