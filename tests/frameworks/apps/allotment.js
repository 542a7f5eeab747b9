// A chat about the rules of allotment gardens (AI SDK): embedMany fills an index, each turn streams its answer as a generator,
// and what is asked next is put into words from the history first.
import { createOpenAI } from '@ai-sdk/openai';
import {
  convertToModelMessages,
  cosineSimilarity,
  embed,
  embedMany,
  generateObject,
  generateText,
  streamText,
} from 'ai';
import { z } from 'zod';

export const name = 'allotment';

const PAGES = {
  'hedges.md': `Hedges towards the path are kept at one metre and twenty, so that people can greet each other across them.

Between two gardens a hedge needs the consent of both tenants; conifers are not allowed at all.

Cuttings go to the green heap behind the clubhouse, never into the ditch.`,
  'huts.md': `A hut may cover twenty-four square metres together with its roofed terrace, and has one storey.

Nobody sleeps in a hut for more than three nights in a row, and there is no letter box.

Stoves are inspected every second year by the sweep of the district, at the cost of the tenant.`,
  'water.md': `The water is turned on after the last frost, as a rule in the second week of April, and off in November.

Each tap has a meter; readings are sent to the treasurer before the harvest festival.`,
};
const QUESTIONS = [
  'How tall may the bushes be that stand between my plot and the walkway?',
  'And if they grow at the side of Mr Petrov instead?',
];
const ANSWERS = [
  'Up to 1.20 m there, low enough to say hello over it.',
  'Then you need his agreement first, and no evergreens with needles, please.',
];
const CONDENSED = 'Is a hedge between two gardens allowed, and whose consent does it need?';
const NEXT = [
  ['Where do I bring what I cut off?', 'May I plant a yew?'],
  ['Does the agreement have to be written down?', 'Who decides when neighbours disagree?'],
];

/** @type {import('../server.js').Model} */
export function model({ body, text }) {
  const { content: system } = body.messages[0];
  const second = text.includes('Petrov') || text.includes(ANSWERS[1]);
  if (system.startsWith('Rewrite')) return CONDENSED;
  if (system.startsWith('Suggest')) return JSON.stringify({ questions: NEXT[second ? 1 : 0] });
  return ANSWERS[second ? 1 : 0];
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const openai = createOpenAI({ apiKey: 'key', baseURL: `${server.url}/v1` });
  const chatModel = openai.chat('gpt-4o-mini');
  const embeddingModel = openai.embedding('text-embedding-3-small');
  /** @type {{ id: number, page: string, content: string, embedding: number[] }[]} */
  const index = [];

  const load = tracer.retrieval(async (pages) => pages.map((page) => ({ page, content: PAGES[page] })), {
    name: 'load',
  });
  const split = tracer.task(
    (documents) =>
      documents.flatMap(({ page, content }) => content.split('\n\n').map((content) => ({ page, content }))),
    { name: 'split' },
  );
  const embedChunks = tracer.embedding((values) => embedMany({ model: embeddingModel, values }), {
    name: 'embed_chunks',
    model: 'text-embedding-3-small',
  });
  const upsert = tracer.task(
    (chunks, embeddings) => {
      for (const [at, chunk] of chunks.entries()) index.push({ id: at, ...chunk, embedding: embeddings[at] });
      return { count: index.length };
    },
    { name: 'upsert' },
  );
  const embedQuestion = tracer.embedding(
    async (value) => {
      const { embedding } = await embed({ model: embeddingModel, value });
      return embedding;
    },
    { name: 'embed_question', model: 'text-embedding-3-small' },
  );
  const search = tracer.retrieval(
    async (embedding, { topK }) =>
      index
        .map((row) => ({
          id: row.id,
          page: row.page,
          content: row.content,
          score: cosineSimilarity(embedding, row.embedding),
        }))
        .sort((a, b) => b.score - a.score)
        .slice(0, topK),
    { name: 'search' },
  );
  const condense = tracer.llm(
    async (messages) => {
      const { text } = await generateText({
        model: chatModel,
        system: 'Rewrite the last question so that it can be understood alone.',
        messages: await convertToModelMessages(messages),
      });
      return text;
    },
    { name: 'condense' },
  );
  const answer = tracer.llm(
    async (messages, hits) =>
      streamText({
        model: chatModel,
        system: `Answer from these rules only:\n${hits.map(({ page, content }) => `[${page}] ${content}`).join('\n')}`,
        messages: await convertToModelMessages(messages),
      }),
    { name: 'answer' },
  );
  const suggest = tracer.llm(
    (said) =>
      generateObject({
        model: chatModel,
        schema: z.object({ questions: z.array(z.string()) }),
        system: 'Suggest two questions that come next.',
        prompt: said,
      }),
    { name: 'suggest' },
  );

  /** @type {any[]} */
  const history = [];
  const say = (role, text) => history.push({ id: `m${history.length}`, role, parts: [{ type: 'text', text }] });

  const turn = tracer.agent(
    async function* (question) {
      say('user', question);
      const query = history.length > 1 ? await condense([...history]) : question;
      const hits = await search(await embedQuestion(query), { topK: 2 });
      const { textStream } = await answer([...history], hits);
      let text = '';
      for await (const delta of textStream) {
        text += delta;
        yield delta;
      }
      say('assistant', text);
      const { object } = await suggest(text);
      yield `\n\nYou may also ask: ${object.questions.join(' ')}`;
    },
    { name: 'turn' },
  );

  const chat = tracer.workflow(
    async (questions) => {
      const chunks = split(await load(Object.keys(PAGES)));
      const { embeddings } = await embedChunks(chunks.map(({ content }) => content));
      upsert(chunks, embeddings);
      const replies = [];
      for (const question of questions) {
        let reply = '';
        for await (const delta of turn(question)) reply += delta;
        replies.push(reply);
      }
      return replies;
    },
    { name: 'chat' },
  );
  return chat(QUESTIONS);
}

export const spans = {
  chat: 1,
  load: 1,
  split: 1,
  embed_chunks: 1,
  upsert: 1,
  turn: 2,
  condense: 1,
  embed_question: 2,
  search: 2,
  answer: 2,
  suggest: 2,
};

/** @type {import('../score.js').Edge[]} what an ended turn said is the turn's */
export const edges = [
  ['load', 'split', 'output>input'],
  ['split', 'embed_chunks', 'output>input'],
  ['split', 'upsert', 'output>input'],
  ['embed_chunks', 'upsert', 'output>input'],
  ['chat', 'turn', 'input>input'],
  ['turn', 'embed_question', 'input>input'],
  ['embed_question', 'search', 'output>input'],
  ['turn', 'answer', 'input>input'],
  ['search', 'answer', 'output>input'],
  ['answer', 'suggest', 'output>input'],
  ['answer', 'turn', 'output>output'],
  ['suggest', 'turn', 'output>output'],
  ['turn', 'chat', 'output>output'],
  ['chat', 'turn#2', 'input>input'],
  ['chat', 'condense', 'input>input'],
  ['turn', 'condense', 'output>input'],
  ['turn#2', 'condense', 'input>input'],
  ['condense', 'embed_question#2', 'output>input'],
  ['embed_question#2', 'search#2', 'output>input'],
  ['turn#2', 'answer#2', 'input>input'],
  ['search#2', 'answer#2', 'output>input'],
  ['turn', 'answer#2', 'output>input'],
  ['answer#2', 'suggest#2', 'output>input'],
  ['answer#2', 'turn#2', 'output>output'],
  ['suggest#2', 'turn#2', 'output>output'],
  ['turn#2', 'chat', 'output>output'],
];
