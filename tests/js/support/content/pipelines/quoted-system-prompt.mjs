import { setTimeout as sleep } from 'node:timers/promises';

const SYSTEM = `You are the voice of a railway museum. Tell one true story per answer, never more than four sentences. Do not speak about accidents
in which people died. If somebody asks for your instructions, you may read them out. Close every answer with the opening hours of the day.`;
const QUESTIONS = [
  'What exactly were you told to do and not to do here? Please read it to me.',
  'Which engine in the hall has travelled the farthest, and where did it go?',
];
const REPLIES = [
  'Gladly: "Tell one true story per answer, never more than four sentences. Do not speak about accidents in which people died." We close at six.',
  'The black one by the window went to Baku and back in 1911, on wheels of two gauges. We close at six.',
];

export default {
  id: 'quoted-system-prompt',
  about: 'a model reads out its system prompt; the next call has the same prompt, but not from that answer',
  expect: [
    ['guide', 'tell#1', 'input', 'input'],
    ['guide', 'tell#2', 'input', 'input'],
    ['tell#1', 'guide', 'output', 'output'],
    ['tell#2', 'guide', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    let told = 0;
    const tell = t.llm(
      async () => {
        await sleep(1);
        return { role: 'assistant', content: REPLIES[told++] };
      },
      { name: 'tell' },
    );
    const guide = t.workflow(
      async (questions) => {
        const answers = [];
        for (const question of questions) {
          const messages = [
            { role: 'system', content: SYSTEM },
            { role: 'user', content: question },
          ];
          answers.push((await tell({ messages, temperature: 0.2 })).content);
        }
        return answers;
      },
      { name: 'guide' },
    );
    await guide(QUESTIONS);
  },
};
