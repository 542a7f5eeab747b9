// A pipeline of runnables: parallel steps, parsers, a structured tool, message history, batch() and retries.
import { InMemoryChatMessageHistory } from '@langchain/core/chat_history';
import { AIMessage, HumanMessage, SystemMessage } from '@langchain/core/messages';
import { JsonOutputParser, StringOutputParser } from '@langchain/core/output_parsers';
import { RunnableLambda, RunnableParallel, RunnablePassthrough, RunnableSequence } from '@langchain/core/runnables';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI } from '@langchain/openai';
import { z } from 'zod';
import { nth } from '../nth.js';

export const name = 'lcel-reviews';

const REVIEWS = [
  { product: 'Kettle Brisa', text: 'The lid snapped off within a month, and nobody answers the telephone.' },
  { product: 'Lamp Solveig', text: 'Warm light, but the switch is on the wrong side of the cable for me.' },
];
const ASPECTS = {
  Brisa: { defect: 'broken hinge of the lid', wish: 'a reachable service desk' },
  Solveig: { defect: 'none to speak of', wish: 'the switch on the other side' },
};
const STOCK = {
  'Kettle Brisa': 'Spare lids: 41 in the store at Halden.',
  'Lamp Solveig': 'Spare cables with a hand switch: 7 left.',
};
const of = (text) => Object.keys(ASPECTS).find((key) => text.includes(key));

/** @type {import('../server.js').Model} */
export function model({ body: { messages }, last }) {
  const [first] = messages;

  if (first.content.startsWith('Name')) return JSON.stringify(ASPECTS[of(last)]);
  if (first.content.startsWith('Judge'))
    return of(last) === 'Brisa' ? 'angry and waiting for help' : 'content, with one regret';
  if (last.startsWith('And now')) return 'Dear both of you: the lid is on its way, and so is the cable.';
  return of(last) === 'Brisa'
    ? 'We are sorry about the hinge; a new lid leaves Halden tomorrow.'
    : 'Thank you! We have put a cable with a hand switch aside for you.';
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const model = new ChatOpenAI({
    model: 'gpt-4o-mini',
    apiKey: 'key',
    maxRetries: 0,
    configuration: { baseURL: `${server.url}/v1` },
  });
  const aspects = tracer.llm(
    ({ product, text }) =>
      model
        .pipe(new JsonOutputParser())
        .invoke([new SystemMessage('Name the defect and the wish as JSON.'), new HumanMessage(`${product}: ${text}`)]),
    { name: 'aspects' },
  );
  const mood = tracer.llm(
    ({ product, text }) =>
      model
        .pipe(new StringOutputParser())
        .invoke([new SystemMessage('Judge the mood in five words.'), new HumanMessage(`${product}: ${text}`)]),
    { name: 'mood' },
  );
  let calls = 0;
  const stock = tool(
    tracer.tool(
      async ({ product }) => {
        calls += 1;
        if (calls === 1) throw new Error('the store does not answer');
        return STOCK[product];
      },
      { name: 'stock' },
    ),
    { name: 'stock', description: 'What is in store', schema: z.object({ product: z.string() }) },
  );
  const compose = tracer.task(
    ({ review, aspects, mood, stock }) => [
      new SystemMessage('You answer customers in one sentence.'),
      new AIMessage('Hello! What has happened?'),
      new HumanMessage(
        `Product: ${review.product}\nDefect: ${aspects.defect}\nWish: ${aspects.wish}\nMood: ${mood}\nStore: ${stock}`,
      ),
    ],
    { name: 'compose' },
  );
  const answer = tracer.llm((messages) => model.invoke(messages), { name: 'answer' });

  const chain = RunnableSequence.from([
    RunnableParallel.from({
      review: new RunnablePassthrough(),
      aspects: RunnableLambda.from((review) => aspects(review)),
      mood: RunnableLambda.from((review) => mood(review)),
      stock: RunnableLambda.from(({ product }) => stock.invoke({ product })).withRetry({ stopAfterAttempt: 3 }),
    }),
    RunnableLambda.from((found) => compose(found)),
    RunnableLambda.from((messages) => answer(messages)),
  ]);
  const history = new InMemoryChatMessageHistory();

  const handle = tracer.workflow(
    async (reviews) => {
      const answers = await chain.batch(reviews, { maxConcurrency: 1 });
      for (const [at, message] of answers.entries()) {
        await history.addMessage(new HumanMessage(reviews[at].text));
        await history.addMessage(message);
      }
      await history.addMessage(new HumanMessage('And now one letter to both.'));
      const letter = await answer(await history.getMessages());
      return letter.content;
    },
    { name: 'handle' },
  );
  return handle(REVIEWS);
}

export const spans = { handle: 1, aspects: 2, mood: 2, stock: 3, compose: 2, answer: 3 };

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ...[1, 2].flatMap((n) => [
    ['handle', nth('aspects', n), 'input>input'],
    ['handle', nth('mood', n), 'input>input'],
    [nth('aspects', n), nth('compose', n), 'output>input'],
    [nth('mood', n), nth('compose', n), 'output>input'],
    ['handle', nth('compose', n), 'input>input'],
    [nth('compose', n), nth('answer', n), 'output>input'],
    [nth('answer', n), 'answer#3', 'output>input'],
  ]),
  ...[1, 2, 3].map((n) => ['handle', nth('stock', n), 'input>input']),
  ['stock#2', 'compose', 'output>input'],
  ['stock#3', 'compose#2', 'output>input'],
  ['handle', 'answer#3', 'input>input'],
  ['answer#3', 'handle', 'output>output'],
];
