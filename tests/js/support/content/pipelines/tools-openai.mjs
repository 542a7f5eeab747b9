import { setTimeout as sleep } from 'node:timers/promises';

const copy = (value) => JSON.parse(JSON.stringify(value));
const calling = (id, name, args) => ({
  role: 'assistant',
  content: null,
  tool_calls: [{ id, type: 'function', function: { name, arguments: JSON.stringify(args) } }],
});
const ROUNDS = [
  calling('call_9aQx1', 'lookup_order', { email: 'j.albrecht@post.example', last: 3 }),
  calling('call_9aQx2', 'refund', { order_id: 'SO-88120-7', amount_cents: 4190, reason: 'arrived with a cracked lid' }),
  {
    role: 'assistant',
    content:
      'The teapot is refunded. You will see 41.90 on your card within five working days, and you may keep the cup.',
  },
];

export default {
  id: 'tools-openai',
  about: 'a tool loop over fresh JSON copies: response envelopes, arguments as JSON text, results as JSON text',
  expect: [
    ['agent', 'chat#1', 'input', 'input'],
    ['chat#1', 'lookup_order', 'output', 'input'],
    ['lookup_order', 'chat#2', 'output', 'input'],
    ['chat#1', 'chat#2', 'output', 'input'],
    ['chat#2', 'refund', 'output', 'input'],
    ['refund', 'chat#3', 'output', 'input'],
    ['chat#2', 'chat#3', 'output', 'input'],
    ['chat#3', 'agent', 'output', 'output'],
  ],
  // The order's number is the shop's before it is the model's; the user's message is history from the second call on.
  optional: [
    ['lookup_order', 'refund', 'output', 'input'],
    ['agent', 'chat#2', 'input', 'input'],
    ['agent', 'chat#3', 'input', 'input'],
  ],
  async run(t) {
    let round = 0;
    const chat = t.llm(
      async ({ model }) => {
        await sleep(1);
        return {
          id: `chatcmpl-B7f${round}Zk${round * 31 + 7}`,
          object: 'chat.completion',
          created: 1717430000 + round * 3,
          model: `${model}-2024-08-06`,
          choices: [{ index: 0, message: copy(ROUNDS[round++]), logprobs: null, finish_reason: 'stop' }],
          usage: { prompt_tokens: 311 + round * 87, completion_tokens: 24 + round, total_tokens: 335 + round * 88 },
          system_fingerprint: 'fp_5b1c27aa90',
        };
      },
      { name: 'chat' },
    );
    const tools = {
      lookup_order: t.tool(
        async () => [
          { order_id: 'SO-88120-7', title: 'Teapot "Kyoto", cast iron', cents: 4190, delivered: '2024-05-29' },
          { order_id: 'SO-87001-2', title: 'Cup without handle, set of two', cents: 1850, delivered: '2024-04-11' },
        ],
        { name: 'lookup_order' },
      ),
      refund: t.tool(async ({ amount_cents }) => ({ refund_id: 're_3PNqYb2e', amount_cents, state: 'queued' }), {
        name: 'refund',
      }),
    };
    const agent = t.agent(
      async (wish) => {
        const messages = [
          { role: 'system', content: 'You help customers of a tea shop.' },
          { role: 'user', content: wish },
        ];
        for (;;) {
          const { message } = (await chat(copy({ model: 'gpt-4o', messages, tool_choice: 'auto' }))).choices[0];
          messages.push(message);
          if (!message.tool_calls) return message.content;
          for (const { id, function: call } of message.tool_calls) {
            const result = await tools[call.name](JSON.parse(call.arguments));
            messages.push({ role: 'tool', tool_call_id: id, content: JSON.stringify(result) });
          }
        }
      },
      { name: 'agent' },
    );
    await agent(
      'The teapot from my last order came with a cracked lid. I am j.albrecht@post.example, please give me my money back.',
    );
  },
};
