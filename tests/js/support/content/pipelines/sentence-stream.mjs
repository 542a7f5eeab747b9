import { setTimeout as sleep } from 'node:timers/promises';

const SENTENCES = [
  'Soak the beans overnight in plenty of cold water with a pinch of soda. ',
  'Next day let them simmer with a whole onion until the skins wrinkle but do not break. ',
  'Salt comes last, or they will stay hard however long you wait.',
];

export default {
  id: 'sentence-stream',
  about:
    'a model streams sentences, each is spoken while the next is still to come, and the whole text is saved at the end',
  expect: [
    ['cook', 'generate', 'input', 'input'],
    ...[1, 2, 3].map((n) => ['generate', `speak#${n}`, 'output', 'input']),
    ...[1, 2, 3].map((n) => [`speak#${n}`, 'mix', 'output', 'input']),
    ['generate', 'save', 'output', 'input'],
    ['mix', 'save', 'output', 'input'],
    ['save', 'cook', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const generate = t.llm(
      async function* () {
        for (const sentence of SENTENCES) {
          await sleep(1);
          yield sentence;
        }
      },
      { name: 'generate' },
    );
    const speak = t.tool(
      async ({ text }) => ({ clip: `clips/${text.length}-${text.slice(0, 4).trim()}.opus`, seconds: text.length / 14 }),
      { name: 'speak' },
    );
    const mix = t.tool(async (clips) => `media/answers/beans-${clips.length}.opus`, { name: 'mix' });
    const save = t.tool(async (text, file) => ({ id: `ans_${text.length}_${file.length}_q81k`, public: false }), {
      name: 'save',
    });
    const cook = t.workflow(
      async (question) => {
        let text = '';
        const clips = [];
        for await (const sentence of generate([{ role: 'user', content: question }])) {
          text += sentence;
          clips.push((await speak({ text: sentence.trim(), voice: 'alto' })).clip);
        }
        return save(text, await mix(clips));
      },
      { name: 'cook' },
    );
    await cook('My dried beans stay tough even after three hours on the stove. What is the trick?');
  },
};
