// A link names every piece that it stands on, each where it is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from '../../../js/index.js';
import fc from '../support/fast-check.js';

/** Traces `use(...take(give()))`, and gives the link from `use` to `give`. */
async function linked(/** @type {unknown} */ given, /** @type {(given: any) => unknown[]} */ take, links = {}) {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink], links });
  const give = tracer.tool(() => given, { name: 'give' });
  const use = tracer.task((/** @type {unknown[]} */ ..._) => undefined, { name: 'use' });
  tracer.trace('root', () => use(...take(give())));
  await tracer.shutdown();
  const found = sink.spans.find(({ name }) => name === 'use')?.links ?? [];
  assert.equal(found.length, 1);
  return found[0];
}

/** What stands at a path like `$[0].a[1]`. */
const at = (/** @type {any} */ value, /** @type {string} */ path) =>
  path
    .slice(1)
    .match(/\w+/g)
    ?.reduce((inner, key) => inner[key], value) ?? value;

const sentence = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 45, maxLength: 80 });

test('of several texts in one string each is named, with what it shares', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(sentence, { minLength: 1, maxLength: 12 }), fc.boolean(), async (texts, isOne) => {
      const given = texts.map((text) => ({ text: `${text}.` }));
      const prompt = isOne ? [texts.join('\n- ')] : texts.map((text) => `<< ${text} >>`);
      const { attributes, pieces = [] } = await linked(given, () => prompt);
      assert.equal(attributes['spanloom.via'], 'text');
      const words = pieces.map(({ from, to }) => {
        const cut = String(at(prompt, to.path)).slice(...(to.range ?? []));
        assert.equal(String(at(given, from.path)).slice(...(from.range ?? [])), cut);
        return cut;
      });
      assert.deepEqual(words.sort(), [...texts].sort());
    }),
    { numRuns: 30 },
  );
});

test('members and equal copies are named one by one, and once', async () => {
  const docs = ['first', 'second', 'third'].map((text) => ({ text: `${text} ${'and so on '.repeat(6)}` }));
  const paths = ({ pieces = [] }) => pieces.map(({ from, to }) => [from.path, to.path, from.range ?? to.range]);
  assert.deepEqual(paths(await linked(docs, ([a, , c]) => [{ c }, a])), [
    ['$[2]', '$[0].c', undefined],
    ['$[0]', '$[1]', undefined],
  ]);
  assert.deepEqual(paths(await linked(docs, ([a, b]) => [structuredClone(b), structuredClone(a)])), [
    ['$[1]', '$[0]', undefined],
    ['$[0]', '$[1]', undefined],
  ]);
  assert.deepEqual(paths(await linked(docs, (all) => [all])), [['$', '$[0]', undefined]]);
  assert.deepEqual(
    paths(await linked(docs, ([a, b]) => [a, b.text])).map(([from, to]) => [from, to]),
    [
      ['$[0]', '$[0]'],
      ['$[1].text', '$[1]'],
    ],
  );
});

test('sixteen are named, however many there are', async () => {
  const docs = Array.from({ length: 40 }, (_, number) => ({ number }));
  const { pieces } = await linked(docs, (all) => [[...all].reverse()]);
  assert.equal(pieces?.length, 16);
});

test('a whole result that is handed on as JSON is a piece', async () => {
  const given = { id: 'TCK-58213', title: 'Dripping pump' };
  const { attributes, pieces } = await linked(given, (all) => [JSON.stringify(all)]);
  assert.equal(attributes['spanloom.via'], 'structure');
  assert.deepEqual(pieces, [{ from: { path: '$' }, to: { path: '$[0]' } }]);
});
