import { setTimeout as sleep } from 'node:timers/promises';

const LINES = [
  'My sourdough starter smells of nail polish remover since Monday. Is it dead, or can I still bake with it?',
  'I feed it every third day with twenty grams of rye flour. Should I change the flour or how often I do it?',
  'And if I leave for two weeks in August, who has to look after it while nobody is at home?',
];
const REPLIES = [
  'It is hungry rather than dead: that smell is acetone, which appears when all the sugar has been eaten up.',
  'Keep the rye, but go to once a day for a week, and throw away half of the old dough each time before.',
  'Nobody needs to: put it in the fridge with a thick feed, and wake it up with two meals when you return.',
];

export default {
  id: 'chat-one-string',
  about:
    'a transcript kept as one growing string: each turn brings the new line and the last reply, the rest is history',
  expect: [
    ['session', 'say#1', 'input', 'input'],
    ['session', 'say#2', 'input', 'input'],
    ['session', 'say#3', 'input', 'input'],
    ['say#1', 'say#2', 'output', 'input'],
    ['say#2', 'say#3', 'output', 'input'],
    ['say#3', 'session', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    let turn = 0;
    const say = t.llm(
      async (transcript) => {
        await sleep(1);
        return transcript ? REPLIES[turn++] : '';
      },
      { name: 'say' },
    );
    const session = t.agent(
      async (lines) => {
        let transcript = 'A patient baker answers questions about bread.\n';
        let reply = '';
        for (const line of lines) {
          transcript += `\nHuman: ${line}\nBaker:`;
          reply = await say(transcript);
          transcript += ` ${reply}`;
        }
        return reply;
      },
      { name: 'session' },
    );
    await session(LINES);
  },
};
