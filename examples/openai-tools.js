// An agent that answers with two tools, on OpenAI's chat completions.
// npm install openai spanloom; OPENAI_API_KEY=... node openai-tools.js
import OpenAI from 'openai';
import { agent, consoleExporter, init, llm, tool } from 'spanloom';

init({ service: 'travel-desk', exporters: [consoleExporter()] });

const openai = new OpenAI(); // reads OPENAI_API_KEY and OPENAI_BASE_URL

const chat = llm((request) => openai.chat.completions.create(request), { name: 'chat' });

const findTrains = async ({ from, to }) => [{ train: 'IC 2216', from, to, leaves: '08:42', seats: 'in coach 7 only' }];
const holdSeat = async ({ train, coach }) => `A seat in coach ${coach} of ${train} is held for twenty minutes.`;

const tools = {
  find_trains: tool(findTrains, { name: 'find_trains' }),
  hold_seat: tool(holdSeat, { name: 'hold_seat' }),
};

const describe = (name, description, ...parameters) => ({
  type: 'function',
  function: {
    name,
    description,
    parameters: {
      type: 'object',
      properties: Object.fromEntries(parameters.map((parameter) => [parameter, { type: 'string' }])),
      required: parameters,
    },
  },
});

const described = [
  describe('find_trains', 'Finds trains between two cities', 'from', 'to'),
  describe('hold_seat', 'Holds a seat in a train', 'train', 'coach'),
];

const travel = agent(
  async (wish) => {
    const messages = [{ role: 'user', content: wish }];
    for (;;) {
      const { choices } = await chat({ model: 'gpt-4o-mini', messages: [...messages], tools: described });
      const { message } = choices[0];
      messages.push(message);
      if (!message.tool_calls) return message.content;
      for (const { id, function: call } of message.tool_calls) {
        const result = await tools[call.name](JSON.parse(call.arguments));
        messages.push({ role: 'tool', tool_call_id: id, content: JSON.stringify(result) });
      }
    }
  },
  { name: 'travel' },
);

console.log(await travel('Find me a morning train from Hamburg to Cologne, and hold a seat in it.'));
