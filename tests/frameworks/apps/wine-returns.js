// A wine merchant's returns without any SDK: three providers by fetch, prompts as template strings, orders as a Markdown
// table, labels that choose the way, names that are spelled in two normal forms, and numbers as ids.
import { GEMINI } from '../../clients/server/gemini.js';

export const name = 'wine-returns';

const LETTER = {
  from: 'Siobha\u0301n N\u00ed Dhomhnaill',
  text: `Of the six bottles that came on Friday two were corked, the Mencia. The order is from the second week of May.
I do not want others in their place. Please send the money back to the card.`,
};
const ORDERS = [
  {
    order: 48213077,
    customer: 'Siobh\u00e1n N\u00ed Dhomhnaill',
    wine: 'Mencia Val do Sil 2021',
    bottles: 6,
    paid: 101.4,
  },
  {
    order: 48219950,
    customer: 'Siobh\u00e1n N\u00ed Dhomhnaill',
    wine: 'Riesling Saarfeilser 2019',
    bottles: 3,
    paid: 74.7,
  },
  { order: 47950116, customer: 'Jo\u0308rg Ma\u0308rz', wine: 'Mencia Val do Sil 2021', bottles: 12, paid: 202.8 },
];
const RULES = {
  'corked-refund':
    'Corked bottles are refunded at their share of the order within sixty days; nobody has to send them back.',
  'wrong-delivery': 'What was not ordered is collected, and what was ordered leaves the same day.',
};
const PAYMENTS = { 48213077: { payment: 'pay_7Q2mVx', card: 'ends in 4410', captured: 10140 } };
const REPLY = 'We are sorry about the two. 33.80 are on their way to your card, and you may pour the rest into a stew.';
const IRISH = 'Tá brón orainn faoin dá bhuidéal. Tá 33.80 ar an mbealach chuig do chárta.';

/** @type {import('../server.js').Model} */
export function model({ body: { contents, messages }, text }) {
  if (contents) return IRISH;
  if (text.includes('one label')) return 'corked-refund';
  if (messages[0].content.includes('Which order')) return '{"order": 48213077, "bottles": 2, "amount": 33.8}';
  return REPLY;
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const call = async (path, headers, body) => {
    const response = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  };
  const openai = async (content) => {
    const messages = [{ role: 'user', content }];
    const body = { model: 'gpt-4o-mini', temperature: 0, messages };
    const { choices } = await call('/v1/chat/completions', { authorization: 'Bearer key' }, body);
    return choices[0].message.content;
  };
  const anthropic = async (content) => {
    const body = { model: 'claude-haiku-4-5', max_tokens: 400, messages: [{ role: 'user', content }] };
    const answer = await call('/v1/messages', { 'x-api-key': 'key', 'anthropic-version': '2023-06-01' }, body);
    return answer.content[0].text;
  };
  const gemini = async (text) => {
    const body = { contents: [{ role: 'user', parts: [{ text }] }] };
    const { candidates } = await call(`/v1/models/${GEMINI}:generateContent`, { 'x-goog-api-key': 'key' }, body);
    return candidates[0].content.parts[0].text;
  };

  const label = tracer.llm((prompt) => openai(prompt), { name: 'label', model: 'gpt-4o-mini' });
  const rules = tracer.retrieval(async (kind) => RULES[kind], { name: 'rules' });
  const orders = tracer.retrieval(
    async (customer) => ORDERS.filter((row) => row.customer.normalize() === customer.normalize()),
    { name: 'orders' },
  );
  const table = tracer.task(
    (rows) => {
      const columns = ['order', 'wine', 'bottles', 'paid'];
      const line = (cells) => `| ${cells.join(' | ')} |`;
      const body = rows.map((row) => line(columns.map((column) => row[column])));
      return [line(columns), line(columns.map(() => '---')), ...body].join('\n');
    },
    { name: 'table' },
  );
  const pick = tracer.llm((prompt) => anthropic(prompt), { name: 'pick', model: 'claude-haiku-4-5' });
  const decide = tracer.agent(
    async (text, rows) => JSON.parse(await pick(`Which order is meant? Answer as JSON.\n\n${table(rows)}\n\n${text}`)),
    { name: 'decide' },
  );
  const payment = tracer.tool(async (order) => PAYMENTS[order], { name: 'payment' });
  const refund = tracer.tool(async (id, amount) => ({ refund: 're_0Kd93Lw', id, amount }), { name: 'refund' });
  const write = tracer.llm((prompt) => openai(prompt), { name: 'write', model: 'gpt-4o-mini' });
  const translate = tracer.llm((prompt) => gemini(prompt), { name: 'translate', model: GEMINI });
  const mail = tracer.tool(async (to, body) => ({ to, lines: body.split('\n').length }), { name: 'mail' });
  const book = tracer.tool(async (order, entry) => `${order}: ${entry}`, { name: 'book' });

  const settle = tracer.workflow(
    async ({ from, text }) => {
      const [kind, rows] = await Promise.all([
        label(`Say one label of ${Object.keys(RULES).join(', ')}.\n\n${text}`),
        orders(from),
      ]);
      const [rule, { order, amount }] = await Promise.all([rules(kind), decide(text, rows)]);
      const { payment: id, card } = await payment(order);
      const { refund: number } = await refund(id, amount);
      const reply = await write(`Write to ${from}: ${amount} go back to the card that ${card} (${number}).
The rule: ${rule}
What they wrote: """${text}"""`);
      const irish = await translate(`Into Irish, please:\n\n${reply}`);
      const { customer } = rows[0];
      await Promise.all([mail(customer, `${irish}\n--\n${reply}`), book(order, kind)]);
      return number;
    },
    { name: 'settle' },
  );
  return settle(LETTER);
}

export const spans = {
  settle: 1,
  label: 1,
  orders: 1,
  rules: 1,
  decide: 1,
  table: 1,
  pick: 1,
  payment: 1,
  refund: 1,
  write: 1,
  translate: 1,
  mail: 1,
  book: 1,
};

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['settle', 'label', 'input>input'],
  ['settle', 'orders', 'input>input'],
  ['label', 'rules', 'output>input'],
  ['settle', 'decide', 'input>input'],
  ['orders', 'decide', 'output>input'],
  ['decide', 'table', 'input>input'],
  ['decide', 'pick', 'input>input'],
  ['table', 'pick', 'output>input'],
  ['pick', 'decide', 'output>output'],
  ['decide', 'payment', 'output>input'],
  ['payment', 'refund', 'output>input'],
  ['decide', 'refund', 'output>input'],
  ['settle', 'write', 'input>input'],
  ['rules', 'write', 'output>input'],
  ['decide', 'write', 'output>input'],
  ['payment', 'write', 'output>input'],
  ['refund', 'write', 'output>input'],
  ['write', 'translate', 'output>input'],
  ['orders', 'mail', 'output>input'],
  ['translate', 'mail', 'output>input'],
  ['write', 'mail', 'output>input'],
  ['decide', 'book', 'output>input'],
  ['label', 'book', 'output>input'],
  ['refund', 'settle', 'output>output'],
];
