import { setTimeout as sleep } from 'node:timers/promises';

const copy = (value) => JSON.parse(JSON.stringify(value));
const ROUNDS = [
  [
    { type: 'text', text: 'Let me look at the ferries and at the weather on the strait at the same time.' },
    {
      type: 'tool_use',
      id: 'toolu_01FerA',
      name: 'find_ferries',
      input: { from: 'Igoumenitsa', to: 'Corfu', day: '2024-07-03' },
    },
    { type: 'tool_use', id: 'toolu_01WeaB', name: 'sea_forecast', input: { area: 'Northern Ionian', hours: 48 } },
  ],
  [
    { type: 'text', text: 'The afternoon boat is the calm one.' },
    {
      type: 'tool_use',
      id: 'toolu_02ResC',
      name: 'reserve',
      input: { sailing: 'KL-1545-0703', passengers: ['D. Moraitis', 'L. Moraitis'], car: true },
    },
  ],
  [
    {
      type: 'text',
      text: 'Done: two seats and the car on the 15:45 boat. Be at gate four at three, and bring the confirmation on paper.',
    },
  ],
];

export default {
  id: 'tools-anthropic',
  about: 'content blocks: two tools asked for at once, inputs as objects, results inside of a user message',
  expect: [
    ['agent', 'create#1', 'input', 'input'],
    ['create#1', 'find_ferries', 'output', 'input'],
    ['create#1', 'sea_forecast', 'output', 'input'],
    ['find_ferries', 'create#2', 'output', 'input'],
    ['sea_forecast', 'create#2', 'output', 'input'],
    ['create#1', 'create#2', 'output', 'input'],
    ['create#2', 'reserve', 'output', 'input'],
    ['reserve', 'create#3', 'output', 'input'],
    ['create#2', 'create#3', 'output', 'input'],
    ['create#3', 'agent', 'output', 'output'],
  ],
  optional: [
    ['find_ferries', 'reserve', 'output', 'input'],
    ['agent', 'create#2', 'input', 'input'],
    ['agent', 'create#3', 'input', 'input'],
  ],
  async run(t) {
    let round = 0;
    const create = t.llm(
      async ({ model }) => {
        await sleep(2);
        const content = copy(ROUNDS[round++]);
        const usage = { input_tokens: 420 + round * 133, output_tokens: 61 + round * 7 };
        return {
          id: `msg_01Xk${round}PqD`,
          type: 'message',
          role: 'assistant',
          model,
          content,
          stop_sequence: null,
          usage,
        };
      },
      { name: 'create' },
    );
    const tools = {
      find_ferries: t.tool(
        async () => {
          await sleep(3);
          return 'KL-0900-0703 departs 09:00, 1 h 40; KL-1545-0703 departs 15:45, 1 h 20; KL-2130-0703 departs 21:30, fully booked';
        },
        { name: 'find_ferries' },
      ),
      sea_forecast: t.tool(
        async () => 'Morning: north-westerly 6, waves to two metres. From noon: 3 to 4, slight sea. Night: calm.',
        {
          name: 'sea_forecast',
        },
      ),
      reserve: t.tool(
        async ({ car }) => ({ confirmation: 'IGU-66PX2', gate: 4, car, boarding: '15:00 at the latest' }),
        {
          name: 'reserve',
        },
      ),
    };
    const agent = t.agent(
      async (wish) => {
        const messages = [{ role: 'user', content: wish }];
        for (;;) {
          const { content } = await create(copy({ model: 'claude-3-5-sonnet-20240620', max_tokens: 1024, messages }));
          messages.push({ role: 'assistant', content });
          const uses = content.filter(({ type }) => type === 'tool_use');
          if (uses.length === 0) return content[0].text;
          const results = await Promise.all(
            uses.map(async ({ id, name, input }) => {
              const result = await tools[name](copy(input));
              const text = typeof result === 'string' ? result : JSON.stringify(result);
              return { type: 'tool_result', tool_use_id: id, content: [{ type: 'text', text }] };
            }),
          );
          messages.push({ role: 'user', content: results });
        }
      },
      { name: 'agent' },
    );
    await agent(
      'My wife and I want to take the car over to Corfu on the third of July, on whichever boat rolls the least.',
    );
  },
};
