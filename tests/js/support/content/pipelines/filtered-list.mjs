import { setTimeout as sleep } from 'node:timers/promises';

const HITS = [
  'The hedge may be cut back to the trunk from October until the end of February.',
  'Between March and September only the growth of the same year may be trimmed.',
  'The hedge may be cut back to the trunk from October until the end of February.',
  'Nests that are in use must not be disturbed, whatever the date on the calendar.',
  'Opening times of the town hall are posted at the gate and change with the season.',
];

export default {
  id: 'filtered-list',
  about: 'plain strings pass a filter that only drops some: they come from the filter, not past it',
  expect: [
    ['advise', 'search', 'input', 'input'],
    ['search', 'dropRepeats', 'output', 'input'],
    ['dropRepeats', 'choose', 'output', 'input'],
    ['advise', 'choose', 'input', 'input'],
    ['choose', 'answer', 'output', 'input'],
    ['advise', 'answer', 'input', 'input'],
    ['answer', 'advise', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const search = t.retrieval(
      async () => {
        await sleep(1);
        return [...HITS];
      },
      { name: 'search' },
    );
    const dropRepeats = t.task((texts) => [...new Set(texts)], { name: 'dropRepeats' });
    const choose = t.task(
      ({ texts, question }) => texts.filter((text) => text.length > 0 && /hedge|nest/i.test(text) && question),
      { name: 'choose' },
    );
    const answer = t.llm(async () => 'Wait until autumn for the hard cut, and look for birds before you begin.', {
      name: 'answer',
    });
    const advise = t.workflow(
      async (question) => {
        const texts = choose({ texts: dropRepeats(await search(question)).slice(0, 3), question });
        return answer({ question, sources: texts.map((text, i) => ({ number: i + 1, text })) });
      },
      { name: 'advise' },
    );
    await advise('My beech hedge is three metres high. When am I allowed to cut it down to half of that?');
  },
};
