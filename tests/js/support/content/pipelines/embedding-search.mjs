import { setTimeout as sleep } from 'node:timers/promises';

const NOTES = [
  'Gluing maple: joints need eight hours of pressure below eighteen degrees.',
  'Shellac goes on thin; wait until the pad no longer leaves a trail.',
  'Brass screws break in oak unless a steel one of the same size went first.',
];
const vector = (text) =>
  Array.from({ length: 12 }, (_, i) => Math.round(Math.sin(text.length * (i + 1) + text.charCodeAt(i)) * 1e6) / 1e6);
const copy = (value) => JSON.parse(JSON.stringify(value));

export default {
  id: 'embedding-search',
  about:
    'texts and their vectors are stored, a question is embedded and searched for: vectors travel as lists of numbers, copied',
  expect: [
    ['library', 'split', 'input', 'input'],
    ['split', 'embedNotes', 'output', 'input'],
    ['split', 'upsert', 'output', 'input'],
    ['embedNotes', 'upsert', 'output', 'input'],
    ['library', 'embedQuestion', 'input', 'input'],
    ['embedQuestion', 'search', 'output', 'input'],
    ['search', 'answer', 'output', 'input'],
    ['library', 'answer', 'input', 'input'],
    ['answer', 'library', 'output', 'output'],
  ],
  // What search returns was stored from the same list.
  optional: [['split', 'answer', 'output', 'input']],
  async run(t) {
    const rows = [];
    const split = t.task((page) => page.split('\n'), { name: 'split' });
    const embedNotes = t.embedding(
      async (texts) => {
        await sleep(1);
        return texts.map(vector);
      },
      { name: 'embedNotes' },
    );
    const upsert = t.tool(
      async (batch) => {
        rows.push(...batch);
        return { upserted: batch.length };
      },
      { name: 'upsert' },
    );
    const embedQuestion = t.embedding(async (text) => vector(text), { name: 'embedQuestion' });
    const search = t.retrieval(
      async (near, k) =>
        copy(
          rows
            .slice(near.length - 11)
            .reverse()
            .slice(0, k)
            .map(({ text }, i) => ({ text, distance: 0.125 * (i + 1) })),
        ),
      { name: 'search' },
    );
    const answer = t.llm(
      async () => 'Drive a steel one in first, take it out again, then follow with the soft metal.',
      { name: 'answer' },
    );
    const library = t.workflow(
      async (page, question) => {
        const texts = split(page);
        const vectors = await embedNotes(texts);
        await upsert(copy(texts.map((text, i) => ({ text, values: vectors[i] }))));
        const hits = await search(copy(await embedQuestion(question)), 2);
        return answer(`${hits.map(({ text }) => `* ${text}`).join('\n')}\n\n${question}`);
      },
      { name: 'library' },
    );
    await library(NOTES.join('\n'), 'Why do the heads of my nice yellow screws keep snapping off in hardwood?');
  },
};
