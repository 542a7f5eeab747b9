// What became of a batch in the end, and why what is lost is lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer } from '../../../js/index.js';
import { Batch } from '../../../js/pipeline/batch.js';
import fc from '../support/fast-check.js';

const REASONS = ['a', 'b', 'c'];
const sum = (/** @type {number[]} */ counts) => counts.reduce((total, count) => total + count, 0);
const only = (/** @type {Record<string, number>} */ counts) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

/** Of eight spans: where each ended. */
const fates = fc.array(fc.constantFrom('delivered', 'stored', ...REASONS), { minLength: 8, maxLength: 8 });
/** @param {string[]} ends @returns {import('../../../js/pipeline/batch.js').Outcome} */
function outcomeOf(ends) {
  const count = (/** @type {string} */ what) => ends.filter((end) => end === what).length;
  const dropped = only(Object.fromEntries(REASONS.map((reason) => [reason, count(reason)])));
  return { delivered: count('delivered'), stored: count('stored'), dropped };
}
/** @param {import('../../../js/pipeline/batch.js').Outcome[]} outcomes */
function settled(outcomes) {
  /** @type {import('../../../js/pipeline/batch.js').Outcome[]} */
  const done = [];
  const batch = new Batch(8, 1, new Map(), outcomes.length, (outcome) => done.push(outcome));
  for (const outcome of outcomes) batch.settle(outcome);
  assert.equal(done.length, 1);
  return done[0];
}

test('of one exporter, it is what that says', () => {
  fc.assert(fc.property(fates, (ends) => assert.deepEqual(settled([outcomeOf(ends)]), outcomeOf(ends))));
});

test('of several, every span is counted once, and dropped for reasons for which one exporter dropped as many', () => {
  fc.assert(
    fc.property(fc.array(fates, { minLength: 1, maxLength: 4 }), (all) => {
      const outcomes = all.map(outcomeOf);
      const { delivered, stored, dropped } = settled(outcomes);
      assert.equal(delivered, Math.max(...outcomes.map((outcome) => outcome.delivered)));
      assert.equal(delivered + stored + sum(Object.values(dropped)), 8);
      const reasons = Object.entries(dropped);
      assert.ok(outcomes.some((one) => reasons.every(([reason, count]) => count <= (one.dropped[reason] ?? 0))));
    }),
  );
});

test('the halves of a batch that was too large are dropped each for its own reason', async () => {
  const fail = (/** @type {string} */ reason) =>
    Promise.reject(Object.assign(new Error(reason), { reason, isFinal: true }));
  const exporter = {
    encoding: /** @type {const} */ ('otlp-json'),
    async export(/** @type {any} */ { spanCount, body }) {
      if (spanCount > 1) return fail('http_413');
      const [name] = new TextDecoder().decode(body).match(/http_\d+|fine/) ?? [];
      return name === 'fine' ? undefined : fail(name ?? 'none');
    },
  };
  const tracer = createTracer({ exporters: [exporter], onError() {} });
  for (const name of ['fine', 'http_400', 'http_401', 'http_400']) tracer.startSpan(name).end();
  await tracer.flush();
  const { exported, dropped } = tracer.stats()?.spans ?? assert.fail();
  assert.deepEqual([exported, dropped], [1, { http_400: 2, http_401: 1 }]);
  await tracer.shutdown();
});
