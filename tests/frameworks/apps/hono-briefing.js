// A web app whose answer is an event stream: a planner, workers in parallel, a writer that streams.
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import OpenAI from 'openai';
import { nth } from '../nth.js';

export const name = 'hono-briefing';

const PAGES = [
  {
    id: 'k1',
    title: 'Ferries',
    text: 'The ferry to Aldersey leaves at ten past every hour, except when the lock is shut for repairs.',
  },
  { id: 'k2', title: 'Trams', text: 'Trams of line 4 turn round at the fish market during the works on the bridge.' },
  {
    id: 'k3',
    title: 'Parking',
    text: 'The car park under the opera has four hundred spaces and closes at one at night.',
  },
];
const NOTES = {
  Ferries: 'Hourly boats to the island; ask about the lock.',
  Trams: 'Line 4 is shortened to the market hall.',
  Parking: 'Plenty of room below the opera until 1 a.m.',
};

/** @type {import('../server.js').Model} */
export function model({ body: { messages, stream }, last }) {
  if (stream) return 'Take the boat or line 4 as far as the market; drivers find a space below the opera until one.';
  if (messages[0].content.startsWith('Plan'))
    return JSON.stringify({ steps: Object.keys(NOTES).map((topic) => ({ topic, depth: 'short' })) });
  return NOTES[PAGES.find((page) => last.includes(page.text)).title];
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const openai = new OpenAI({ apiKey: 'key', baseURL: `${server.url}/v1` });
  const SYSTEM = { role: 'system', content: 'Notes are one sentence long and say nothing that is not in the source.' };
  const settings = { model: 'gpt-4o-mini', temperature: 0.2 };

  const plan = tracer.llm(
    async (question) => {
      const messages = [
        { role: 'system', content: 'Plan the research as JSON.' },
        { role: 'user', content: question },
      ];
      const { choices } = await openai.chat.completions.create({ ...settings, messages });
      return JSON.parse(choices[0].message.content).steps;
    },
    { name: 'plan' },
  );
  const search = tracer.retrieval(async (topic) => PAGES.filter(({ title }) => title === topic), { name: 'search' });
  const note = tracer.llm((messages) => openai.chat.completions.create({ ...settings, messages }), { name: 'note' });
  const work = tracer.agent(
    async ({ topic, depth }) => {
      const pages = await search(topic);
      const sources = pages.map(({ text }) => text).join('\n');
      const user = { role: 'user', content: `Topic: ${topic} (${depth})\n${sources}` };
      const { choices } = await note([SYSTEM, user]);
      return { topic, note: choices[0].message.content };
    },
    { name: 'work' },
  );
  const write = tracer.llm((messages) => openai.chat.completions.create({ ...settings, messages, stream: true }), {
    name: 'write',
  });
  const brief = tracer.workflow(
    async function* (question) {
      const steps = await plan(question);
      const notes = await Promise.all(steps.map(work));
      const list = notes.map(({ topic, note }) => `- ${topic}: ${note}`).join('\n');
      const stream = await write([SYSTEM, { role: 'user', content: `${question}\n\nNotes:\n${list}` }]);
      for await (const { choices } of stream) yield choices[0]?.delta.content ?? '';
    },
    { name: 'brief' },
  );

  const app = new Hono();
  app.get('/brief', (c) =>
    streamSSE(c, async (stream) => {
      for await (const data of brief(c.req.query('question'))) await stream.writeSSE({ data });
    }),
  );
  const question = 'How do two hundred guests get to the concert hall by the harbour on Sunday evening?';
  const response = await app.request(`/brief?question=${encodeURIComponent(question)}`);
  return response.text();
}

export const spans = { brief: 1, plan: 1, work: 3, search: 3, note: 3, write: 1 };

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['brief', 'plan', 'input>input'],
  ...[1, 2, 3].flatMap((n) => [
    ['plan', nth('work', n), 'output>input'],
    [nth('work', n), nth('search', n), 'input>input'],
    [nth('search', n), nth('note', n), 'output>input'],
    [nth('note', n), nth('work', n), 'output>output'],
    [nth('work', n), 'write', 'output>input'],
  ]),
  ['brief', 'write', 'input>input'],
  ['write', 'brief', 'output>output'],
];
