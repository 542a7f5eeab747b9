// A conversation in which each turn is a span of its own: what was said is history, whoever handed it on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recording } from '../support/spans.js';

test('a question and an answer of the first turn are no news in the second', async () => {
  const { tracer, finish } = recording();
  const say = tracer.llm(
    async (/** @type {any[]} */ messages) => ({
      role: 'assistant',
      content: `It is the box, number ${messages.length}: take it off the mains.`,
    }),
    { name: 'say' },
  );
  /** @type {object[]} */
  const history = [];
  const turn = tracer.agent(
    async (/** @type {string} */ content) => {
      history.push({ role: 'user', content });
      const answer = await say(structuredClone(history));
      history.push(structuredClone(answer));
      return answer.content;
    },
    { name: 'turn' },
  );
  await tracer.workflow(
    async (/** @type {string[]} */ questions) => {
      for (const question of questions) await turn(question);
      return 'over';
    },
    { name: 'session' },
  )([
    'The lamp of my router is red since the storm.',
    'I pulled the plug, nothing has changed.',
    'Then please send somebody.',
  ]);
  const spans = await finish();
  const says = spans.filter(({ name }) => name === 'say');
  const fed = says.map(({ links }) =>
    links
      .map(({ spanId, attributes }) => `${spans.find((span) => span.spanId === spanId)?.name} ${attributes.from}`)
      .sort(),
  );
  assert.deepEqual(fed, [['turn input'], ['say output', 'turn input'], ['say output', 'turn input']]);
});

test("a client's stream object holds its request, which is not what it gave", async () => {
  const { tracer, finish } = recording();
  class Stream {
    /** @param {object[]} messages */
    constructor(messages) {
      this.messages = [...messages];
    }
    async *[Symbol.asyncIterator]() {
      yield `An answer to ${this.messages.length} questions.`;
    }
  }
  const say = tracer.llm((/** @type {object[]} */ messages) => new Stream(messages), { name: 'say' });
  const history = [{ role: 'user', content: 'The lamp of my router is red since the storm.' }];
  await tracer.trace('root', async () => {
    for (let i = 0; i < 2; i++)
      for await (const _ of say(history)) history.push({ role: 'user', content: 'And now it is out.' });
  });
  const spans = await finish();
  assert.deepEqual(
    spans.flatMap(({ links }) => links),
    [],
  );
});

test('what is handed on word by word is counted once, and belongs to who said it', async () => {
  const { tracer, finish } = recording();
  const track = tracer.tool(async () => ({ tracking: 'NWP-55810-2207', position: 'Depot Leipzig, gate 14' }), {
    name: 'track',
  });
  const answer =
    'Your parcel NWP-55810-2207 is at Depot Leipzig, gate 14. It will arrive on Thursday between 9 and 12.';
  const chat = tracer.llm(
    async function* (/** @type {string} */ _) {
      for (const content of answer.match(/\S+\s*/g) ?? []) yield { choices: [{ index: 0, delta: { content } }] };
    },
    { name: 'chat' },
  );
  const run = tracer.agent(
    async function* (/** @type {string} */ question) {
      const found = await track();
      for await (const { choices } of chat(`${question} ${JSON.stringify(found)}`)) yield choices[0].delta.content;
    },
    { name: 'run' },
  );
  for await (const _ of run('Where is it?'));
  const spans = await finish();
  const links = spans.find(({ name }) => name === 'run')?.links ?? [];
  assert.deepEqual(
    links.map(({ spanId, attributes }) => [
      spans.find((span) => span.spanId === spanId)?.name,
      attributes['spanloom.overlap'],
    ]),
    [['chat', 1]],
  );
});
