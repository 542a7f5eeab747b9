// A ride by bus (AI SDK): an agent whose model is traced by its middleware, results of embed() and generateText() as they come,
// and a grader that sends the advice back.
import { createOpenAI } from '@ai-sdk/openai';
import { cosineSimilarity, embed, generateText, Output, stepCountIs, ToolLoopAgent, tool, wrapLanguageModel } from 'ai';
import { z } from 'zod';
import { vectorOf } from '../vectors.js';

export const name = 'bus-ride';

const STOPS = [
  { stop: 'S-118', name: 'Lindenhof', lines: ['4', '31'] },
  { stop: 'S-204', name: 'Rathausplatz', lines: ['2'] },
];
const DEPARTURES = {
  stop: 'S-118',
  departures: [
    { line: '31', at: '08:14', to: 'Klinikum Nord' },
    { line: '4', at: '08:19', to: 'Messegelände' },
  ],
};
const NOTES = [
  'Drivers fold the ramp out if you wave before the bus has stopped.',
  'Dogs travel for free between nine and four.',
  'At the hospital the front door of the bus stands level with the kerb.',
];
const QUERY = 'getting on and off the bus with a wheelchair at the hospital';
const ADVICE = 'Take the 31 at 08:14 from Lindenhof; it stops right at the hospital.';
const BETTER =
  'It is three minutes to Lindenhof, where line 31 leaves at 08:14. Wave to the driver for the ramp; at the hospital use the front door.';

/** @type {import('../server.js').Model} */
export function model({ body: { messages }, text, turn }) {
  const [{ content: system }] = messages;
  if (system.startsWith('Search')) return JSON.stringify({ query: QUERY, language: 'en' });
  if (system.startsWith('Grade'))
    return JSON.stringify(
      text.includes('Wave')
        ? { grade: 'good', missing: [] }
        : { grade: 'poor', missing: ['whether a wheelchair can get on', 'how far the walk is'] },
    );
  if (system.startsWith('Improve')) return BETTER;
  if (turn === 0) return { calls: [['find_stops', { near: 'Ahornweg 3', radius: 400 }]] };
  if (turn > 1) return ADVICE;
  return {
    calls: [
      ['departures', { stop: 'S-118', after: '08:00' }],
      ['lifts', { stop: 'S-118', station: 'Lindenhof' }],
    ],
  };
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const openai = createOpenAI({ apiKey: 'key', baseURL: `${server.url}/v1` });
  const plain = openai.chat('gpt-4o-mini');
  const step = tracer.llm((_params, doGenerate) => doGenerate(), { name: 'step' });
  const traced = wrapLanguageModel({
    model: openai.chat('gpt-4o-mini'),
    middleware: { specificationVersion: 'v4', wrapGenerate: ({ params, doGenerate }) => step(params, doGenerate) },
  });

  const string = z.string();
  const agent = new ToolLoopAgent({
    model: traced,
    instructions: 'You know every bus of the town.',
    stopWhen: stepCountIs(6),
    tools: {
      find_stops: tool({
        description: 'Stops near an address',
        inputSchema: z.object({ near: string, radius: z.number() }),
        execute: tracer.tool(async () => STOPS, { name: 'find_stops' }),
      }),
      departures: tool({
        description: 'What leaves next',
        inputSchema: z.object({ stop: string, after: string }),
        execute: tracer.tool(async () => DEPARTURES, { name: 'departures' }),
      }),
      lifts: tool({
        description: 'Lifts and ramps of a stop',
        inputSchema: z.object({ stop: string, station: string }),
        execute: tracer.tool(async ({ station }) => `The lift at ${station} is out of order, the ramp is not.`, {
          name: 'lifts',
        }),
      }),
    },
  });
  const ride = tracer.agent(async (prompt) => (await agent.generate({ prompt })).text, { name: 'ride' });
  const rewrite = tracer.llm(
    async (question) => {
      const schema = z.object({ query: string, language: string });
      const { output } = await generateText({
        model: plain,
        system: 'Search terms for the notes of passengers.',
        output: Output.object({ schema }),
        prompt: question,
      });
      return output;
    },
    { name: 'rewrite' },
  );
  const embedding = tracer.embedding((value) => embed({ model: openai.embedding('text-embedding-3-small'), value }), {
    name: 'embed',
  });
  const search = tracer.retrieval(
    async (vector) => {
      const near = (note) => cosineSimilarity(vector, vectorOf(note));
      return [...NOTES].sort((a, b) => near(b) - near(a)).slice(0, 2);
    },
    { name: 'search' },
  );
  const rank = tracer.task(
    async (query, notes) => ({ query, ranking: notes.map((note, at) => ({ note, score: 1 / (at + 1) })) }),
    { name: 'rank' },
  );
  const grade = tracer.llm((options) => generateText(options), { name: 'grade' });
  const improve = tracer.llm((options) => generateText(options), { name: 'improve' });

  const advise = tracer.workflow(
    async (question) => {
      const { query } = await rewrite(question);
      const { embedding: vector } = await embedding(query);
      const { ranking } = await rank(query, await search(vector));
      let advice = await ride(question);
      for (let round = 0; round < 3; round++) {
        const schema = z.object({ grade: string, missing: z.array(string) });
        const { output: verdict } = await grade({
          model: plain,
          system: 'Grade the advice.',
          output: Output.object({ schema }),
          prompt: `Question: ${question}\nAdvice: ${advice}`,
        });
        if (verdict.grade === 'good') break;
        const notes = ranking.map(({ note }) => `- ${note}`).join('\n');
        const { text } = await improve({
          model: plain,
          system: 'Improve the advice.',
          messages: [
            { role: 'user', content: question },
            { role: 'assistant', content: advice },
            { role: 'user', content: `Missing: ${verdict.missing.join('; ')}\nPassengers on ${query}:\n${notes}` },
          ],
        });
        advice = text;
      }
      return advice;
    },
    { name: 'advise' },
  );
  return advise('How do I get from Ahornweg 3 to the hospital with my wheelchair, before nine?');
}

export const spans = {
  advise: 1,
  rewrite: 1,
  embed: 1,
  search: 1,
  rank: 1,
  ride: 1,
  step: 3,
  find_stops: 1,
  departures: 1,
  lifts: 1,
  grade: 2,
  improve: 1,
};

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['advise', 'rewrite', 'input>input'],
  ['rewrite', 'embed', 'output>input'],
  ['embed', 'search', 'output>input'],
  ['rewrite', 'rank', 'output>input'],
  ['search', 'rank', 'output>input'],
  ['advise', 'ride', 'input>input'],
  ['ride', 'step', 'input>input'],
  ['step', 'find_stops', 'output>input'],
  ['step', 'step#2', 'output>input'],
  ['find_stops', 'step#2', 'output>input'],
  ['step#2', 'departures', 'output>input'],
  ['step#2', 'lifts', 'output>input'],
  ['step#2', 'step#3', 'output>input'],
  ['departures', 'step#3', 'output>input'],
  ['lifts', 'step#3', 'output>input'],
  ['step#3', 'ride', 'output>output'],
  ['advise', 'grade', 'input>input'],
  ['ride', 'grade', 'output>input'],
  ['advise', 'improve', 'input>input'],
  ['ride', 'improve', 'output>input'],
  ['grade', 'improve', 'output>input'],
  ['rank', 'improve', 'output>input'],
  ['rewrite', 'improve', 'output>input'],
  ['advise', 'grade#2', 'input>input'],
  ['improve', 'grade#2', 'output>input'],
  ['improve', 'advise', 'output>output'],
];
