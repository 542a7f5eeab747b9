// What spans and turns are called where their convention keeps the telling word elsewhere.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { span, storeOf, summariesOf, traceId, treeOf } from './support.js';

test('tools that share the name of their span are told apart by the name of the tool', async () => {
  const store = await storeOf(
    span(1),
    span(2, { parent: 1, name: 'ai.toolCall', attributes: { 'ai.toolCall.name': 'findRecipe' } }),
    span(3, { parent: 1, name: 'execute_tool weather', attributes: { 'gen_ai.tool.name': 'weather' } }),
  );
  assert.deepEqual(
    treeOf(await store.trace(traceId()))?.map(([name]) => name),
    ['step 1', 'ai.toolCall findRecipe', 'execute_tool weather'],
  );
});

test('a run that failed answers with its failure, not with what one of its steps found', async () => {
  const failed = { status: { code: 2, message: 'Error: no station in Atlantis' } };
  const store = await storeOf(
    span(1, { attributes: { 'input.value': 'What is the weather?' }, more: failed }),
    span(2, { parent: 1, attributes: { 'output.value': 'Compost needs one part green.' } }),
  );
  const [{ question, answer }] = await summariesOf(store);
  assert.deepEqual([question, answer], ['What is the weather?', 'Error: no station in Atlantis']);
});

test('the metadata of the AI SDK name the session', async () => {
  const store = await storeOf(span(1, { attributes: { 'ai.telemetry.metadata.sessionId': 'kitchen' } }));
  assert.equal((await summariesOf(store))[0].sessionId, 'kitchen');
});

test('a span without times does not make its trace begin in 1970', async () => {
  const store = await storeOf(
    span(1, { ms: 10 }),
    span(2, { parent: 1, more: { startTimeUnixNano: '0', endTimeUnixNano: '0' } }),
  );
  const model = await store.trace(traceId());
  assert.equal(model?.duration, 10);
  assert.deepEqual(
    model?.spans.map(({ start, duration }) => [start, duration]),
    [
      [0, 10],
      [0, 0],
    ],
  );
});
