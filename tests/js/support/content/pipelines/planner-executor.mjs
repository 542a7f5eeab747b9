import { setTimeout as sleep } from 'node:timers/promises';

const STEPS = [
  { id: 'a', ask: 'Which Nordic capitals can be reached from Berlin by a direct night train this winter?' },
  { id: 'b', ask: 'How much is a couchette on each of these lines, booked a month ahead: {a}' },
  { id: 'c', ask: 'Name one museum near the main station that opens on Mondays, for every city in this list: {a}' },
];
const FINDINGS = {
  a: 'Only Stockholm has a through service: it leaves at 18:27, calls at Hamburg, and gets in shortly before two in the afternoon.',
  b: 'A berth in a six-person compartment was sold for 59 to 89 euros in most weeks; Fridays in December are the dear ones.',
  c: 'The house of dance and the former railway post office are five minutes on foot from the tracks and never close on Mondays.',
};

export default {
  id: 'planner-executor',
  about:
    'a plan as JSON, steps that insert what earlier steps found, a summary of all: no step feeds one that does not name it',
  expect: [
    ['research', 'plan', 'input', 'input'],
    ['plan', 'work#1', 'output', 'input'],
    ['plan', 'work#2', 'output', 'input'],
    ['plan', 'work#3', 'output', 'input'],
    ['work#1', 'work#2', 'output', 'input'],
    ['work#1', 'work#3', 'output', 'input'],
    ['work#1', 'conclude', 'output', 'input'],
    ['work#2', 'conclude', 'output', 'input'],
    ['work#3', 'conclude', 'output', 'input'],
    ['research', 'conclude', 'input', 'input'],
    ['conclude', 'research', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const plan = t.llm(
      async () => {
        await sleep(1);
        return JSON.stringify({ steps: STEPS });
      },
      { name: 'plan' },
    );
    const work = t.agent(
      async (ask) => {
        await sleep(1);
        return FINDINGS[STEPS.find((step) => ask.startsWith(step.ask.slice(0, 12))).id];
      },
      { name: 'work' },
    );
    const conclude = t.llm(
      async () =>
        'Take the evening service to Sweden outside the holidays, and see the dancers before lunch on Monday.',
      { name: 'conclude' },
    );
    const research = t.agent(
      async (goal) => {
        const { steps } = JSON.parse(await plan(`Break this goal into questions. Answer as JSON.\n${goal}`));
        const found = {};
        for (const { id, ask } of steps) found[id] = await work(ask.replace(/\{(\w)\}/g, (_, name) => found[name]));
        return conclude(`${goal}\n\nFindings:\n${Object.values(found).join('\n')}`);
      },
      { name: 'research' },
    );
    await research('Find me a weekend trip north by sleeper train with something to see on a Monday morning.');
  },
};
