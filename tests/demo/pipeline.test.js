import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from 'spanloom';
import { createIndex } from '../../examples/docs-bot/index.js';
import { createDocsBot } from '../../examples/docs-bot/pipeline.js';
import { QUESTIONS } from '../../examples/docs-bot/questions.js';
import { readCorpus } from '../../scripts/corpus.mjs';
import { assertRuns } from './runs.js';

const index = createIndex((await readCorpus()).sections);

function tracedBot(options) {
  const kept = memory();
  const loom = createTracer({ service: 'test', exporters: [kept], ...options });
  return { loom, spans: kept.spans, ask: createDocsBot(loom, index) };
}

test('three questions at once: a trace each, with every step and link', async () => {
  const { loom, spans, ask } = tracedBot();
  const answers = await Promise.all(QUESTIONS.map((text) => ask({ text })));
  await loom.shutdown();
  for (const { text, sources } of answers) assert.ok(text.length > 40 && sources.length > 0, text);
  assertRuns(spans, QUESTIONS.length);
  const roots = spans.filter(({ name }) => name === 'ask');
  assert.deepEqual(roots.map(({ input }) => JSON.parse(input).text).sort(), [...QUESTIONS].sort());
});

test('the spans say what the model was given, wrote and used', async () => {
  const { loom, spans, ask } = tracedBot();
  const pieces = [];
  const { text } = await ask({ text: QUESTIONS[0] }, (piece) => pieces.push(piece));
  await loom.shutdown();
  assert.equal(pieces.join(''), text);
  const answer = spans.find(({ name }) => name === 'answer');
  assert.equal(answer.kind, 'llm');
  assert.ok(answer.input.endsWith(`\n\nQuestion: ${QUESTIONS[0]}`));
  assert.equal(answer.attributes['gen_ai.request.model'], 'extractive-1');
  assert.ok(answer.attributes['gen_ai.usage.input_tokens'] > 100);
  assert.equal(answer.output, text);
});

test('without context after an await, as in a browser, the trace is the same', async () => {
  const context = (await import('../../js/context/sync-stack.js')).default();
  const { loom, spans, ask } = tracedBot({ context });
  await Promise.all(QUESTIONS.map((text) => ask({ text })));
  await loom.shutdown();
  assertRuns(spans, QUESTIONS.length);
});

test('untraced, the bot gives the same answer', async () => {
  const { loom, spans, ask } = tracedBot({ enabled: false });
  const traced = tracedBot();
  assert.deepEqual(await ask({ text: QUESTIONS[1] }), await traced.ask({ text: QUESTIONS[1] }));
  await Promise.all([loom.shutdown(), traced.loom.shutdown()]);
  assert.deepEqual(spans, []);
});
