// What every record of an API carries is no evidence, whoever gave it first.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../support/fast-check.js';
import { linesOf } from '../support/steps.js';

class Message {
  namespace = ['kitchen_core', 'messages'];
  extra = {};
  /** @param {string} type @param {string} content */
  constructor(type, content) {
    Object.assign(this, { type, content });
  }
}

test('two messages of a class have nothing in common but what the class gives each of them', async () => {
  for (const [give, take] of [
    [(m) => m, (m) => m],
    [(m) => [m], (m) => [m]],
    [(m) => ({ messages: [m] }), (m) => ({ messages: [m], step: 3 })],
  ])
    assert.deepEqual(
      await linesOf((step) => {
        step('one', () => give(new Message('answering', 'Moss grows here.')));
        step('two', () => 0, take(new Message('questioning', 'Where does the tram end?')));
      }),
      [],
    );
});

test('the name of a model, given by two calls, says nothing to a third', async () => {
  const answer = (/** @type {string} */ content) => ({
    model: 'gpt-4o-mini-2026-07-18',
    choices: [{ message: { content } }],
  });
  assert.deepEqual(
    await linesOf((step) => {
      step('one', () => answer('Boil the beans for an hour.'));
      step('two', () => answer('Take the second tram to the harbour.'));
      step('three', () => 0, {
        model: 'gpt-4o-mini-2026-07-18',
        messages: [{ role: 'user', content: 'Is it raining?' }],
      });
    }),
    [],
  );
});

test('a record that shares more than a label is the same one, in a new state', async () => {
  const text = 'The customer says that the pump drips since the weekend';
  assert.deepEqual(
    await linesOf((step) => {
      step('open', () => ({ ticket: 'TCK-58213', title: 'Dripping pump', text }));
      step('close', () => 0, { ticket: 'TCK-58213', title: 'Dripping pump, mended', text });
    }),
    ['open.output -> close.input'],
  );
});

test('one call that asks for two tools with equal arguments feeds both', async () => {
  const args = { serial: 'LX-77120' };
  const calls = ['find_pump', 'last_photo'].map((name) => ({
    type: 'function',
    function: { name, arguments: JSON.stringify(args) },
  }));
  assert.deepEqual(
    await linesOf((_, as) => {
      as('llm')('chat', () => ({ choices: [{ message: { tool_calls: calls } }] }));
      for (const { function: asked } of calls)
        as('tool')(asked.name, () => 'Seen.', { name: asked.name, arguments: { ...args } });
    }),
    ['chat.output -> find_pump.input', 'chat.output -> last_photo.input'],
  );
});

test('what stood in a list under a name in an earlier input is no evidence either', async () => {
  const format = { schema: { label: { enum: ['delivery', 'complaint', 'invoicing'] } } };
  assert.deepEqual(
    await linesOf((_, as) => {
      as('llm')('one', () => ({ label: 'delivery' }), { format, text: 'The parcel has not come.' });
      as('llm')('two', () => ({ label: 'invoicing' }), { format: structuredClone(format), text: 'I paid this twice.' });
    }),
    [],
  );
});

test('what a step was given under a name and returns under it links nobody under another one', async () => {
  assert.deepEqual(
    await linesOf((step) => {
      step('cart', ({ userId }) => ({ userId, cart: ['two loaves of bread'] }), { userId: 'U-5508-XK' });
      step('mail', () => 0, { to: 'U-5508-XK', text: 'Your order is on its way.' });
    }),
    [],
  );
});

test('a record of many members is compared by some of them', async () => {
  const pages = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`page${i}`, `title of page ${i}`]));
  const lines = await linesOf((step) => {
    const found = step('find', () => pages);
    step('use', () => 0, { ...structuredClone(found), more: 'and another title' });
  });
  assert.deepEqual(lines, ['find.output -> use.input']);
});

test('an id that tells records apart is evidence, also in a record that says something else', async () => {
  const ids = ['3f0c9a1e-77b1-4d60-9a30-0f62bb41c0a5', '81d3f2aa-19c4-4b1e-8d55-b0f3d9e0a7c2'];
  const docs = ids.map((id, i) => ({ id, text: `Moss grows on the north side of tree ${'xyz'[i]}` }));
  assert.deepEqual(
    await linesOf((step) => {
      step('find', () => docs);
      step('take', () => 0, { id: ids[1], text: 'What is said there, in other words' });
    }),
    ['find.output -> take.input'],
  );
});

const letters = (/** @type {number} */ min, /** @type {number} */ max) =>
  fc.string({ unit: fc.constantFrom(...'bcdfghjklmnpqrstvwxz'), minLength: min, maxLength: max });

test('random records of one kind, which say different things, link nothing by what they have in common', async () => {
  const constants = fc.dictionary(letters(3, 9), letters(8, 20), { minKeys: 1, maxKeys: 4 });
  const texts = fc.uniqueArray(letters(12, 30), { minLength: 4, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(constants, texts, fc.boolean(), async (all, contents, isDeep) => {
      const make = (/** @type {string} */ content) => (isDeep ? { meta: { ...all }, content } : { ...all, content });
      const lines = await linesOf((step) => {
        for (const content of contents) step('step', () => make(content), make(`${content} other`));
      });
      assert.deepEqual(lines, []);
    }),
    { numRuns: 60 },
  );
});
