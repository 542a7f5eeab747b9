import { setTimeout as sleep } from 'node:timers/promises';

const SOURCE = `The observatory was founded in 1893 by a wine merchant who wanted to see the rings of Saturn with his own eyes. He paid for the dome,
and the town gave the hill. Until 1951 the telescope was driven by a weight that had to be wound up every forty minutes. Today a small
electric motor does it, but the weight still hangs in its shaft, and visitors may wind it on open days in April and October.`;
const DRAFTS = [
  'A wine merchant built the observatory on his own hill in 1893, and ever since a weight that has to be wound by hand moves the telescope.',
  'The place goes back to 1893: a dealer in wines gave the money, the town gave its hill, and since the fifties a motor has turned the tube.',
];

export default {
  id: 'judge-with-quotes',
  about:
    'a judge quotes both the source and the draft; who gets its verdict is fed by the judge, not by what it quotes',
  expect: [
    ['portrait', 'load', 'input', 'input'],
    ['load', 'draft', 'output', 'input'],
    ['load', 'judge', 'output', 'input'],
    ['draft', 'judge', 'output', 'input'],
    ['draft', 'improve', 'output', 'input'],
    ['judge', 'improve', 'output', 'input'],
    ['judge', 'record', 'output', 'input'],
    ['improve', 'portrait', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const load = t.retrieval(async () => SOURCE, { name: 'load' });
    const draft = t.llm(
      async () => {
        await sleep(1);
        return DRAFTS[0];
      },
      { name: 'draft' },
    );
    const judge = t.llm(
      async () => ({
        score: 0.4,
        errors: [
          {
            draft: 'built the observatory on his own hill',
            source: 'He paid for the dome,\nand the town gave the hill.',
            why: 'The land was not his.',
          },
          {
            draft: 'ever since a weight that has to be wound by hand moves the telescope',
            source: 'Today a small\nelectric motor does it, but the weight still hangs in its shaft',
            why: 'That ended in 1951.',
          },
        ],
      }),
      { name: 'judge' },
    );
    const improve = t.llm(async () => DRAFTS[1], { name: 'improve' });
    const record = t.tool(async (entry) => ({ row: entry.errors.length + 4110 }), { name: 'record' });
    const portrait = t.workflow(
      async (page) => {
        const source = await load(page);
        const text = await draft(`Portray the place in one sentence.\n\n${source}`);
        const verdict = await judge({
          source,
          draft: text,
          rubric: 'Every claim has to stand in the source. Quote both sides of each error.',
        });
        await record({ ...verdict, at: '2024-05' });
        return improve(
          `Correct the sentence.\n\nSentence: ${text}\n\nErrors:\n${JSON.stringify(verdict.errors, null, 2)}`,
        );
      },
      { name: 'portrait' },
    );
    await portrait('places/observatory-on-the-hill.md');
  },
};
