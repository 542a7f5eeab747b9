// The three tests of the Python original's removed feature, under the policy that keeps its rules. Its values were a string and the integers
// 1 and 2, which are shared objects in Python; what has no identity here is replaced by fresh objects, and has a test of its own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linksOf, named, recording } from '../support/spans.js';

/** Runs `program` below a span that records no values itself. @param {'every-use' | 'flow'} policy @param {(tracer: import('../../../js/index.js').Tracer) => void} program */
async function spansOf(policy, program) {
  const { tracer, finish } = recording({ links: { policy } });
  tracer.trace({ kind: 'agent', name: 'agent' }, () => {
    program(tracer);
  });
  return finish();
}

const LINK = ['from', 'to', 'spanloom.via', 'spanloom.from.path', 'spanloom.to.path'];

test('A: a value that is passed through links its producer twice, to the input and to the output', async () => {
  const spans = await spansOf('every-use', ({ workflow, task }) => {
    const one = workflow((/** @type {object} */ _input) => ({}), { name: 'one' });
    const two = task((/** @type {object} */ input) => input, { name: 'two' });
    two(one({ text: 'test_input' }));
  });
  const [one, two] = [named(spans, 'one'), named(spans, 'two')];
  assert.deepEqual(one.links, []);
  const ids = { traceId: one.traceId, spanId: one.spanId };
  const attributes = (/** @type {string[]} */ ...values) => Object.fromEntries(LINK.map((key, i) => [key, values[i]]));
  assert.deepEqual(two.links, [
    { ...ids, attributes: attributes('output', 'input', 'identity', '$', '$[0]') },
    { ...ids, attributes: attributes('output', 'output', 'identity', '$', '$') },
  ]);
});

for (const [call, someAgent] of /** @type {const} */ ([
  [
    'B: several inputs link in the order of the arguments',
    (/** @type {object} */ a, /** @type {object} */ b) => void [a, b],
  ],
  ['C: parameters with defaults, called by position as in the original', (a = {}, b = {}) => void [a, b]],
])) {
  test(call, async () => {
    const spans = await spansOf('every-use', ({ workflow, task, agent }) => {
      const one = workflow(() => ({}), { name: 'one' });
      const two = task(() => ({}), { name: 'two' });
      agent(someAgent, { name: 'some_agent' })(one(), two());
    });
    assert.deepEqual(named(spans, 'one').links, []);
    assert.deepEqual(named(spans, 'two').links, []);
    assert.deepEqual(linksOf(named(spans, 'some_agent'), spans), ['one.output -> input', 'two.output -> input']);
  });
}

// The original recorded each keyword value. JavaScript's keywords are one options object: a new whole value, whose members are
// no business of `every-use` and are all found by `flow`.
for (const [policy, expected] of /** @type {const} */ ([
  ['every-use', []],
  ['flow', ['one.output -> input', 'two.output -> input']],
])) {
  test(`C with an options object, policy ${policy}: ${expected.length} links`, async () => {
    const spans = await spansOf(policy, ({ workflow, task, agent }) => {
      const one = workflow(() => ({}), { name: 'one' });
      const two = task(() => ({}), { name: 'two' });
      agent((/** @type {{ a: object, b: object }} */ _options) => {}, { name: 'some_agent' })({ a: one(), b: two() });
    });
    assert.deepEqual(linksOf(named(spans, 'some_agent'), spans), expected);
  });
}

test('A and B with primitives: no links, since a primitive has no identity', async () => {
  const spans = await spansOf('every-use', ({ workflow, task, agent }) => {
    const one = workflow((/** @type {string} */ _input) => 1, { name: 'one' });
    const two = task((/** @type {unknown} */ input) => input, { name: 'two' });
    two(one('test_input'));
    agent((/** @type {unknown[]} */ ..._values) => {}, { name: 'some_agent' })(
      one('test_input'),
      two(2),
      'test_input',
      null,
      undefined,
      true,
      70000,
    );
  });
  assert.deepEqual(
    spans.flatMap(({ links }) => links),
    [],
  );
});

test('one hundred spans that share one object: each links to each, as the original did', async () => {
  const spans = await spansOf('every-use', ({ task }) => {
    const shared = {};
    const give = task(() => shared, { name: 'give' });
    for (let i = 0; i < 100; i++) give();
  });
  assert.equal(
    spans.reduce((sum, { links }) => sum + links.length, 0),
    4950,
  );
});
