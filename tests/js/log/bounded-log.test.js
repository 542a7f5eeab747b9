// Too much data on one span costs no other span: attributes are bounded, and so is the log that waits for the core.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from '../../../js/index.js';

function recording(options = {}) {
  const sink = memory();
  /** @type {any[]} */
  const errors = [];
  const tracer = createTracer({ exporters: [sink], onError: (error) => errors.push(error), ...options });
  const stats = () => /** @type {import('../../../js/index.js').Stats} */ (tracer.stats());
  return { tracer, errors, spans: sink.spans, stats };
}
const LONG = 'x'.repeat(262_144);
const IDS = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
const attributes = (/** @type {number} */ count) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`key ${i}`, LONG]));

/** @type {[string, (span: import('../../../js/index.js').Span) => void][]} */
const EXCESSES = [
  [
    '3,000 short attributes at once',
    (span) => {
      span.annotate({ attributes: Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`key ${i}`, i])) });
    },
  ],
  [
    '1,500 long attributes, one by one',
    (span) => {
      for (let i = 0; i < 1500; i++) span.annotate({ attributes: { [`key ${i}`]: LONG } });
    },
  ],
  ['1,000 long attributes at once', (span) => span.annotate({ attributes: attributes(1000) })],
  [
    'links with 1,000 long attributes each',
    (span) => {
      for (let i = 0; i < 3; i++) span.link(IDS, attributes(1000));
    },
  ],
  [
    '10,000 short attributes',
    (span) => {
      for (let i = 0; i < 10_000; i++) span.annotate({ attributes: { [`key ${i}`]: i } });
    },
  ],
  [
    'metadata of many megabytes',
    (span) => {
      for (let i = 0; i < 100; i++) span.annotate({ metadata: { [`key ${i}`]: LONG } });
    },
  ],
];
for (const [name, exceed] of EXCESSES) {
  test(`${name}: the excess is left out, counted and reported, and other spans arrive`, async () => {
    const { tracer, errors, spans, stats } = recording();
    const beside = tracer.tool((/** @type {number} */ x) => x, { name: 'beside' });
    for (let i = 0; i < 50; i++) beside(i);
    tracer.trace('much', exceed);
    for (let i = 0; i < 50; i++) beside(i);
    await tracer.flush();
    assert.equal(spans.length, 101);
    const much = spans.find((span) => span.name === 'much');
    const size = JSON.stringify([much?.attributes, much?.links]).length;
    assert.ok(size > 1000 && size < 1.2 * 2 ** 20, `${size} characters`);
    assert.ok(stats().content.omitted > 0);
    assert.match(errors[0].message, /attributes were left out/);
    assert.equal(errors.length, 1);
    await tracer.shutdown();
  });
}

test('an attribute that is said again and again takes the place of what was said', async () => {
  const { tracer, spans, stats } = recording();
  tracer.trace('step', (span) => {
    for (let i = 0; i < 5000; i++) span.annotate({ attributes: { progress: i, text: LONG }, metadata: { i } });
  });
  await tracer.flush();
  assert.deepEqual([spans[0].attributes.progress, spans[0].attributes.metadata], [4999, '{"i":4999}']);
  assert.equal(stats().content.omitted, 0);
  await tracer.shutdown();
});

test('metadata is what it was when it was said', async () => {
  const { tracer, spans } = recording();
  const more = { list: [1] };
  tracer.trace('step', (span) => {
    span.annotate({ metadata: { first: more } });
    more.list.push(2);
    span.annotate({ metadata: { second: more } });
  });
  await tracer.flush();
  assert.equal(spans[0].attributes.metadata, '{"first":{"list":[1]},"second":{"list":[1,2]}}');
  await tracer.shutdown();
});

test('500 MB of results before the core has come: all spans arrive', async () => {
  /** @type {() => void} */
  let load = () => {};
  const file = new URL('../../../dist/spanloom.wasm', import.meta.url);
  const wasm = new Promise((resolve) => {
    load = () => resolve(file);
  });
  const { tracer, spans, stats } = recording({ wasm });
  const large = tracer.tool(async () => LONG.repeat(16), { name: 'large' });
  const small = tracer.tool((/** @type {number} */ x) => x, { name: 'small' });
  for (let i = 0; i < 25; i++) small(i);
  await Promise.all(Array.from({ length: 120 }, () => large()));
  for (let i = 0; i < 25; i++) small(i);
  load();
  await tracer.flush();
  const { ended, exported, unrecorded } = stats().spans;
  assert.deepEqual([spans.length, exported, ended, unrecorded], [170, 170, 170, 0]);
  assert.ok(stats().content.linkSkipped > 0);
  await tracer.shutdown();
});
