import { setTimeout as sleep } from 'node:timers/promises';

const RULES =
  'Never promise a delivery date. Always give the number of the form that the customer has to fill in. Answer in the language of the letter.';
const LETTERS = [
  'The parcel for my daughter has been lying in your depot for nine days. When does it move at last?',
  'The postman folds my magazines in half although there is a sticker on the box. Please make him stop.',
];
const REPLIES = [
  `I was told: "${RULES}" The form for you is number 17b, so please send it back with the slip.`,
  'Please use form 22, in which you can tick that printed matter has to stay flat.',
];

export default {
  id: 'prompt-quoted-and-continued',
  about:
    'an answer quotes the rules and goes on with the same word as the next letter: one string holds rules and letter',
  expect: [
    ['office', 'reply#1', 'input', 'input'],
    ['office', 'reply#2', 'input', 'input'],
    ['reply#1', 'file', 'output', 'input'],
    ['reply#2', 'file', 'output', 'input'],
    ['file', 'office', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    let replies = 0;
    const reply = t.llm(
      async () => {
        await sleep(1);
        return REPLIES[replies++];
      },
      { name: 'reply' },
    );
    const file = t.tool(async (texts) => `archive/2024/letters-${texts.length}.pdf`, { name: 'file' });
    const office = t.workflow(
      async (letters) => {
        const texts = [];
        for (const letter of letters) texts.push(await reply(`${RULES}\n\n${letter}`));
        return file(texts);
      },
      { name: 'office' },
    );
    await office(LETTERS);
  },
};
