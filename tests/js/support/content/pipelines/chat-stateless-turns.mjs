import { setTimeout as sleep } from 'node:timers/promises';

const SYSTEM =
  'You are the night porter of a small hotel in Ghent. You know the house rules by heart and you never invent a price.';
const LINES = [
  'Good evening, we arrive after midnight tomorrow. Will somebody open the door for us at that hour?',
  'Wonderful. We are bringing our dog, a very calm spaniel. Do you charge anything for animals?',
  'Last question: can we leave our bicycles somewhere dry, and is breakfast served before seven?',
];
const REPLIES = [
  'Certainly. Ring twice at the green gate; I sit behind it until six in the morning.',
  'Dogs stay free of charge as long as they sleep on their own blanket, not on ours.',
  'There is a locked shed in the yard, and coffee with rolls stands ready from half past six.',
];
const overTheWire = (value) => JSON.parse(JSON.stringify(value));

export default {
  id: 'chat-stateless-turns',
  about:
    'each turn gets the history as JSON and returns it longer: the call inside a turn is fed by its turn, not by earlier calls',
  expect: [
    ...[1, 2, 3].flatMap((n) => [
      ['session', `turn#${n}`, 'input', 'input'],
      [`turn#${n}`, `complete#${n}`, 'input', 'input'],
      [`complete#${n}`, `turn#${n}`, 'output', 'output'],
    ]),
    ['turn#1', 'turn#2', 'output', 'input'],
    ['turn#2', 'turn#3', 'output', 'input'],
    ['turn#3', 'session', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    let calls = 0;
    const complete = t.llm(
      async ({ messages }) => {
        await sleep(1);
        return { role: 'assistant', content: messages.length > 1 ? REPLIES[calls++] : '' };
      },
      { name: 'complete' },
    );
    const turn = t.workflow(
      async ({ history, line }) => {
        const messages = [...history, { role: 'user', content: line }];
        const reply = await complete(overTheWire({ messages: [{ role: 'system', content: SYSTEM }, ...messages] }));
        return overTheWire({ history: [...messages, reply] });
      },
      { name: 'turn' },
    );
    const session = t.agent(
      async (lines) => {
        let history = [];
        for (const line of lines) ({ history } = await turn(overTheWire({ history, line })));
        return history.at(-1).content;
      },
      { name: 'session' },
    );
    await session(LINES);
  },
};
