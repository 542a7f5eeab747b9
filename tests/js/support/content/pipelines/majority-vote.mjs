import { setTimeout as sleep } from 'node:timers/promises';

const REASONS = [
  'Seven weeks have forty-nine days, and forty-nine days after a Wednesday it is a Wednesday again; one more makes Thursday.',
  'Fifty divided by seven leaves a remainder of one, so we move a single day forward from Wednesday.',
  'Counting on my fingers: after seven full rounds I am where I began, then I take one step.',
  'Fifty is five tens, ten days are a week and three, so five times three is fifteen, which is two weeks and one.',
  'I think that the remainder is two, because seven times six is forty-two and eight are left.',
];

export default {
  id: 'majority-vote',
  about: 'five parallel samples of one prompt, three of them with the same verdict, go to a vote as copies',
  expect: [
    ['solve', 'compose', 'input', 'input'],
    ...[1, 2, 3, 4, 5].flatMap((n) => [
      ['compose', `sample#${n}`, 'output', 'input'],
      [`sample#${n}`, 'vote', 'output', 'input'],
    ]),
    ['vote', 'solve', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const compose = t.task((riddle) => `Think step by step, then give the day of the week.\n\n${riddle}`, {
      name: 'compose',
    });
    const sample = t.llm(
      async (_prompt, { temperature, seed }) => {
        await sleep(3);
        return {
          reasoning: REASONS[seed],
          verdict: seed < 4 && temperature > 0 ? 'It will be a Thursday' : 'It will be a Friday',
        };
      },
      { name: 'sample' },
    );
    const vote = t.task(
      (samples) => {
        const count = samples.filter(({ verdict }) => verdict === samples[0].verdict).length;
        return { winner: samples[0].verdict, share: count / samples.length };
      },
      { name: 'vote' },
    );
    const solve = t.workflow(
      async (riddle) => {
        const prompt = compose(riddle);
        const samples = await Promise.all([0, 1, 2, 3, 4].map((seed) => sample(prompt, { temperature: 0.8, seed })));
        return vote(JSON.parse(JSON.stringify(samples)));
      },
      { name: 'solve' },
    );
    await solve('Today is a Wednesday. Which day of the week will it be in exactly fifty days from now?');
  },
};
