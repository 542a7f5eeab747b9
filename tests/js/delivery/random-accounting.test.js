// Whatever exporters do and however small the queue is, each span that ended is exported or counted as dropped.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { createTracer, memory } from '../../../js/index.js';
import { Choices } from '../support/choices.js';

const RUNS = 150;

const no = () => {
  throw new Error('no');
};

/** What a faulty exporter does. @type {((spans: any[], context: any) => any)[]} */
const ODD = [
  () => ({ rejected: 'x' }),
  () => ({ rejected: Number.NaN }),
  () => ({ rejected: -1.5, message: {} }),
  () => ({ rejected: 3n }),
  () => ({ rejected: Symbol('x') }),
  () => ({ rejected: Infinity, message: Symbol('x') }),
  () => ({ rejected: 1, message: { toString: no } }),
  () => ({
    get rejected() {
      return no();
    },
  }),
  () => new Proxy({}, { get: no }),
  () => null,
  // biome-ignore lint/suspicious/noThenProperty: it is odd
  () => ({ then: no }),
  () => ({
    // biome-ignore lint/suspicious/noThenProperty: it is odd
    get then() {
      return no();
    },
  }),
  () => ({
    // biome-ignore lint/suspicious/noThenProperty: it settles twice, and more
    then(/** @type {Function} */ resolve, /** @type {Function} */ reject) {
      resolve({ rejected: 1 });
      reject(new Error('twice'));
      resolve();
      no();
    },
  }),
  // biome-ignore lint/suspicious/noThenProperty: it never settles
  () => ({ then() {} }),
  () => Promise.reject(),
  () => Promise.reject({ reason: '__proto__' }),
  () => Promise.reject({ reason: 'constructor' }),
  () => Promise.reject({ reason: Symbol('x'), isFinal: {} }),
  () => Promise.reject(new Proxy({}, { get: no })),
  (spans) => {
    for (const span of spans) for (const key of Object.keys(span)) delete span[key];
    spans.length = 0;
  },
  (_, { count }) => {
    for (const what of ['exported', 'queued', 'name', '__proto__', 'more']) count(what);
  },
];

/** An exporter with random behaviour. @param {Choices} choices @param {string} name */
const moody = (choices, name) => ({
  name,
  timeout: 15,
  export(/** @type {unknown[]} */ spans, /** @type {any} */ context) {
    const mood = choices.weighted({ well: 5, slow: 2, partly: 1, fails: 1, throws: 1, hangs: 1, odd: 3 });
    if (mood === 'throws') throw new Error('on the spot');
    if (mood === 'odd') return choices.pick(ODD)(spans, context);
    if (mood === 'fails') return Promise.reject(Object.assign(new Error('later'), { reason: 'moody' }));
    if (mood === 'hangs') return new Promise(() => {});
    if (mood === 'partly') return Promise.resolve({ rejected: choices.int(spans.length + 2), message: 'some' });
    return mood === 'slow' ? turn() : undefined;
  },
});

/** @param {Choices} choices */
async function run(choices) {
  const kept = memory();
  const exporters = [kept, ...Array.from({ length: choices.int(3) }, (_, i) => moody(choices, `moody ${i}`))];
  const queue = {
    maxSpans: 1 + choices.int(100),
    maxBytes: choices.oneIn(3) ? 2000 : 1e6,
    maxBatchSpans: 1 + choices.int(20),
    flushInterval: 1 + choices.int(3),
  };
  const tracer = createTracer({ exporters: /** @type {any} */ (exporters), queue, onError: () => {} });
  const work = tracer.task((/** @type {string} */ text) => text);
  /** @type {import('../../../js/index.js').Span[]} */
  const open = [];
  for (let left = choices.int(150); left > 0; left--) {
    const next = choices.weighted({ work: 12, open: 2, close: 2, wait: 3, flush: 1 });
    if (next === 'work') work('x'.repeat(choices.int(200)));
    else if (next === 'open') open.push(tracer.startSpan('open'));
    else if (next === 'close') open.shift()?.end();
    else if (next === 'wait') await turn();
    else if (choices.oneIn(2)) await tracer.flush();
    else void tracer.flush();
  }
  for (const span of choices.oneIn(2) ? open : []) span.end();
  await tracer.flush();
  return { stats: tracer.stats(), spans: kept.spans, shutdown: () => tracer.shutdown() };
}

const sum = (/** @type {Record<string, number>} */ counts) => Object.values(counts).reduce((a, b) => a + b, 0);

test(`in ${RUNS} random runs with faulty exporters, exported + dropped = ended`, async () => {
  /** @type {Set<string>} */
  const reasons = new Set();
  for (let seed = 0; seed < RUNS; seed++) {
    const { stats, spans, shutdown } = await run(Choices.random(seed));
    const { ended, exported, dropped } = stats.spans;
    const context = `seed ${seed}: ${JSON.stringify(stats)}`;
    assert.equal(exported + sum(dropped), ended, context);
    assert.deepEqual(stats.queue, { spans: 0, bytes: 0 }, context);
    const [first, ...others] = stats.exporters.map((exporter) => exporter.exported + sum(exporter.dropped));
    for (const other of others) assert.equal(other, first, context);
    assert.equal(spans.length, stats.exporters[0].exported, context);
    assert.equal(new Set(spans.map(({ spanId }) => spanId)).size, spans.length, context);
    for (const counts of [dropped, ...stats.exporters.map((exporter) => exporter.dropped)])
      for (const reason of Object.keys(counts)) reasons.add(reason);
    await shutdown();
  }
  assert.deepEqual([...reasons].sort(), ['exporter_error', 'moody', 'queue_full', 'rejected', 'timeout']);
});
