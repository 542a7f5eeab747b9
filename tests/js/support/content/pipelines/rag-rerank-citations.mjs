import { setTimeout as sleep } from 'node:timers/promises';

const PASSAGES = [
  ['kb-114', 'Backups run every night at two and are kept for thirty days in a second region.'],
  ['kb-207', 'To restore a single table, open the snapshot browser, pick a night and choose "export table".'],
  ['kb-045', 'Invoices are issued on the first working day of each month and sent to the billing contact.'],
  ['kb-311', 'A restored table keeps its old name with the suffix _restored, so nothing is overwritten.'],
];

export default {
  id: 'rag-rerank-citations',
  about:
    'retrieved passages are copied with a score, the best go into a prompt, the answer is paired with the passages it cites',
  expect: [
    ['ask', 'retrieve', 'input', 'input'],
    ['ask', 'rerank', 'input', 'input'],
    ['retrieve', 'rerank', 'output', 'input'],
    ['ask', 'prompt', 'input', 'input'],
    ['rerank', 'prompt', 'output', 'input'],
    ['prompt', 'answer', 'output', 'input'],
    ['answer', 'cite', 'output', 'input'],
    ['rerank', 'cite', 'output', 'input'],
    ['cite', 'ask', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const retrieve = t.retrieval(
      async () => {
        await sleep(1);
        return PASSAGES.map(([id, text]) => ({ id, text }));
      },
      { name: 'retrieve' },
    );
    const rerank = t.task(
      (question, passages) =>
        passages
          .map((passage, i) => ({ ...passage, score: Math.round(question.length / (i + 2)) / 100 }))
          .filter(({ text }) => /table/.test(text)),
      { name: 'rerank' },
    );
    const prompt = t.task(
      (question, passages) =>
        `Answer with citations.\n\n${passages.map(({ text }, i) => `[${i + 1}] ${text}`).join('\n')}\n\nQ: ${question}`,
      { name: 'prompt' },
    );
    const answer = t.llm(
      async () => {
        await sleep(2);
        return 'Export the one you lost from last night and rename it afterwards [1][2]; the current rows stay untouched.';
      },
      { name: 'answer' },
    );
    const cite = t.task(
      (text, passages) => ({
        text,
        sources: [...text.matchAll(/\[(\d)\]/g)].map(([, number]) => passages[number - 1].id),
      }),
      { name: 'cite' },
    );
    const ask = t.workflow(
      async (question) => {
        const best = rerank(question, await retrieve(question));
        return cite(await answer(prompt(question, best)), best);
      },
      { name: 'ask' },
    );
    await ask('I dropped one table by accident. How do I get only this one back?');
  },
};
