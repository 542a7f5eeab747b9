// An agent of the AI SDK: three tools at once, a fourth that needs what they found, and a plan as an object, streamed.
import { createOpenAI } from '@ai-sdk/openai';
import { Output, stepCountIs, streamText, tool, wrapLanguageModel } from 'ai';
import { z } from 'zod';

export const name = 'trip';

const TRAINS = [
  { number: 'ICE 578', leaves: '07:36 Kassel-Wilhelmshöhe', arrives: '10:02 Hamburg Hauptbahnhof', euros: 59.9 },
  { number: 'ICE 1082', leaves: '08:22 Kassel-Wilhelmshöhe', arrives: '10:53 Hamburg-Altona', euros: 43.9 },
];
const HOTELS = [
  { hotel: 'Pension am Fleet', street: 'Deichstraße 21', beds: 'two single beds', euros: 118 },
  { hotel: 'Haus Elbblick', street: 'Övelgönne 77', beds: 'one double bed', euros: 164 },
];
const PLAN = {
  title: 'Two days at the harbour',
  entries: [
    { at: '2026-09-04T07:36', what: 'Train to Hamburg, coach 9, window seats' },
    { at: '2026-09-04T11:00', what: 'Leave the bags with the landlady before the boat tour' },
    { at: '2026-09-05T15:30', what: 'Speicherstadt on foot, umbrellas needed' },
  ],
};

/** @type {import('../server.js').Model} */
export function model({ turn }) {
  if (turn === 0)
    return {
      calls: [
        ['trains', { from: 'Kassel', to: 'Hamburg', day: '2026-09-04' }],
        ['hotels', { city: 'Hamburg', nights: 1, guests: 2 }],
        ['weather', { city: 'Hamburg', days: ['2026-09-04', '2026-09-05'] }],
      ],
    };
  if (turn === 1)
    return {
      calls: [['book', { train: 'ICE 578', hotel: 'Pension am Fleet', names: ['Jutta Brandl', 'Emre Aksoy'] }]],
    };
  return JSON.stringify(PLAN);
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const openai = createOpenAI({ apiKey: 'key', baseURL: `${server.url}/v1` });
  const chat = tracer.llm((_params, doStream) => doStream(), { name: 'chat' });
  const traced = wrapLanguageModel({
    model: openai.chat('gpt-5-mini'),
    middleware: { specificationVersion: 'v4', wrapStream: ({ params, doStream }) => chat(params, doStream) },
  });

  const day = z.string();
  const tools = {
    trains: tool({
      description: 'Trains of a day',
      inputSchema: z.object({ from: z.string(), to: z.string(), day }),
      execute: tracer.tool(async () => TRAINS, { name: 'trains' }),
    }),
    hotels: tool({
      description: 'Hotels with free rooms',
      inputSchema: z.object({ city: z.string(), nights: z.number(), guests: z.number() }),
      execute: tracer.tool(async () => ({ free: HOTELS }), { name: 'hotels' }),
    }),
    weather: tool({
      description: 'The forecast',
      inputSchema: z.object({ city: z.string(), days: z.array(day) }),
      execute: tracer.tool(async ({ city }) => `${city}: sunny on Friday, showers from Saturday noon`, {
        name: 'weather',
      }),
    }),
    book: tool({
      description: 'Books a train and a hotel',
      inputSchema: z.object({ train: z.string(), hotel: z.string(), names: z.array(z.string()) }),
      execute: tracer.tool(async () => ({ booking: 'HH-77102-K', pay: 'at the desk' }), { name: 'book' }),
    }),
  };

  const entry = z.object({ at: z.string(), what: z.string() });
  const plan = tracer.agent(
    (wish) =>
      streamText({
        model: traced,
        tools,
        stopWhen: stepCountIs(6),
        system: 'You plan short trips. Look everything up before you book.',
        prompt: wish,
        output: Output.object({ schema: z.object({ title: z.string(), entries: z.array(entry) }) }),
      }),
    { name: 'plan' },
  );

  const calendar = tracer.task(
    ({ title, entries }) =>
      [
        `BEGIN:VCALENDAR`,
        `X-WR-CALNAME:${title}`,
        ...entries.map(({ at, what }) => `DTSTART:${at}\nSUMMARY:${what}`),
      ].join('\n'),
    { name: 'calendar' },
  );

  const travel = tracer.workflow(
    async (wish) => {
      const result = plan(wish);
      for await (const _part of result.partialOutputStream);
      return calendar(await result.output);
    },
    { name: 'travel' },
  );
  return travel('Jutta Brandl and Emre Aksoy would like to see the harbour of Hamburg, first weekend of September.');
}

export const spans = { travel: 1, plan: 1, chat: 3, trains: 1, hotels: 1, weather: 1, book: 1, calendar: 1 };

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['travel', 'plan', 'input>input'],
  ['plan', 'chat', 'input>input'],
  ['chat', 'trains', 'output>input'],
  ['chat', 'hotels', 'output>input'],
  ['chat', 'weather', 'output>input'],
  ['chat', 'chat#2', 'output>input'],
  ['trains', 'chat#2', 'output>input'],
  ['hotels', 'chat#2', 'output>input'],
  ['weather', 'chat#2', 'output>input'],
  ['chat#2', 'book', 'output>input'],
  ['chat#2', 'chat#3', 'output>input'],
  ['book', 'chat#3', 'output>input'],
  ['chat#3', 'plan', 'output>output'],
  ['plan', 'calendar', 'output>input'],
  ['calendar', 'travel', 'output>output'],
];

/** @type {import('../score.js').Edge[]} the answer's stream holds the calls and results of tools as well */
export const optional = ['chat', 'chat#2', 'trains', 'hotels', 'weather', 'book'].map((step) => [
  step,
  'plan',
  'output>output',
]);
