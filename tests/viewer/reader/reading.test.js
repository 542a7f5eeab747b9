import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linksOf } from '../../../js/viewer/details/links.js';
import { matching, textOfValue } from '../../../js/viewer/details/values.js';
import { namesOf } from '../../../js/viewer/parts/names.js';
import { placeOf } from '../../../js/viewer/reader/place.js';
import { percents, readingOf } from '../../../js/viewer/reader/reading.js';
import { ancestry, runsOfSide, textOf } from '../../../js/viewer/reader/runs.js';
import { isSamePlace, trailOf } from '../../../js/viewer/reader/trail.js';
import { details, ids, model } from './docs-trace.js';
import { detailsOf, string, text } from './spans.js';

const answer = details.get(ids.answer);
const partWith = (spanId, side, words) => {
  const { run } = [...runsOfSide(details.get(spanId), side)].find(({ run }) => run.text.includes(words));
  return { side, attribute: run.attribute, range: run.range };
};

test('sources are numbered by their first use, the output first, and shares count the nearest source', () => {
  const { sources, shares } = readingOf(answer, 'origins');
  assert.deepEqual(
    sources.map(({ spanId, sides, number, hue }) => [spanId, sides, number, hue]),
    [
      [ids.prompt, ['output'], 1, 1],
      [ids.retrieve, ['output'], 2, 2],
    ],
  );
  const { characters, unknown, sources: counted } = shares.output;
  assert.deepEqual(
    counted.map(({ source, characters }) => [source.number, characters]),
    [
      [1, 88],
      [2, 82],
    ],
  );
  assert.equal(characters, unknown + 88 + 82);
});

test('a part that several spans used counts for each of them', () => {
  const { shares } = readingOf(details.get(ids.prompt), 'uses');
  const [answered] = shares.output.sources;
  assert.equal(answered.source.spanId, ids.answer);
  assert.equal(answered.characters, shares.output.characters);
  const both = detailsOf(
    {
      a: { output: [text('the same words')] },
      b: { input: [text('the same words')] },
      c: { input: [text('the same words')] },
    },
    [
      ['a', 'output', 'b', 'input', 'the same words'],
      ['a', 'output', 'c', 'input', 'the same words'],
    ],
  );
  assert.deepEqual(
    readingOf(both.get('a'), 'uses').shares.output.sources.map(({ characters }) => characters),
    [14, 14],
  );
});

test('only the first of neighbours with one source has its number', () => {
  const spans = detailsOf({ a: { output: [text('one two')] }, b: { input: [text('one two'), text('two')] } }, [
    ['a', 'output', 'b', 'input', 'one '],
    ['a', 'output', 'b', 'input', 'two'],
  ]);
  const { parts } = readingOf(spans.get('b'), 'origins');
  assert.deepEqual(
    parts.map(({ run, first }) => [run.text, first]),
    [
      ['one ', true],
      ['two', false],
      ['two', true],
    ],
  );
});

test('the ninth source has the first hue and its own number', () => {
  const names = Array.from({ length: 9 }, (_, index) => `source ${index}.`);
  const from = Object.fromEntries(names.map((words, index) => [`s${index}`, { output: [text(words)] }]));
  const spans = detailsOf(
    { ...from, end: { output: [text(names.join(''))] } },
    names.map((words, index) => [`s${index}`, 'output', 'end', 'output', words]),
  );
  const { number, hue } = readingOf(spans.get('end'), 'origins').sources[8];
  assert.deepEqual([number, hue], [9, 1]);
});

test('percents add up, and nothing that there is has none', () => {
  assert.deepEqual(percents([25.5, 22.5, 52], 100), ['26 %', '22 %', '52 %']);
  assert.deepEqual(percents([1, 1, 1], 3), ['34 %', '33 %', '33 %']);
  assert.deepEqual(percents([1, 999], 1000), ['<1 %', '100 %']);
  assert.deepEqual(percents([0], 0), ['0 %']);
});

test('a trail leads to the first producer, and says in which document it is', async () => {
  const steps = await trailOf(
    async (id) => details.get(id),
    ids.answer,
    partWith(ids.answer, 'output', 'five working'),
  );
  assert.deepEqual(
    steps.map(({ spanId, place }) => [spanId, place]),
    [
      [ids.answer, ''],
      [ids.prompt, ''],
      [ids.retrieve, 'document 1 (Refunds)'],
    ],
  );
  assert.deepEqual(
    steps.map(({ others }) => others.map(({ spanId }) => spanId)),
    [[ids.retrieve], [], []],
  );
});

test('within a longer part, a trail follows the words and not the whole', async () => {
  const spans = detailsOf({ a: { output: [text('xx needle yy')] }, b: { output: [text('zz xx needle yy')] } }, [
    ['a', 'output', 'b', 'output', 'xx needle yy'],
  ]);
  const range = [3 + 3, 3 + 9];
  const [, step] = await trailOf(async (id) => spans.get(id), 'b', {
    side: 'output',
    attribute: 'output.value',
    range,
  });
  assert.deepEqual(step.part.range, [3, 9]);
});

test('a trail ends where the source is unknown, gone, or where it has been', async () => {
  const start = partWith(ids.answer, 'output', 'voucher');
  assert.equal((await trailOf(async (id) => details.get(id), ids.answer, start)).length, 1);
  const quoted = partWith(ids.answer, 'output', 'five working');
  const only = async (id) => (id === ids.answer ? answer : undefined);
  assert.equal((await trailOf(only, ids.answer, quoted)).length, 1);
  const circle = detailsOf({ a: { output: [text('round')] }, b: { output: [text('round')] } }, [
    ['a', 'output', 'b', 'output', 'round'],
    ['b', 'output', 'a', 'output', 'round'],
  ]);
  const steps = await trailOf(async (id) => circle.get(id), 'a', {
    side: 'output',
    attribute: 'output.value',
    range: [0, 5],
  });
  assert.deepEqual(
    steps.map(({ spanId }) => spanId),
    ['a', 'b'],
  );
  assert.ok(isSamePlace(steps[0], structuredClone(steps[0])) && !isSamePlace(steps[0], steps[1]));
});

test('places are told by messages, documents and members', () => {
  assert.equal(placeOf(answer, partWith(ids.answer, 'input', 'Answer with')), 'message 2 (user)');
  assert.equal(
    placeOf(answer, partWith(ids.answer, 'input', 'A-1187')),
    'message 3 (assistant), call of find_order, order',
  );
  assert.equal(placeOf(answer, partWith(ids.answer, 'input', 'delivered')), 'message 4 (tool), result of find_order');
  const retrieve = details.get(ids.retrieve);
  assert.equal(placeOf(retrieve, partWith(ids.retrieve, 'output', 'EU return')), 'document 2 (Returns)');
  assert.equal(placeOf(retrieve, partWith(ids.retrieve, 'input', 'How long')), 'query');
  const nested = {
    type: 'tree',
    node: { type: 'array', children: [{ type: 'object', children: [string('text', 'deep')] }] },
  };
  const spans = detailsOf({ a: { output: [nested] } });
  assert.equal(placeOf(spans.get('a'), { side: 'output', attribute: 'output.value', range: [0, 4] }), '0.text');
  assert.equal(placeOf(spans.get('a'), { side: 'output', attribute: 'output.value', range: [90, 94] }), '');
});

test('paths and texts', () => {
  assert.deepEqual(ancestry('output/0/2'), ['output', 'output/0', 'output/0/2']);
  const block = { type: 'text', runs: [{ text: 'a' }, { text: 'b' }], rest: 0 };
  assert.equal(textOf([block, block]), 'ab\nab');
});

test('spans of one name are told apart', () => {
  const rows = ['a', 'b', 'a'].map((name, index) => ({ name, spanId: String(index), start: -index }));
  assert.deepEqual(
    [...namesOf(rows)],
    [
      ['2', 'a (1)'],
      ['0', 'a (2)'],
      ['1', 'b'],
    ],
  );
});

test('links are seen from both ends', () => {
  const { incoming, outgoing } = linksOf(model, ids.prompt);
  assert.deepEqual(
    [...incoming, ...outgoing].map(({ other, otherSide, ownSide, via, link }) => [
      other.name,
      otherSide,
      ownSide,
      via,
      link,
    ]),
    [
      ['retrieve', 'output', 'input', 'member', { from: ids.retrieve, to: ids.prompt }],
      ['answer', 'input', 'output', 'structure', { from: ids.prompt, to: ids.answer }],
    ],
  );
  assert.deepEqual(linksOf(undefined, 'x'), { incoming: [], outgoing: [] });
  assert.deepEqual(linksOf(model, 'x'), { incoming: [], outgoing: [] });
});

test('attributes are found by all words of a filter, in key or value', () => {
  const { attributes } = answer;
  const keys = (filter) => matching(attributes, filter).map(({ key }) => key);
  assert.deepEqual(keys('tokens 58'), ['gen_ai.usage.output_tokens']);
  assert.deepEqual(keys('SHOP tags'), ['app.tags']);
  assert.equal(keys(' ').length, attributes.length);
  assert.equal(textOfValue(12n), '"12"');
  assert.equal(textOfValue(undefined), 'undefined');
});
