// Two sides argue about a refund before a judge (AI SDK): rows and columns, order numbers and labels travel as arguments.
import { createOpenAI } from '@ai-sdk/openai';
import { generateText, Output, tool } from 'ai';
import { z } from 'zod';

export const name = 'refund-debate';

const ORDERS = {
  'A-1093': [
    ['2026-03-02', 'Espresso machine Lido', '419.00', 'delivered with a dented boiler cover, courier notified'],
    ['2026-03-02', 'Descaling powder, box of twelve', '38.50', 'delivered sealed and accepted by the concierge'],
    ['2026-03-09', 'Replacement cover', '0.00', 'sent out, returned by the post as undeliverable'],
  ],
};
const ARGUMENTS = {
  customer: [
    'The cover came dented, and its replacement never reached her.',
    'Two attempts are enough; nobody has to wait for a third parcel.',
  ],
  shop: [
    'The powder was accepted sealed and is not part of the claim.',
    'We may repair before we refund, and a cover is cheap.',
  ],
};
const VERDICT = {
  decision: 'refund',
  amount: '419.00',
  reason: 'Two deliveries failed, so the price of the machine goes back.',
};

/** @type {import('../server.js').Model} */
export function model({ body: { messages }, text, turn }) {
  const [{ content: system }] = messages;
  if (system.startsWith('Sort')) return JSON.stringify({ route: 'billing', order_id: 'A-1093', urgent: true });
  if (system.startsWith('Decide')) return JSON.stringify(VERDICT);
  if (system.startsWith('Tell')) return 'We are sorry. The price of the machine is on its way to your card.';
  const side = system.includes('the customer') ? 'customer' : 'shop';
  if (side === 'shop' && turn === 0 && !text.includes('Clause'))
    return { calls: [['read_policy', { clause: 'clause-14' }]] };
  return ARGUMENTS[side][text.includes('Round 2') ? 1 : 0];
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const gpt = createOpenAI({ apiKey: 'key', baseURL: `${server.url}/v1` }).chat('gpt-4o-mini');

  const sort = tracer.llm(
    async (ticket) => {
      const schema = z.object({ route: z.string(), order_id: z.string(), urgent: z.boolean() });
      const { output } = await generateText({
        model: gpt,
        output: Output.object({ schema }),
        system: 'Sort the ticket.',
        prompt: ticket,
      });
      return output;
    },
    { name: 'sort' },
  );
  const exportOrder = tracer.tool(
    async ({ order_id }) => ['date;item;price;note', ...ORDERS[order_id].map((row) => row.join(';'))].join('\n'),
    { name: 'export_order' },
  );
  const parse = tracer.task(
    (csv) => {
      const [head, ...rows] = csv.split('\n').map((line) => line.split(';'));
      return rows.map((row) => Object.fromEntries(row.map((cell, at) => [head[at], cell])));
    },
    { name: 'parse' },
  );
  const total = tracer.task((prices) => ({ total: prices.reduce((sum, price) => sum + Number(price), 0) }), {
    name: 'total',
  });
  const flag = tracer.task((notes) => notes.filter((note) => /dented|undeliverable/.test(note)), { name: 'flag' });
  const render = tracer.task(
    (rows) => rows.map(({ date, item, price, note }) => `| ${date} | ${item} | ${price} | ${note} |`).join('\n'),
    { name: 'render' },
  );
  const readPolicy = tracer.tool(
    async ({ clause }) => `Clause 14: the shop may try to repair twice before it has to refund. (${clause})`,
    {
      name: 'read_policy',
    },
  );
  const tools = {
    read_policy: tool({
      description: 'Reads a clause of the policy',
      inputSchema: z.object({ clause: z.string() }),
      execute: ({ clause }) => readPolicy({ clause }),
    }),
  };
  const argue = (side) =>
    tracer.llm(
      async (prompt) => {
        const { text } = await generateText({
          model: gpt,
          tools: side === 'the shop' ? tools : undefined,
          stopWhen: ({ steps }) => steps.length === 3,
          system: `You speak for ${side}. One sentence.`,
          prompt,
        });
        return text;
      },
      { name: `for ${side}` },
    );
  const forCustomer = argue('the customer');
  const forShop = argue('the shop');
  const judge = tracer.llm(
    async (table, transcript) => {
      const schema = z.object({ decision: z.string(), amount: z.string(), reason: z.string() });
      const { output } = await generateText({
        model: gpt,
        output: Output.object({ schema }),
        system: 'Decide.',
        prompt: `${table}\n\n${transcript.join('\n')}`,
      });
      return output;
    },
    { name: 'judge' },
  );
  const assign = tracer.tool(async (route, order_id) => ({ queue: `${route}-europe`, case: `${order_id}/1` }), {
    name: 'assign',
  });
  const book = tracer.tool(async ({ amount, order_id }) => ({ booked: true, receipt: `RC-${order_id}-${amount}` }), {
    name: 'book',
  });
  const tell = tracer.llm(
    async (verdict) => (await generateText({ model: gpt, system: 'Tell the customer.', prompt: verdict })).text,
    { name: 'tell' },
  );

  const settle = tracer.workflow(
    async (ticket) => {
      const { route, order_id } = await sort(ticket);
      await assign(route, order_id);
      const rows = parse(await exportOrder({ order_id }));
      total(rows.map(({ price }) => price));
      flag(rows.map(({ note }) => note));
      const table = render(rows);
      const transcript = [];
      for (const round of [1, 2]) {
        const heading = `Round ${round} about this order:\n${table}\n${transcript.slice(-2).join('\n')}`;
        transcript.push(...(await Promise.all([forCustomer(heading), forShop(heading)])));
      }
      const { amount, reason } = await judge(table, transcript);
      await book({ amount, order_id });
      const [{ date, item, note }] = rows;
      return tell(`${reason}\n\nOrder: ${date}, ${item}, ${note}`);
    },
    { name: 'settle' },
  );
  return settle('My espresso machine came damaged, and the spare part never arrived. I want my money back.');
}

export const spans = {
  settle: 1,
  sort: 1,
  assign: 1,
  export_order: 1,
  parse: 1,
  total: 1,
  flag: 1,
  render: 1,
  'for the customer': 2,
  'for the shop': 2,
  read_policy: 2,
  judge: 1,
  book: 1,
  tell: 1,
};

const SIDES = ['for the customer', 'for the shop'];

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['settle', 'sort', 'input>input'],
  ['sort', 'assign', 'output>input'],
  ['sort', 'export_order', 'output>input'],
  ['export_order', 'parse', 'output>input'],
  ['parse', 'total', 'output>input'],
  ['parse', 'flag', 'output>input'],
  ['parse', 'render', 'output>input'],
  ...SIDES.flatMap((side) => [
    ['render', side, 'output>input'],
    ...SIDES.map((other) => [other, `${side}#2`, 'output>input']),
    [side, 'judge', 'output>input'],
    [`${side}#2`, 'judge', 'output>input'],
  ]),
  ['render', 'judge', 'output>input'],
  ['judge', 'book', 'output>input'],
  ['sort', 'book', 'output>input'],
  ['judge', 'tell', 'output>input'],
  ['parse', 'tell', 'output>input'],
  ['tell', 'settle', 'output>output'],
];
