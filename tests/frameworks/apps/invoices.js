// Open invoices of a supplier (OpenAI, chat completions): what a mail claims as JSON, orders looked up in parallel, a limit of
// requests that is waited out with backoff, and what is open goes on as numbers of orders and amounts.
import { setTimeout as sleep } from 'node:timers/promises';
import OpenAI from 'openai';

export const name = 'invoices';

const MAIL = `Dear all,

according to our books the orders PO-4471, PO-4502 and PO-4519 have not been settled, 3,482.60 euros in total. Please look into it by Friday, as our accountant leaves for parental leave on Monday.

Kind regards
Nordholz Furniture, Dörte Wessel`;
const CLAIM = { supplier: 'Nordholz Furniture', orders: ['PO-4471', 'PO-4502', 'PO-4519'], claimed: '3,482.60' };
const ORDERS = {
  'PO-4471': {
    order_id: 'PO-4471',
    items: 'Six oak chairs, oiled',
    total: '1,249.90',
    currency: 'EUR',
    delivered: '2027-01-14',
  },
  'PO-4502': {
    order_id: 'PO-4502',
    items: 'Sideboard, walnut',
    total: '1,420.70',
    currency: 'EUR',
    delivered: '2027-02-02',
  },
  'PO-4519': {
    order_id: 'PO-4519',
    items: 'Two benches for the hallway',
    total: '812.00',
    currency: 'EUR',
    delivered: null,
  },
};
const PAYMENTS = {
  'PO-4471': [
    { booked: '2027-01-29', amount: '1,249.90', from: 'DE02 1203 0000 0000 2020 51', note: 'Chairs January' },
  ],
  'PO-4502': [],
};
const VERDICT = {
  settled: [{ order_id: 'PO-4471', amount: '1,249.90', on: '2027-01-29' }],
  open: [{ order_id: 'PO-4502', amount: '1,420.70' }],
  withheld: [{ order_id: 'PO-4519', amount: '812.00', because: 'The benches have not been delivered yet.' }],
};
const REPLY = `Dear Ms Wessel,

the chairs were paid on 29 January; the money for the sideboard leaves us today. As soon as the benches are here, we pay them too.

Kind regards`;

/** @type {import('../server.js').Model} */
export function model({ body: { messages }, turn, times }) {
  const [{ content: system }] = messages;
  if (system.startsWith('Extract'))
    return times === 0 ? { status: 429, text: 'Rate limit reached for requests' } : JSON.stringify(CLAIM);
  if (system.startsWith('Answer')) return REPLY;
  if (turn === 0) return { calls: CLAIM.orders.map((order_id) => ['get_order', { order_id }]) };
  if (turn === 1)
    return {
      calls: [
        ['find_payments', { order_id: 'PO-4471', amount: '1,249.90' }],
        ['find_payments', { order_id: 'PO-4502', amount: '1,420.70' }],
      ],
    };
  return times < 2 ? { status: 429, text: 'Rate limit reached for tokens' } : JSON.stringify(VERDICT);
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const openai = new OpenAI({ apiKey: 'key', baseURL: `${server.url}/v1`, maxRetries: 0 });

  /** @template T @param {() => Promise<T>} call */
  async function withBackoff(call) {
    for (let delay = 1; ; delay *= 2) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof OpenAI.RateLimitError) || delay > 8) throw error;
        await sleep(delay);
      }
    }
  }

  const extract = tracer.llm(
    async (mail) => {
      const { choices } = await openai.chat.completions.create({
        model: 'gpt-4o-mini',
        response_format: { type: 'json_object' },
        messages: [
          { role: 'system', content: 'Extract what the mail claims, as JSON with supplier, orders and claimed.' },
          { role: 'user', content: mail },
        ],
      });
      return JSON.parse(choices[0].message.content);
    },
    { name: 'extract', model: 'gpt-4o-mini' },
  );
  const complete = tracer.llm((request) => openai.chat.completions.create(request), { name: 'complete' });
  const tools = {
    get_order: tracer.tool(async ({ order_id }) => ORDERS[order_id], { name: 'get_order' }),
    find_payments: tracer.tool(async ({ order_id }) => ({ order_id, payments: PAYMENTS[order_id] }), {
      name: 'find_payments',
    }),
  };
  const check = tracer.agent(
    async (claim) => {
      const messages = [
        {
          role: 'system',
          content: 'Find out which of the orders are paid. Say at last, as JSON, which are settled, open and withheld.',
        },
        { role: 'user', content: `Claim: ${JSON.stringify(claim)}` },
      ];
      for (;;) {
        const request = { model: 'gpt-4o', messages, tools: TOOLS, response_format: { type: 'json_object' } };
        const completion = await withBackoff(() => complete(request));
        const { message } = completion.choices[0];
        messages.push(message);
        if (!message.tool_calls) return JSON.parse(message.content);
        const results = await Promise.all(
          message.tool_calls.map(async ({ id, function: { name, arguments: json } }) => ({
            role: 'tool',
            tool_call_id: id,
            content: JSON.stringify(await tools[name](JSON.parse(json))),
          })),
        );
        messages.push(...results);
      }
    },
    { name: 'check' },
  );
  const pay = tracer.tool(
    async (order_id, amount) => ({ transfer: `SEPA-2027-${order_id.slice(3)}`, amount, executed: 'today' }),
    { name: 'pay' },
  );
  const hold = tracer.tool(async ({ order_id, because }) => ({ reminder: `RM-${order_id}`, text: because }), {
    name: 'hold',
  });
  const ledger = tracer.task(
    (supplier, { settled, open, withheld }) =>
      [
        `# ${supplier}`,
        ...settled.map(({ order_id, amount, on }) => `${order_id};${amount};${on}`),
        ...[...open, ...withheld].map(({ order_id, amount }) => `${order_id};${amount};`),
      ].join('\n'),
    { name: 'ledger' },
  );
  const reply = tracer.llm(
    (mail, facts) =>
      openai.chat.completions.create({
        model: 'gpt-4o-mini',
        messages: [
          { role: 'system', content: 'Answer the mail, in the language it was written in.' },
          { role: 'user', content: `${mail}\n\n---\n${JSON.stringify(facts, null, 2)}` },
        ],
      }),
    { name: 'reply' },
  );

  const reconcile = tracer.workflow(
    async (mail) => {
      const claim = await withBackoff(() => extract(mail));
      const verdict = await check(claim);
      const transfers = await Promise.all(verdict.open.map(({ order_id, amount }) => pay(order_id, amount)));
      const reminders = await Promise.all(verdict.withheld.map((order) => hold(order)));
      const book = ledger(claim.supplier, verdict);
      const { choices } = await reply(mail, { transfers, reminders, settled: verdict.settled });
      return { book, mail: choices[0].message.content };
    },
    { name: 'reconcile' },
  );
  return reconcile(MAIL);
}

const functionOf = (name, properties) => ({
  type: 'function',
  function: { name, parameters: { type: 'object', properties, required: Object.keys(properties) } },
});
const TOOLS = [
  functionOf('get_order', { order_id: { type: 'string' } }),
  functionOf('find_payments', { order_id: { type: 'string' }, amount: { type: 'string' } }),
];

export const spans = {
  reconcile: 1,
  extract: 2,
  check: 1,
  complete: 5,
  get_order: 3,
  find_payments: 2,
  pay: 1,
  hold: 1,
  ledger: 1,
  reply: 1,
};

const ATTEMPTS = ['complete#3', 'complete#4', 'complete#5'];

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['reconcile', 'extract', 'input>input'],
  ['reconcile', 'extract#2', 'input>input'],
  ['extract#2', 'check', 'output>input'],
  ['check', 'complete', 'input>input'],
  ...['get_order', 'get_order#2', 'get_order#3'].flatMap(
    (order) =>
      /** @type {import('../score.js').Edge[]} */ ([
        ['complete', order, 'output>input'],
        [order, 'complete#2', 'output>input'],
      ]),
  ),
  ['complete', 'complete#2', 'output>input'],
  ['complete#2', 'find_payments', 'output>input'],
  ['complete#2', 'find_payments#2', 'output>input'],
  ...ATTEMPTS.flatMap((attempt) =>
    ['complete#2', 'find_payments', 'find_payments#2'].map(
      (step) => /** @type {import('../score.js').Edge} */ ([step, attempt, 'output>input']),
    ),
  ),
  ['complete#5', 'check', 'output>output'],
  ['check', 'pay', 'output>input'],
  ['check', 'hold', 'output>input'],
  ['extract#2', 'ledger', 'output>input'],
  ['check', 'ledger', 'output>input'],
  ['reconcile', 'reply', 'input>input'],
  ['pay', 'reply', 'output>input'],
  ['hold', 'reply', 'output>input'],
  ['check', 'reply', 'output>input'],
  ['ledger', 'reconcile', 'output>output'],
  ['reply', 'reconcile', 'output>output'],
];
