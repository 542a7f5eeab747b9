// What a link says of its evidence: the strongest of it, and how much of the text it is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { play } from '../support/steps.js';

/** The attributes of the link between the two. */
async function linked(/** @type {Parameters<typeof play>[0]} */ program) {
  const { spans } = await play(program);
  const links = spans.find(({ name }) => name === 'take')?.links ?? [];
  assert.equal(links.length, 1);
  return links[0].attributes;
}
const pathOf = (/** @type {Record<string, unknown>} */ attributes) => attributes['spanloom.to.path'];

test('a link names what is new by the producer, not what went through it', async () => {
  const system = { role: 'system', content: 'You describe pictures in two short sentences, without an opinion.' };
  const attributes = await linked((step) => {
    const state = step('give', (s) => ({ messages: [s, { role: 'assistant', content: 'A heron.' }] }), system);
    step('take', () => 0, { list: [state.messages[0], state.messages[1]] });
  });
  assert.equal(pathOf(attributes), '$[0].list[1]');
});

test('a link names what says most, not an empty list', async () => {
  const attributes = await linked((step) => {
    const found = step('give', () => ({ warnings: [], docs: [{ text: 'Herons nest in tall trees' }] }));
    step('take', () => 0, { warnings: found.warnings, docs: found.docs, limit: 30 });
  });
  assert.equal(pathOf(attributes), '$[0].docs');
});

test('the overlap of a string that is JSON is that of the text in it', async () => {
  const text = 'The quick brown fox jumps over the lazy dog and runs away from home';
  const json = JSON.stringify({ text });
  const overlap = async (/** @type {unknown} */ input) =>
    (
      await linked((step) => {
        step('give', () => json);
        step('take', () => 0, input);
      })
    )['spanloom.overlap'];
  assert.equal(await overlap(json), 1);
  const part = /** @type {number} */ (await overlap({ json, other: 'text that nobody gave to anybody so far' }));
  assert.ok(part > 0.5 && part < 0.7, `${part}`);
});

test('settings among the arguments do not make an overlap smaller, a question does', async () => {
  const text = 'Herons nest in the tall trees by the river, and both parents feed the young';
  const overlap = async (/** @type {unknown[]} */ ...others) =>
    (
      await linked((step) => {
        step('give', () => text);
        step('take', (a, b, c) => [a, b, c], `Use: ${text}`, ...others);
      })
    )['spanloom.overlap'];
  const alone = await overlap();
  assert.equal(await overlap({ thread: 'thread-1777', tags: ['evening', 'second run of the night'] }), alone);
  assert.ok(/** @type {number} */ (await overlap('Where do the herons nest?')) < /** @type {number} */ (alone));
});
