// The steps of a question, from the page that asks it to the page that shows the answer. Each process runs some of them.
import { ANSWER, CHUNKS, QUESTION } from './texts.js';

/** @param {import('../../../js/index.js').Tracer} tracer */
export const stepsOf = ({ llm, retrieval, task }) => ({
  read: task(() => ({ question: QUESTION }), { name: 'read' }),
  search: retrieval(async ({ question }) => (question ? CHUNKS : []), { name: 'search' }),
  complete: llm(async ({ chunks }) => ({ text: chunks.length > 0 ? ANSWER : '' }), {
    name: 'complete',
    model: 'canned',
  }),
  compose: task(({ text }, chunks) => ({ text, sources: chunks.map(({ id }) => id) }), { name: 'compose' }),
  render: task(({ text }) => ({ shown: text }), { name: 'render' }),
});

/** What a process says that its tracer saw. @param {import('../../../js/index.js').FinishedSpan[]} spans */
export const asJson = (spans) =>
  JSON.stringify(spans, (_, value) => (typeof value === 'bigint' ? String(value) : value));
