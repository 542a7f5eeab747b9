import { setTimeout as sleep } from 'node:timers/promises';

export default {
  id: 'router-labels',
  about: 'a label decides who answers: labels and team names travel as short strings, scores and flags link nothing',
  expect: [
    ['support', 'classify', 'input', 'input'],
    ['support', 'route', 'input', 'input'],
    ['classify', 'route', 'output', 'input'],
    ['support', 'reply', 'input', 'input'],
    ['route', 'reply', 'output', 'input'],
    ['reply', 'support', 'output', 'output'],
    ['route', 'support', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const classify = t.llm(
      async () => {
        await sleep(1);
        return { label: 'duplicate_charge', confidence: 0.93, urgent: true };
      },
      { name: 'classify' },
    );
    const route = t.task(
      ({ label, urgent, text }) => (label.startsWith('dup') && urgent && text ? 'payments-emea-night' : 'front-desk'),
      {
        name: 'route',
      },
    );
    const reply = t.llm(
      async (team, message) => `Thank you, this is with ${team.split('-')[0]} now; ${message.length} characters read.`,
      {
        name: 'reply',
      },
    );
    const notify = t.tool(async (urgent, confidence) => ({ ok: urgent && confidence > 0.5 }), { name: 'notify' });
    const support = t.agent(
      async (message) => {
        const { label, confidence, urgent } = await classify(message);
        const team = route({ label, urgent, text: message });
        await notify(urgent, confidence);
        return { team, answer: await reply(team, message) };
      },
      { name: 'support' },
    );
    await support('Your app took the yearly fee from my account on Monday and then once more on Tuesday morning.');
  },
};
