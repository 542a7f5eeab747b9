import { setTimeout as sleep } from 'node:timers/promises';

const LINES = [
  'I want to learn the accordion at sixty-three. Is that a foolish plan, given that I read no notes at all?',
  'There is an old Weltmeister with seventy-two basses in my attic. Would that do for the first two years?',
  'Its bellows smell of mould and two of the buttons stay down. Who repairs such a thing nowadays?',
  'Then I will bring it to him next week. What should I practise in the meantime without an instrument?',
];
const REPLIES = [
  'Not at all; half of my pupils began after retiring, and most of them play by ear for the first year.',
  'Seventy-two are plenty, you will hardly touch the outer rows; make sure that it holds its air, though.',
  'Look for a reed organ builder rather than a shop, since most of them take in squeezeboxes over the summer.',
  'Clap the rhythm of three waltzes, and move your left hand as if over the basses while you listen to them.',
];
const SUMMARIES = [
  'A pensioner who cannot read music asked whether to start; the tutor encouraged him.',
  'So far: a beginner in his sixties owns a used instrument that may leak; size is sufficient.',
];

export default {
  id: 'summary-buffer',
  about:
    'older messages are replaced by a summary, which is summarised again: what is only in the summary comes from it',
  expect: [
    ...[1, 2, 3, 4].map((n) => ['lesson', `reply#${n}`, 'input', 'input']),
    ['reply#1', 'reply#2', 'output', 'input'],
    ['lesson', 'compress#1', 'input', 'input'],
    ['reply#1', 'compress#1', 'output', 'input'],
    ['compress#1', 'reply#3', 'output', 'input'],
    ['reply#2', 'reply#3', 'output', 'input'],
    ['compress#1', 'compress#2', 'output', 'input'],
    ['lesson', 'compress#2', 'input', 'input'],
    ['reply#2', 'compress#2', 'output', 'input'],
    ['compress#2', 'reply#4', 'output', 'input'],
    ['reply#3', 'reply#4', 'output', 'input'],
    ['reply#4', 'lesson', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    let [replies, summaries] = [0, 0];
    const reply = t.llm(
      async () => {
        await sleep(1);
        return { role: 'assistant', content: REPLIES[replies++] };
      },
      { name: 'reply' },
    );
    const compress = t.llm(async () => SUMMARIES[summaries++], { name: 'compress' });
    const lesson = t.agent(
      async (lines) => {
        let history = [];
        for (const line of lines) {
          if (history.length > 2) {
            const old = history.slice(0, -2).map(({ role, content }) => `${role}: ${content}`);
            const summary = await compress(`Summarise this talk in one sentence.\n\n${old.join('\n')}`);
            history = [{ role: 'system', content: `Earlier: ${summary}` }, ...history.slice(-2)];
          }
          history.push({ role: 'user', content: line });
          const messages = [{ role: 'system', content: 'You teach the accordion.' }, ...history];
          history.push(await reply(JSON.parse(JSON.stringify(messages))));
        }
        return history.at(-1).content;
      },
      { name: 'lesson' },
    );
    await lesson(LINES);
  },
};
