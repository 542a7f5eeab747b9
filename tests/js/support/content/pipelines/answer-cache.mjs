import { setTimeout as sleep } from 'node:timers/promises';

const QUESTION = 'Which of the two lifts goes down to the bicycle cellar?';

export default {
  id: 'answer-cache',
  about:
    'the same question twice: computed and stored, then read from a cache; the second round is fed by the cache alone',
  expect: [
    ...[1, 2].flatMap((n) => [
      ['session', `ask#${n}`, 'input', 'input'],
      [`ask#${n}`, `keyOf#${n}`, 'input', 'input'],
      [`keyOf#${n}`, `lookUp#${n}`, 'output', 'input'],
      [`format#${n}`, `ask#${n}`, 'output', 'output'],
      [`ask#${n}`, 'session', 'output', 'output'],
    ]),
    ['ask#1', 'compute', 'input', 'input'],
    ['keyOf#1', 'store', 'output', 'input'],
    ['compute', 'store', 'output', 'input'],
    ['compute', 'format#1', 'output', 'input'],
    ['lookUp#2', 'format#2', 'output', 'input'],
  ],
  optional: [],
  async run(t) {
    const cache = new Map();
    const keyOf = t.task(
      (question) =>
        `qa:v3:${[...question].reduce((sum, c) => (sum * 33 + c.charCodeAt(0)) >>> 0, 7).toString(36)}:en-gb`,
      { name: 'keyOf' },
    );
    const lookUp = t.tool(
      async (key) => {
        await sleep(1);
        return cache.has(key) ? JSON.parse(cache.get(key)) : null;
      },
      { name: 'lookUp' },
    );
    const store = t.tool(
      async (key, value) => {
        cache.set(key, JSON.stringify(value));
        return true;
      },
      { name: 'store' },
    );
    const compute = t.llm(
      async () => {
        await sleep(2);
        return { text: 'Take the one on the left; the other stops at the ground floor.', tokens: 34 };
      },
      { name: 'compute' },
    );
    const format = t.task(({ text }, number) => `${number}. ${text}`, { name: 'format' });
    const ask = t.workflow(
      async (question, number) => {
        const key = keyOf(question);
        let result = await lookUp(key);
        if (!result) {
          result = await compute(question);
          await store(key, result);
        }
        return format(result, number);
      },
      { name: 'ask' },
    );
    const session = t.agent(async (question) => [await ask(question, 1), await ask(question, 2)], { name: 'session' });
    await session(QUESTION);
  },
};
