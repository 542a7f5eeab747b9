// What broke the Python original: values that die young, and ids that are used again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import v8 from 'node:v8';
import vm from 'node:vm';
import { linksOf, recording } from '../support/spans.js';

const SPANS = 1000;
const GC_EVERY = 100;

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc');

class Point {
  x = 1;
}

/** @type {Record<string, (i: number) => unknown>} a fresh value each time, equal or not to the one before */
const FRESH = {
  'equal strings': () => ['short', 'lived'].join('-'),
  'distinct strings': (i) => `value ${i}`,
  integers: (i) => 70_000 + i,
  'one integer': () => 1,
  floats: (i) => i + 0.5,
  bigints: (i) => 2n ** 70n + BigInt(i),
  booleans: (i) => i % 2 === 0,
  symbols: (i) => Symbol(`s${i}`),
  nothing: (i) => (i % 2 ? null : undefined),
  arrays: (i) => [i],
  'nested arrays': () => [[], [[]]],
  'plain objects': () => ({ text: 'x' }),
  'objects without prototype': () => Object.create(null),
  'class instances': () => new Point(),
  maps: (i) => new Map([['key', { i }]]),
  sets: () => new Set([{}]),
  dates: () => new Date(0),
  functions: () => () => {},
  'typed arrays': () => new Float32Array(8),
  buffers: () => Buffer.from('short'),
  errors: () => new Error('same text'),
  'regular expressions': () => /a/g,
  'settled promises': (i) => Promise.resolve({ i }),
  'pending promises': () => new Promise(() => {}),
  'boxed primitives': () => Object('text'),
  proxies: () => new Proxy({}, {}),
};

for (const policy of /** @type {const} */ (['flow', 'every-use'])) {
  for (const [what, fresh] of Object.entries(FRESH)) {
    test(`${policy}: ${SPANS} spans given ${what} have no links`, async () => {
      const { tracer, finish } = recording({ capture: false, links: { policy }, queue: { maxSpans: 1e5 } });
      const consume = tracer.task((/** @type {unknown} */ _value) => {}, { name: 'consume' });
      tracer.trace('root', () => {
        for (let i = 0; i < SPANS; i++) {
          consume(fresh(i));
          if (i % GC_EVERY === 0) collectGarbage();
        }
      });
      const spans = await finish();
      assert.equal(spans.length, SPANS + 1);
      assert.deepEqual(
        spans.flatMap((span) => linksOf(span, spans)),
        [],
      );
    });
  }

  test(`${policy}: values that die between spans link each consumer to its own producer and to nothing else`, async () => {
    const { tracer, finish } = recording({ capture: false, links: { policy }, queue: { maxSpans: 1e5 } });
    const makers = Object.values(FRESH)
      .slice(9)
      .filter((fresh) => !(fresh(0) instanceof Promise));
    const produce = tracer.tool((/** @type {number} */ i) => makers[i % makers.length](i), { name: 'produce' });
    const consume = tracer.task((/** @type {unknown} */ _value) => {}, { name: 'consume' });
    tracer.trace('root', () => {
      for (let i = 0; i < SPANS; i++) {
        consume(produce(i));
        if (i % GC_EVERY === 0) collectGarbage();
      }
    });
    const spans = (await finish()).filter(({ name }) => name !== 'root');
    for (let i = 0; i < spans.length; i += 2) {
      assert.deepEqual(spans[i].links, []);
      assert.deepEqual(
        spans[i + 1].links.map(({ spanId, attributes: { from, to } }) => ({ spanId, from, to })),
        [{ spanId: spans[i].spanId, from: 'output', to: 'input' }],
      );
    }
  });
}
