import { setTimeout as sleep } from 'node:timers/promises';

const NAMES = /Marta Lindholm|Ove Lindholm|Skolgatan 14/g;

export default {
  id: 'redaction',
  about:
    'names are taken out before a model sees the text and put back after: the model is fed by the redaction, not by the original',
  expect: [
    ['letter', 'redact', 'input', 'input'],
    ['redact', 'answer', 'output', 'input'],
    ['answer', 'restore', 'output', 'input'],
    ['redact', 'restore', 'output', 'input'],
    ['restore', 'letter', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const redact = t.task(
      (text) => {
        const names = {};
        const safe = text.replace(NAMES, (name) => {
          const key = `[P${Object.keys(names).length + 1}]`;
          names[key] = name;
          return key;
        });
        return { safe, names };
      },
      { name: 'redact' },
    );
    const answer = t.llm(
      async () => {
        await sleep(1);
        return 'Dear [P1], the estate of [P2] can be settled without a notary as long as the flat at [P3] is not sold this year.';
      },
      { name: 'answer' },
    );
    const restore = t.task((text, names) => text.replace(/\[P\d\]/g, (key) => names[key]), { name: 'restore' });
    const letter = t.workflow(
      async (text) => {
        const { safe, names } = redact(text);
        return restore(await answer(`Answer as a lawyer would, keep the placeholders.\n\n"${safe}"`), names);
      },
      { name: 'letter' },
    );
    await letter(
      'My name is Marta Lindholm. My late brother Ove Lindholm left me his flat at Skolgatan 14, where two lodgers live. Do I have to see a notary before the summer, and may they stay?',
    );
  },
};
