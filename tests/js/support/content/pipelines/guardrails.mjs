import { setTimeout as sleep } from 'node:timers/promises';

export default {
  id: 'guardrails',
  about:
    'a guard hands on the text it was given, another only says that it is safe: the first is a step of the way, the second is not',
  expect: [
    ['serve', 'inputGuard', 'input', 'input'],
    ['inputGuard', 'answer', 'output', 'input'],
    ['answer', 'toxicity', 'output', 'input'],
    ['answer', 'outputGuard', 'output', 'input'],
    ['outputGuard', 'serve', 'output', 'output'],
  ],
  // The guard returns what it was given, so the text is just as much that of the step before.
  optional: [
    ['serve', 'answer', 'input', 'input'],
    ['answer', 'serve', 'output', 'output'],
  ],
  async run(t) {
    const inputGuard = t.task(
      async (text) => {
        await sleep(1);
        return text;
      },
      { name: 'inputGuard' },
    );
    const answer = t.llm(
      async () => {
        await sleep(1);
        return 'Descale it every second month with citric acid, never with vinegar, which eats the rubber seals over time.';
      },
      { name: 'answer' },
    );
    const toxicity = t.tool(async () => ({ safe: true, score: 0.01, categories: [] }), { name: 'toxicity' });
    const outputGuard = t.task(async (text) => text, { name: 'outputGuard' });
    const audit = t.tool(async (verdict) => ({ logged: verdict.safe }), { name: 'audit' });
    const serve = t.workflow(
      async (question) => {
        const reply = await answer(await inputGuard(question));
        const { safe, score } = await toxicity(reply);
        await audit({ safe, score, at: Date.now() });
        return outputGuard(reply);
      },
      { name: 'serve' },
    );
    await serve('How often should I descale my espresso machine, and is household vinegar good enough for it?');
  },
};
