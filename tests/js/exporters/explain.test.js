import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelsOf } from '../../../js/exporters/span-labels.js';
import { createTracer, explain, memory } from '../../../js/index.js';

/** @returns {any} */
const span = (/** @type {string} */ spanId, /** @type {any[]} */ links = []) => ({
  spanId,
  name: `name of ${spanId}`,
  links,
});

/** @returns {any} */
const link = (/** @type {object} */ attributes, /** @type {object} */ more = {}) => ({
  traceId: 't',
  spanId: 'a',
  attributes,
  ...more,
});

const automatic = (/** @type {string} */ via, fromPath = '$', toPath = '$[0]', more = {}) => ({
  from: 'output',
  to: 'input',
  'spanloom.via': via,
  'spanloom.from.path': fromPath,
  'spanloom.to.path': toPath,
  ...more,
});

const said = (/** @type {any} */ found) => explain(span('b', [found]), [span('a'), span('c')])[0].evidence;

test('identity', () => {
  assert.equal(said(link(automatic('identity'))), 'input $[0] is the output of name of a: the same object');
  const up = { ...automatic('identity', '$', '$'), to: 'output' };
  assert.equal(said(link(up)), 'the output is the output of name of a: the same object');
});

test('member', () => {
  const found = link(automatic('member', '$.docs[2]', '$[0].q'));
  assert.equal(said(found), 'input $[0].q is output $.docs[2] of name of a: the same object');
});

test('pieces at other paths are named as well', () => {
  const piece = (/** @type {string} */ fromPath, /** @type {string} */ toPath, more = {}) => ({
    from: { path: fromPath },
    to: { path: toPath, ...more },
  });
  const pieces = [piece('$[2]', '$[0][0]'), piece('$[4]', '$[0][1]'), piece('$[5].text', '$[1]', { range: [3, 60] })];
  assert.equal(
    said(link(automatic('member', '$[2]', '$[0][0]'), { pieces })),
    'input $[0][0] is output $[2] of name of a: the same object (also $[0][1] from $[4], 3-60 of $[1] from $[5].text)',
  );
});

test('structure', () => {
  const found = link(automatic('structure', '$[1]', '$[0].args'));
  assert.equal(said(found), 'input $[0].args equals output $[1] of name of a');
});

test('text: the share and the ranges', () => {
  const text = automatic('text', '$', '$[0].messages[1].content', { 'spanloom.overlap': 0.834 });
  const start = "input $[0].messages[1].content: 83 % of this span's text came from the output of name of a";
  assert.equal(said(link(text)), start);
  const piece = (
    /** @type {number} */ at,
    /** @type {string} */ fromPath = '$',
    toPath = text['spanloom.to.path'],
  ) => ({
    from: { path: fromPath, range: [0, 40] },
    to: { path: toPath, range: [at, at + 40] },
  });
  assert.equal(said(link(text, { pieces: [piece(12)] })), `${start} (characters 12-52)`);
  const pieces = [piece(0), piece(50, '$[1].text'), piece(90, '$[2]', '$[1]')];
  assert.equal(
    said(link(text, { pieces })),
    `${start} (characters 0-40, 50-90 from $[1].text, 90-130 of $[1] from $[2])`,
  );
  const many = Array.from({ length: 11 }, (_, i) => piece(100 * i));
  assert.match(said(link(text, { pieces: many })), / \(characters 0-40, .*, 700-740 and 3 more\)$/);
  assert.match(said(link({ ...text, 'spanloom.overlap': 0.001 })), /: 1 % of/);
  assert.match(said(link({ ...text, 'spanloom.overlap': undefined })), /: text came from the output of name of a$/);
});

test('a link without paths is explained as a whole', () => {
  const found = link({ from: 'input', to: 'input', 'spanloom.via': 'identity' });
  assert.equal(said(found), 'the input is the input of name of a: the same object');
});

test('by hand', () => {
  assert.equal(said(link({ reason: 'because' })), 'linked to name of a by hand');
});

test('one explanation for each link, with the link, its pieces, and the id of a span that is not known', () => {
  const pieces = [{ from: { path: '$', range: [1, 2] }, to: { path: '$[0]', range: [3, 4] } }];
  const links = [link(automatic('text'), { pieces }), link({})];
  const found = explain(span('b', links));
  assert.deepEqual(
    found.map(({ link, from, pieces }) => ({ link, from, pieces })),
    [
      { link: links[0], from: 'a', pieces },
      { link: links[1], from: 'a', pieces: [] },
    ],
  );
  assert.deepEqual(explain(span('b')), []);
});

test('names may come from any iterable', () => {
  const names = new Set([span('a')]);
  assert.equal(explain(span('b', [link({})]), names)[0].from, 'name of a');
});

test('refuses values that are no finished spans', () => {
  const { startSpan } = createTracer({ wasm: () => new Promise(() => {}) });
  const open = startSpan('open');
  for (const wrong of [undefined, null, 1, 'id', {}, [], open, { spanId: 'a', name: 'b' }]) {
    assert.throws(() => explain(/** @type {any} */ (wrong)), TypeError);
    assert.throws(() => explain(span('b'), /** @type {any} */ ([wrong])), TypeError);
  }
  assert.throws(() => explain(span('b'), /** @type {any} */ (1)), TypeError);
  open.end();
});

test('explains spans that memory() keeps, also by the tracer', async () => {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink] });
  const docs = tracer.retrieval(() => [{ text: 'a' }], { name: 'retrieve' });
  const use = tracer.task((_) => 0, { name: 'use' });
  tracer.trace('root', () => use(docs()));
  await tracer.flush();
  const consumer = sink.spans.find(({ name }) => name === 'use');
  assert.equal(tracer.explain, explain);
  assert.deepEqual(
    tracer.explain(consumer, sink.spans).map(({ evidence }) => evidence),
    ['input $[0] is the output of retrieve: the same object'],
  );
});

test('spans of a trace that share a name are numbered by start, the outer one first if they start at the same time', async () => {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink] });
  const chat = tracer.llm((/** @type {string} */ text) => `${text}, and what the tall trees by the river are for`, {
    name: 'chat',
  });
  for (let i = 0; i < 2; i++)
    tracer.trace('run', () => chat(chat('Herons nest there in the early spring of the year')));
  await tracer.shutdown();
  const from = sink.spans.flatMap((span) => explain(span, sink.spans).map((found) => `${span.name} ← ${found.from}`));
  const each = ['chat ← chat (1)', 'run ← chat (2)'];
  assert.deepEqual(from, [...each, ...each]);

  const span = (/** @type {string} */ spanId, /** @type {bigint} */ endTimeUnixNano) =>
    /** @type {any} */ ({ traceId: 't', spanId, name: 'chat', startTimeUnixNano: 5n, endTimeUnixNano });
  assert.deepEqual(
    [...labelsOf([span('inner', 6n), span('outer', 7n)])],
    [
      ['outer', 'chat (1)'],
      ['inner', 'chat (2)'],
    ],
  );
});
