// A question about documents, answered: what each step got and gave.
import { detailsOf, scalar, string, text } from './spans.js';

const QUESTION = 'How long does a refund take, and who pays for the return?';
const REFUND = 'Refunds are paid within five working days after the parcel has arrived at our warehouse.';
const RETURN = 'Customers in the EU return their parcels free of charge with the label in the box.';
const CODE = '```js\nconst days = 5;\nrefund(order, { within: days });\n```';
const HISTORY = 'Our shop was founded in 1987 in a garage. '.repeat(60);
const INVENTED = ' We also give you a voucher of ten euros.';

export const ids = { ask: '1'.repeat(16), retrieve: '2'.repeat(16), prompt: '3'.repeat(16), answer: '4'.repeat(16) };

const PROMPT = `Answer with these documents:\n\n1. ${REFUND}\n\n2. ${RETURN}\n\n3. ${HISTORY}\n\nQuestion: ${QUESTION}`;
const ANSWER = `Good question! ${REFUND} ${RETURN}${INVENTED}\n\n${CODE}`;

const document = (title, words, score) => ({
  type: 'document',
  title,
  id: `${title.toLowerCase()}.md`,
  score,
  blocks: [text(words)],
  metadata: { type: 'object', children: [string('author', 'Ada'), scalar('page', 'number', '3')] },
});

const SPANS = {
  [ids.ask]: { name: 'ask', kind: 'workflow', input: [text(QUESTION)], output: [text(ANSWER)] },
  [ids.retrieve]: {
    name: 'retrieve',
    kind: 'retrieval',
    input: [
      { type: 'tree', node: { type: 'object', children: [string('query', QUESTION), scalar('topK', 'number', '3')] } },
    ],
    output: [document('Refunds', REFUND, 0.912), document('Returns', RETURN, 0.87), document('History', HISTORY, 0.31)],
  },
  [ids.prompt]: { name: 'prompt', kind: 'task', input: [text(`${REFUND}\n${RETURN}`)], output: [text(PROMPT)] },
  [ids.answer]: {
    name: 'answer',
    kind: 'llm',
    input: [
      {
        type: 'message',
        role: 'system',
        blocks: [text('You are a friendly clerk. Cite nothing that you do not know.')],
      },
      {
        type: 'message',
        role: 'user',
        name: 'ada',
        blocks: [text(PROMPT), { type: 'media', kind: 'image', description: 'image/png, 48 kB' }],
      },
      {
        type: 'message',
        role: 'assistant',
        blocks: [
          {
            type: 'tool-call',
            name: 'find_order',
            id: 'call_1',
            blocks: [{ type: 'tree', node: { type: 'object', children: [string('order', 'A-1187')] } }],
          },
        ],
      },
      {
        type: 'message',
        role: 'tool',
        blocks: [
          {
            type: 'tool-result',
            name: 'find_order',
            id: 'call_1',
            blocks: [text('Order A-1187 was delivered on 3 May.')],
          },
        ],
      },
    ],
    output: [
      {
        type: 'message',
        role: 'assistant',
        blocks: [
          {
            type: 'reasoning',
            blocks: [text('The documents say both. <img src=x onerror=alert(1)> https://example.com')],
          },
          text(ANSWER),
        ],
      },
    ],
    attributes: [
      { key: 'gen_ai.request.model', value: 'small-1' },
      { key: 'gen_ai.usage.input_tokens', value: 412 },
      { key: 'gen_ai.usage.output_tokens', value: 58 },
      { key: 'input.value', value: JSON.stringify([{ role: 'user', content: PROMPT }]) },
      { key: 'output.value', value: ANSWER },
      { key: 'app.tags', value: ['shop', 'refund'] },
    ],
    resource: [{ key: 'service.name', value: 'docs-bot' }],
    events: [{ name: 'retry', time: 120, attributes: [{ key: 'attempt', value: 2 }] }],
    errors: [
      { type: 'APIError', message: 'overloaded', stack: 'APIError: overloaded\n    at call (client.js:10:5)' },
      { type: 'TypeError', message: 'fetch failed' },
    ],
  },
};

/** Nearest first. */
const SHARED = [
  [ids.ask, 'input', ids.retrieve, 'input', QUESTION, 'identity'],
  [ids.retrieve, 'output', ids.prompt, 'input', REFUND, 'member'],
  [ids.retrieve, 'output', ids.prompt, 'input', RETURN, 'member'],
  [ids.retrieve, 'output', ids.prompt, 'output', REFUND],
  [ids.retrieve, 'output', ids.prompt, 'output', RETURN],
  [ids.retrieve, 'output', ids.prompt, 'output', HISTORY],
  [ids.ask, 'input', ids.prompt, 'output', QUESTION],
  [ids.prompt, 'output', ids.answer, 'input', PROMPT, 'structure'],
  [ids.prompt, 'output', ids.answer, 'output', REFUND],
  [ids.retrieve, 'output', ids.answer, 'output', REFUND],
  [ids.retrieve, 'output', ids.answer, 'output', RETURN],
  [ids.answer, 'output', ids.ask, 'output', ANSWER, 'identity'],
];

export const details = detailsOf(SPANS, SHARED);

export const model = {
  traceId: 'a'.repeat(32),
  version: 1,
  start: Date.UTC(2026, 0, 5),
  duration: 1200,
  spans: Object.entries(SPANS).map(([spanId, { name, kind }], index) => ({
    spanId,
    parent: index ? 0 : -1,
    depth: index ? 1 : 0,
    name,
    kind,
    service: 'docs-bot',
    start: index * 100,
    duration: index ? 100 : 1200,
    status: 'ok',
    ...(kind === 'llm' ? { model: 'small-1', tokens: { input: 412, output: 58 } } : {}),
  })),
  links: [
    { from: 0, to: 1, fromSide: 'input', toSide: 'input', via: 'identity', overlap: 1 },
    { from: 1, to: 2, fromSide: 'output', toSide: 'input', via: 'member', overlap: 1 },
    { from: 2, to: 3, fromSide: 'output', toSide: 'input', via: 'structure', overlap: 0.9 },
    { from: 3, to: 0, fromSide: 'output', toSide: 'output', via: 'identity', overlap: 1 },
  ],
};
