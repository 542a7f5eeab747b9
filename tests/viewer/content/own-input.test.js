// How the words of documents come into an answer: through its own input, which names where it came from itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runsOfSide } from '../../../js/viewer/reader/runs.js';
import { createStore } from '../../../js/viewer/store/store.js';
import { ragTrace, spanIdOf, traceIdOf } from '../fixtures.js';

const [ASK, RERANK, CHAT] = [0, 3, 4].map((index) => spanIdOf(1, index));

async function detailOf(spanId) {
  const store = createStore();
  await store.add(ragTrace());
  return store.span(traceIdOf(1), spanId);
}

const parts = (detail, side, list) =>
  [...runsOfSide(detail, side)].map(({ run }) => [run.text, run[list].map((index) => detail[list][index].spanId)]);

test('words of an output came from behind the input, and from the input', async () => {
  const detail = await detailOf(CHAT);
  const output = parts(detail, 'output', 'origins');
  assert.deepEqual(output[0], ['You can do it without downtime. ', []]);
  assert.deepEqual(output[1], [
    'Create the second key before you revoke the first, and wait an hour until every region has it',
    [RERANK, CHAT],
  ]);
  assert.equal(
    output.map(([text]) => text).join(''),
    'You can do it without downtime. Create the second key before you revoke the first, and wait an hour until every region has it. The audit log keeps every use of a key for ninety days.',
  );
});

test('what is between quotes of one source has none', async () => {
  const origins = parts(await detailOf(CHAT), 'output', 'origins');
  assert.deepEqual(
    origins.map(([, spans]) => spans),
    [[], [RERANK, CHAT], [], [RERANK, CHAT], []],
  );
});

test('every part of the output says the same words as each of its sources', async () => {
  const detail = await detailOf(CHAT);
  const words = (text) =>
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      .join(' ');
  let compared = 0;
  for (const { run } of runsOfSide(detail, 'output'))
    for (const index of run.origins) {
      if (!/\p{L}/u.test(run.text)) continue;
      assert.ok(words(detail.origins[index].text).includes(words(run.text)), run.text);
      compared += 1;
    }
  assert.ok(compared >= 4);
});

test('parts of the input went to the output', async () => {
  const used = parts(await detailOf(CHAT), 'input', 'uses').filter(([, spans]) => spans.includes(CHAT));
  assert.match(used.map(([text]) => text).join(''), /^Create the second key .* for ninety days$/s);
});

test('a span that gives what another gave keeps that as its nearest source', async () => {
  const detail = await detailOf(ASK);
  for (const [text, spans] of parts(detail, 'output', 'origins')) assert.equal(spans[0], CHAT, text);
});
