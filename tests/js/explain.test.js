import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, explain, memory } from '../../js/index.js';

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

test('structure', () => {
  const found = link(automatic('structure', '$[1]', '$[0].args'));
  assert.equal(said(found), 'input $[0].args equals output $[1] of name of a');
});

test('text: the share, and where it stands', () => {
  const text = automatic('text', '$', '$[0].messages[1].content', { 'spanloom.overlap': 0.834 });
  const start = "input $[0].messages[1].content: 83 % of this span's text came from the output of name of a";
  assert.equal(said(link(text)), start);
  assert.equal(said(link(text, { ranges: { from: [[0, 228]], to: [[12, 240]] } })), `${start} (characters 12-240)`);
  const to = [0, 50, 100, 150, 200].map((at) => [at, at + 40]);
  assert.equal(said(link(text, { ranges: { from: [], to } })), `${start} (characters 0-40, 50-90, 100-140 and 2 more)`);
  assert.match(said(link({ ...text, 'spanloom.overlap': 0.001 })), /: 1 % of/);
  assert.match(said(link({ ...text, 'spanloom.overlap': undefined })), /: text came from the output of name of a$/);
});

test('what lacks paths is spoken of as a whole', () => {
  const found = link({ from: 'input', to: 'input', 'spanloom.via': 'identity' });
  assert.equal(said(found), 'the input is the input of name of a: the same object');
});

test('by hand', () => {
  assert.equal(said(link({ reason: 'because' })), 'linked to name of a by hand');
});

test('one explanation for each link, with the link, its ranges, and the id of a span that is not known', () => {
  const ranges = { from: [[1, 2]], to: [[3, 4]] };
  const links = [link(automatic('text'), { ranges }), link({})];
  const found = explain(span('b', links));
  assert.deepEqual(
    found.map(({ link, from, ranges }) => ({ link, from, ranges })),
    [
      { link: links[0], from: 'a', ranges },
      { link: links[1], from: 'a', ranges: undefined },
    ],
  );
  assert.deepEqual(explain(span('b')), []);
});

test('names may come from any iterable', () => {
  const names = new Set([span('a')]);
  assert.equal(explain(span('b', [link({})]), names)[0].from, 'name of a');
});

test('what is no finished span is refused', () => {
  const { startSpan } = createTracer({ wasm: () => new Promise(() => {}) });
  const open = startSpan('open');
  for (const wrong of [undefined, null, 1, 'id', {}, [], open, { spanId: 'a', name: 'b' }]) {
    assert.throws(() => explain(/** @type {any} */ (wrong)), TypeError);
    assert.throws(() => explain(span('b'), /** @type {any} */ ([wrong])), TypeError);
  }
  assert.throws(() => explain(span('b'), /** @type {any} */ (1)), TypeError);
  open.end();
});

test('what memory() keeps can be explained, also with the tracer', async () => {
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
