import { setTimeout as sleep } from 'node:timers/promises';

export default {
  id: 'agent-handoff',
  about:
    'one agent decides and hands over with a context, a second one looks something up and answers: edges stay on their level',
  expect: [
    ['conversation', 'frontDesk', 'input', 'input'],
    ['frontDesk', 'decide', 'input', 'input'],
    ['decide', 'frontDesk', 'output', 'output'],
    ['frontDesk', 'billing', 'output', 'input'],
    ['conversation', 'billing', 'input', 'input'],
    ['billing', 'findInvoice', 'input', 'input'],
    ['findInvoice', 'resolve', 'output', 'input'],
    ['billing', 'resolve', 'input', 'input'],
    ['resolve', 'billing', 'output', 'output'],
    ['billing', 'conversation', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const decide = t.llm(
      async () => {
        await sleep(1);
        const handoff = { to: 'billing', reason: 'asks about a line on an invoice', invoice: 'RG-2024-04417' };
        return { role: 'assistant', content: JSON.stringify(handoff) };
      },
      { name: 'decide' },
    );
    const frontDesk = t.agent(
      async (message) => {
        const { content } = await decide([
          { role: 'system', content: 'Choose who takes over: billing, shipping or nobody. Answer as JSON.' },
          { role: 'user', content: message },
        ]);
        return JSON.parse(content);
      },
      { name: 'frontDesk' },
    );
    const findInvoice = t.tool(
      async (number) => ({
        number,
        lines: [{ text: 'Storage beyond the included 50 GB', months: 4, cents: 1180 }],
        settled: false,
      }),
      { name: 'findInvoice' },
    );
    const resolve = t.llm(
      async () =>
        'The extra item is for photos above your allowance since February; delete some and it goes away with the next bill.',
      { name: 'resolve' },
    );
    const billing = t.agent(
      async ({ handoff, message }) => {
        const invoice = await findInvoice(handoff.invoice);
        return resolve(
          `Customer: ${message}\nWhy it came to you: ${handoff.reason}\nInvoice: ${JSON.stringify(invoice)}`,
        );
      },
      { name: 'billing' },
    );
    const conversation = t.workflow(
      async (message) => {
        const handoff = await frontDesk(message);
        return billing(JSON.parse(JSON.stringify({ handoff, message })));
      },
      { name: 'conversation' },
    );
    await conversation('Hello, what is the second line on invoice RG-2024-04417? I never ordered anything like that.');
  },
};
