// A clerk and a specialist (OpenAI Agents): a handoff, tools in parallel and an agent that is a tool of the other.
import { Agent, handoff, OpenAIChatCompletionsModel, Runner, setTracingDisabled, tool } from '@openai/agents';
import OpenAI from 'openai';
import { z } from 'zod';

export const name = 'agents-travel';

const CONNECTIONS = {
  Turku: { train: 'IC 947', leaves: '07:32', platform: '4', note: 'restaurant car from Tampere onwards' },
  Vaasa: { train: 'S 41', leaves: '10:05', platform: '9', note: 'seat reservation is compulsory on Fridays' },
};
const WEATHER = {
  Turku: 'Sleet until noon, then a dry and windy afternoon.',
  Vaasa: 'Frost, clear sky, northern lights are likely.',
};
const PHRASE = 'Saisinko kaksi lippua, kiitos? (May I have two tickets, please?)';
const ADVICE = 'Go to Vaasa: the sky is clear there. Reserve seats, the train leaves at five past ten.';

/** @type {import('../server.js').Model} */
export function model({ body: { messages }, last }) {
  const [{ content: system }] = messages;
  if (system.startsWith('You translate')) return PHRASE;
  if (system.startsWith('You are the clerk')) return { calls: [['transfer_to_Specialist', {}]] };
  if (last.includes('"assistant"')) return call('connection', 'weather');
  return last === PHRASE ? ADVICE : { calls: [['phrase', { input: 'How do I ask for two tickets?' }]] };
}

const call = (...names) => ({ calls: ['Turku', 'Vaasa'].flatMap((city) => names.map((name) => [name, { city }])) });

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  setTracingDisabled(true);
  const client = new OpenAI({ apiKey: 'key', baseURL: `${server.url}/v1` });
  const { completions } = client.chat;
  completions.create = tracer.llm(completions.create.bind(completions), { name: 'chat' });
  const model = new OpenAIChatCompletionsModel(client, 'gpt-4o-mini');

  const parameters = z.object({ city: z.string() });
  const connection = tracer.tool(async ({ city }) => CONNECTIONS[city], { name: 'connection' });
  const weather = tracer.tool(async ({ city }) => WEATHER[city], { name: 'weather' });
  const translator = new Agent({ name: 'Translator', instructions: 'You translate questions into Finnish.', model });
  const specialist = new Agent({
    name: 'Specialist',
    instructions: 'You know the railways of Finland.',
    model,
    tools: [
      tool({ name: 'connection', description: 'The next train', parameters, execute: connection }),
      tool({ name: 'weather', description: 'The forecast', parameters, execute: weather }),
      translator.asTool({ toolName: 'phrase', toolDescription: 'Says it in Finnish' }),
    ],
  });
  const clerk = new Agent({
    name: 'Clerk',
    instructions: 'You are the clerk. Hand over what you do not know.',
    model,
    handoffs: [handoff(specialist)],
  });
  const travel = tracer.agent(async (question) => (await new Runner().run(clerk, question)).finalOutput, {
    name: 'travel',
  });
  return travel(
    'Two of us want to see northern lights this Friday. Is it Turku or Vaasa, and when does the train leave?',
  );
}

export const spans = { travel: 1, chat: 5, connection: 2, weather: 2 };

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['travel', 'chat', 'input>input'],
  ['chat', 'chat#2', 'output>input'],
  ['chat#2', 'connection', 'output>input'],
  ['chat#2', 'connection#2', 'output>input'],
  ['chat#2', 'weather', 'output>input'],
  ['chat#2', 'weather#2', 'output>input'],
  ['chat#2', 'chat#3', 'output>input'],
  ['connection', 'chat#3', 'output>input'],
  ['connection#2', 'chat#3', 'output>input'],
  ['weather', 'chat#3', 'output>input'],
  ['weather#2', 'chat#3', 'output>input'],
  ['chat#3', 'chat#4', 'output>input'],
  ['chat#3', 'chat#5', 'output>input'],
  ['chat#4', 'chat#5', 'output>input'],
  ['chat#5', 'travel', 'output>output'],
];
