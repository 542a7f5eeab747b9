// An AI SDK agent whose tools are traced as they are handed over, so that they are given the framework's options as well, the
// conversation so far among them; one of them runs a model of its own and streams.
import { createOpenAI } from '@ai-sdk/openai';
import { stepCountIs, streamText, tool } from 'ai';
import { z } from 'zod';

export const name = 'expedition';

const FORECAST = 'Gale from the west until Thursday noon, then light air and fog in the fjords.';
const TIDES = { port: 'Ny-Ålesund', high: ['03:14', '15:40'], note: 'spring tide, strong current in the narrows' };
const GEAR = 'Two spare drysuits, the drogue, and hand flares for every boat; leave the second stove ashore.';
const PLAN = 'Wait for Thursday afternoon, pass the narrows at slack water, and keep the fog horn manned.';

/** @type {import('../server.js').Model} */
export function model({ body: { messages }, text, turn }) {
  if (messages[0].content.startsWith('You pack')) return GEAR;
  if (turn === 0) return { calls: [['forecast', { area: 'Kongsfjorden' }]] };
  if (turn === 1) return { calls: [['tides', { port: 'Ny-Ålesund' }]] };
  if (!text.includes('drogue')) return { calls: [['pack', { crew: 6, boats: 2, season: 'late August' }]] };
  return PLAN;
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const gpt = createOpenAI({ apiKey: 'key', baseURL: `${server.url}/v1` }).chat('gpt-4o-mini');
  const pack = tracer.tool(
    async ({ crew, boats, season }) => {
      const prompt = `${crew} people in ${boats} boats, ${season}.`;
      return streamText({ model: gpt, system: 'You pack for expeditions.', prompt }).text;
    },
    { name: 'pack' },
  );
  const tools = {
    forecast: tool({
      description: 'The weather at sea',
      inputSchema: z.object({ area: z.string() }),
      execute: tracer.tool(async () => FORECAST, { name: 'forecast' }),
    }),
    tides: tool({
      description: 'High water',
      inputSchema: z.object({ port: z.string() }),
      execute: tracer.tool(async () => TIDES, { name: 'tides' }),
    }),
    pack: tool({
      description: 'What to take along',
      inputSchema: z.object({ crew: z.number(), boats: z.number(), season: z.string() }),
      execute: pack,
    }),
  };
  const advise = tracer.llm(
    (prompt) => streamText({ model: gpt, system: 'You advise sailors.', prompt, tools, stopWhen: stepCountIs(6) }),
    { name: 'advise' },
  );
  const shorten = tracer.task((text) => text.split(', ')[0], { name: 'shorten' });
  const prepare = tracer.workflow(
    async (wish) => {
      let text = '';
      for await (const piece of advise(wish).textStream) text += piece;
      return shorten(text);
    },
    { name: 'prepare' },
  );
  return prepare('Six of us want to row two boats out of Kongsfjorden this week. When do we leave, and with what?');
}

export const spans = { prepare: 1, advise: 1, forecast: 1, tides: 1, pack: 1, shorten: 1 };

const TOOLS = ['forecast', 'tides', 'pack'];

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['prepare', 'advise', 'input>input'],
  ...TOOLS.map((step) => /** @type {import('../score.js').Edge} */ (['advise', step, 'output>input'])),
  ['advise', 'shorten', 'output>input'],
  ['shorten', 'prepare', 'output>output'],
];

/** The results of tools are parts of the stream as well. @type {import('../score.js').Edge[]} */
export const optional = TOOLS.map((step) => [step, 'advise', 'output>output']);
