// Callers who have nothing to do with each other, answered through five clients within one trace: each step returns what its
// client returned, with all that every answer of it carries. Two of the answers go into a digest.
import { createAnthropic } from '@ai-sdk/anthropic';
import Anthropic from '@anthropic-ai/sdk';
import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { ChatOpenAI } from '@langchain/openai';
import { generateText } from 'ai';
import OpenAI from 'openai';

export const name = 'switchboard';

const ANSWERS = {
  swift: 'Swifts sleep on the wing, a minute at a time.',
  rye: 'Scald the flour first; the loaf stays moist for a week.',
  tram: 'The last one to the harbour leaves at 0:40.',
  chess: 'Castle early, and keep the knight off the rim.',
  moss: 'It drinks through its leaves and has no roots.',
  loom: 'Warp the heddles from the middle outwards.',
  fog: 'It lifts once the ground is warmer than the river.',
  violin: 'Loosen the hair of the bow whenever it rests.',
  tax: 'Receipts of ten years suffice for the office.',
  salmon: 'Cure it for two days, and turn it twice.',
};
const TOPICS = Object.keys(ANSWERS);

/** @type {import('../server.js').Model} */
export function model({ last, text }) {
  if (last.includes('Digest')) return 'Birds doze aloft; ferrymen wait for the fog.';
  return ANSWERS[TOPICS.find((topic) => text.includes(`about ${topic}`)) ?? 'swift'];
}

const SYSTEM = 'Answer callers in one sentence. Say nothing about prices.';

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const settings = { apiKey: 'key', baseURL: `${server.url}/v1`, maxRetries: 0 };
  const openai = new OpenAI(settings);
  const anthropic = new Anthropic({ ...settings, baseURL: server.url });
  const claude = createAnthropic(settings)('claude-sonnet-5-5');
  const gpt = new ChatOpenAI({ model: 'gpt-4o-mini', apiKey: 'key', maxRetries: 0, configuration: settings });
  const turns = (/** @type {string} */ content) => [
    { role: 'system', content: SYSTEM },
    { role: 'user', content },
  ];

  const steps = {
    chat: tracer.llm((messages) => openai.chat.completions.create({ model: 'gpt-4o-mini', messages }), {
      name: 'chat',
    }),
    respond: tracer.llm((input) => openai.responses.create({ model: 'gpt-4o-mini', instructions: SYSTEM, input }), {
      name: 'respond',
    }),
    claude: tracer.llm(
      (messages) =>
        anthropic.messages.create({ model: 'claude-sonnet-5-5', max_tokens: 200, system: SYSTEM, messages }),
      { name: 'claude' },
    ),
    generate: tracer.llm((prompt) => generateText({ model: claude, system: SYSTEM, prompt }), { name: 'generate' }),
    invoke: tracer.llm((messages) => gpt.invoke(messages), { name: 'invoke' }),
  };
  /** @type {Record<string, (question: string) => Promise<string>>} */
  const clients = {
    chat: async (question) => (await steps.chat(turns(question))).choices[0].message.content,
    respond: async (question) => (await steps.respond(question)).output_text,
    claude: async (question) => (await steps.claude(turns(question).slice(1))).content[0].text,
    generate: async (question) => (await steps.generate(question)).text,
    invoke: async (question) => (await steps.invoke([new SystemMessage(SYSTEM), new HumanMessage(question)])).content,
  };
  const digest = tracer.task(
    (lines) => clients.invoke(`Digest of tonight:\n${lines.map((line) => `* ${line}`).join('\n')}`),
    {
      name: 'digest',
    },
  );
  const evening = tracer.workflow(
    async () => {
      /** @type {Record<string, string>} */
      const answers = {};
      for (const [at, topic] of TOPICS.entries()) {
        const client = Object.values(clients)[at % 5];
        answers[topic] = await client(`Somebody asks about ${topic}.`);
      }
      return digest([answers.swift, answers.fog]);
    },
    { name: 'evening' },
  );
  return evening();
}

export const spans = { evening: 1, chat: 2, respond: 2, claude: 2, generate: 2, invoke: 3, digest: 1 };

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['chat', 'digest', 'output>input'],
  ['respond#2', 'digest', 'output>input'],
  ['digest', 'invoke#3', 'input>input'],
  ['invoke#3', 'digest', 'output>output'],
  ['digest', 'evening', 'output>output'],
];
