// What counts as calls of the same function: the history of a loop is left out for those.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { functionNumber } from '../../../js/wrapping/function-number.js';
import { linksOf, recording } from '../support/spans.js';

const REPLIES = [
  'The first answer says that the ferry leaves at noon from the northern pier.',
  'The second answer adds that bicycles travel free of charge on weekdays.',
  'The third answer closes with the hint that the kiosk sells tickets, too.',
];

/** @param {(tracer: import('../../../js/index.js').Tracer) => (transcript: string, turn: number) => string} stepOf */
async function linksOfLoop(stepOf) {
  const { tracer, finish } = recording();
  tracer.trace('root', () => {
    let transcript = 'How do I get to the island, and what does it cost me?';
    for (let turn = 0; turn < REPLIES.length; turn++) transcript += `\n${stepOf(tracer)(transcript, turn)}`;
  });
  const spans = await finish();
  return spans.filter(({ name }) => name === 'chat').map((span) => linksOf(span, spans).length);
}

test('a step that is wrapped anew in each turn under one name stays the same function', async () => {
  const wrap = (/** @type {import('../../../js/index.js').Tracer} */ tracer) =>
    tracer.llm((/** @type {string} */ _transcript, /** @type {number} */ turn) => REPLIES[turn], { name: 'chat' });
  assert.deepEqual(await linksOfLoop(wrap), [0, 1, 1]);
});

test('functions without a name of their own are apart', () => {
  assert.notEqual(functionNumber('task', undefined), functionNumber('task', undefined));
  assert.equal(functionNumber('task', 'a'), functionNumber('task', 'a'));
  assert.notEqual(functionNumber('task', 'a'), functionNumber('tool', 'a'));
});
