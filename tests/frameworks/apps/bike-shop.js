// A bicycle workshop's agent: createAgent with a middleware around each call of the model, a checkpointer that remembers the
// first turn in the second, and a text message of what it said last.
import { MemorySaver } from '@langchain/langgraph';
import { ChatOpenAI } from '@langchain/openai';
import { createAgent, createMiddleware, tool } from 'langchain';
import { z } from 'zod';

export const name = 'bike-shop';

const PHONE = '+45 31 55 02 99';
const TURNS = [
  `The gears of my tourer slip under load since the pass. You have me under ${PHONE}. What would it be?`,
  'Then please take it in on Thursday, and keep the old chain for my daughter to look at.',
];
const CUSTOMER = { customer: 'K-4471', name: 'Ingeborg Thrane', bicycle: 'Tubus Alpin 28, frame VT7-90318' };
const HISTORY = `March: rear wheel trued, two spokes replaced.
August: brake pads front, cable inner rear; chain measured at 0.6 and left on.`;
const STOCK = [
  { sku: 'CS-HG50-9', what: 'cassette, nine sprockets', on_shelf: 3, price: 289 },
  { sku: 'CN-E6090', what: 'chain for nine sprockets', on_shelf: 0, price: 199 },
];
const SLOT = { slot: 'Thu 08:30', stand: 2, mechanic: 'Yusuf', ticket: 'W-20881' };
const DIAGNOSIS =
  'The chain was due in August already; with the cassette it comes to 488 kroner, and the chain is here by Wednesday.';
const BOOKED =
  'Yusuf has it from half past eight on Thursday, ticket W-20881. The old chain will hang on your handlebar.';

/** @type {import('../server.js').Model} */
export function model({ text, turn }) {
  if (turn === 0) return { calls: [['find_customer', { phone: PHONE }]] };
  if (turn === 1)
    return {
      calls: [
        ['service_book', { customer: 'K-4471', months: 12 }],
        ['parts', { frame: 'VT7-90318', words: ['cassette', 'chain'] }],
      ],
    };
  if (turn === 2) return DIAGNOSIS;
  if (text.includes('W-20881')) return BOOKED;
  return { calls: [['book', { customer: 'K-4471', day: 'Thursday', remark: 'Hang the old chain on the handlebar.' }]] };
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const findCustomer = tracer.tool(async ({ phone }) => (phone === PHONE ? CUSTOMER : null), { name: 'find_customer' });
  const serviceBook = tracer.retrieval(async () => HISTORY, { name: 'service_book' });
  const parts = tracer.tool(
    async ({ words }) => STOCK.filter(({ what }) => words.some((word) => what.includes(word))),
    {
      name: 'parts',
    },
  );
  const book = tracer.tool(async ({ customer, day }) => ({ ...SLOT, customer, day }), { name: 'book' });
  const sendText = tracer.tool(async (to, text) => ({ to, parts: Math.ceil(text.length / 160) }), {
    name: 'send_text',
  });

  const agent = createAgent({
    model: new ChatOpenAI({
      model: 'gpt-4o-mini',
      apiKey: 'key',
      maxRetries: 0,
      configuration: { baseURL: `${server.url}/v1` },
    }),
    systemPrompt: 'You answer for a bicycle workshop. Prices are in kroner and include the work.',
    tools: [
      tool(findCustomer, {
        name: 'find_customer',
        description: 'Who rang',
        schema: z.object({ phone: z.string() }),
      }),
      tool(serviceBook, {
        name: 'service_book',
        description: 'What was done to the bicycle',
        schema: z.object({ customer: z.string(), months: z.number() }),
      }),
      tool(parts, {
        name: 'parts',
        description: 'Parts that fit, with stock and price',
        schema: z.object({ frame: z.string(), words: z.array(z.string()) }),
      }),
      tool(book, {
        name: 'book',
        description: 'Books a stand',
        schema: z.object({ customer: z.string(), day: z.string(), remark: z.string() }),
      }),
    ],
    middleware: [
      createMiddleware({
        name: 'Traced',
        wrapModelCall: tracer.llm((request, handler) => handler(request), { name: 'chat', model: 'gpt-4o-mini' }),
      }),
    ],
    checkpointer: new MemorySaver(),
  });

  const turn = tracer.agent(
    async (content) => {
      const config = { configurable: { thread_id: 'counter-1' } };
      const { messages } = await agent.invoke({ messages: [{ role: 'user', content }] }, config);
      return messages.at(-1).content;
    },
    { name: 'turn' },
  );
  const visit = tracer.workflow(
    async (phone, wishes) => {
      const said = [];
      for (const wish of wishes) said.push(await turn(wish));
      await sendText(phone, said.at(-1));
      return said.at(-1);
    },
    { name: 'visit' },
  );
  return visit(PHONE, TURNS);
}

export const spans = { visit: 1, turn: 2, chat: 5, find_customer: 1, service_book: 1, parts: 1, book: 1, send_text: 1 };

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['visit', 'turn', 'input>input'],
  ['turn', 'chat', 'input>input'],
  ['chat', 'find_customer', 'output>input'],
  ['chat', 'chat#2', 'output>input'],
  ['find_customer', 'chat#2', 'output>input'],
  ['chat#2', 'service_book', 'output>input'],
  ['chat#2', 'parts', 'output>input'],
  ['chat#2', 'chat#3', 'output>input'],
  ['service_book', 'chat#3', 'output>input'],
  ['parts', 'chat#3', 'output>input'],
  ['chat#3', 'turn', 'output>output'],

  ['visit', 'turn#2', 'input>input'],
  ['turn#2', 'chat#4', 'input>input'],
  ['turn', 'chat#4', 'output>input'],
  ['chat#4', 'book', 'output>input'],
  ['chat#4', 'chat#5', 'output>input'],
  ['book', 'chat#5', 'output>input'],
  ['chat#5', 'turn#2', 'output>output'],

  ['visit', 'send_text', 'input>input'],
  ['turn#2', 'send_text', 'output>input'],
  ['turn#2', 'visit', 'output>output'],
];
