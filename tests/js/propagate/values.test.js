// `inject(carrier, { values })` and `extract(carrier, { values })`: which fields are written and read, and how wrong ones are told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeProducer } from '../../../js/propagate/lineage.js';
import { recording } from '../support/spans.js';

const SECRET = 'a secret that stands in no message of an error';
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const parent = { traceparent: `00-${TRACE}-b7ad6b7169203331-01` };
const lineage = describeProducer([1, 2], [3, 4]);

test('a lineage that the carrier had before is replaced or removed, as the other fields are', async () => {
  const { tracer, finish } = recording();
  const [object, map, headers] = [{ 'Spanloom-Lineage': 'old' }, new Map(), new Headers()];
  for (const carrier of [map, headers]) carrier.set('spanloom-lineage', 'old');
  tracer.trace('step', () => {
    for (const carrier of [object, map, headers]) tracer.inject(carrier);
    assert.deepEqual(tracer.inject({ 'dev.spanloom/lineage': 'old' }, { format: 'mcp' }), tracer.inject({}));
  });
  assert.deepEqual(Object.keys(object), ['traceparent']);
  for (const carrier of [map, headers]) assert.equal(carrier.has('spanloom-lineage'), false);
  await finish();
});

test('a lineage is read under both names, from every carrier, once it is sampled and links are found by content', async () => {
  const invalid = { 'an object': { 'spanloom-lineage': 'no' }, _meta: { 'dev.spanloom/lineage': 'no' } };
  for (const fields of Object.values(invalid)) {
    const { tracer, finish } = recording();
    tracer.extract({ ...parent, ...fields });
    tracer.extract({ ...parent, ...fields, traceparent: parent.traceparent.replace(/01$/, '00') });
    assert.deepEqual(tracer.stats()?.propagation, { injected: 0, extracted: 2, ignored: { invalid_lineage: 1 } });
    await finish();
  }
  const { tracer, finish } = recording();
  const fields = { ...parent, 'spanloom-lineage': lineage };
  for (const carrier of [fields, new Headers(fields), new Map(Object.entries(fields))])
    assert.equal(tracer.extract(carrier).isValid, true);
  assert.deepEqual(tracer.stats()?.propagation, { injected: 0, extracted: 3, ignored: {} });
  await finish();
  const off = recording({ links: false });
  off.tracer.extract({ ...parent, 'spanloom-lineage': 'no' });
  assert.deepEqual(off.tracer.stats()?.propagation.ignored, {});
  await off.finish();
});

test('a wrong option is reported without what is sent, and the rest is written', async () => {
  const { tracer, errors } = recording();
  const wrong = /** @type {any[]} */ ([SECRET, [SECRET], null, { values: SECRET }, { values: new Set([SECRET]) }]);
  tracer.trace('step', () => {
    for (const options of wrong) assert.ok('traceparent' in tracer.inject({}, options));
    assert.ok('traceparent' in tracer.inject({}, /** @type {any} */ ({ format: 'grpc', colour: 1 })));
    for (const carrier of [SECRET, undefined]) tracer.inject(/** @type {any} */ (carrier));
  });
  for (const options of wrong) assert.equal(tracer.extract(parent, options).isValid, true);
  tracer.extract(/** @type {any} */ (SECRET));
  assert.equal(errors.length, 5 + 2 + 2 + 5 + 1);
  for (const error of errors) assert.doesNotMatch(/** @type {Error} */ (error).message, /secret/);
  await tracer.shutdown();
});

test('without the core a lineage is not written, which is counted', async () => {
  const { tracer, finish } = recording();
  const carrier = tracer.trace('step', () => tracer.inject({}, { values: ['text'.repeat(20)] }));
  assert.deepEqual(Object.keys(carrier), ['traceparent']);
  assert.deepEqual(tracer.stats()?.propagation.ignored, { core_not_loaded: 1 });
  assert.equal(tracer.stats()?.spans.started, 1);
  await finish();
});

test('a value so long that nothing is known of its parts is counted', async () => {
  const { tracer, finish } = recording();
  await tracer.flush();
  const row = 'of a table, with a text that is long enough to be evidence by itself';
  const rows = tracer.task(() => Array.from({ length: 60_000 }, (_, i) => `row ${i} ${row}`), { name: 'rows' });
  tracer.trace('step', () => {
    const values = [JSON.stringify({ rows: rows() })];
    assert.deepEqual(Object.keys(tracer.inject({}, { values })), ['traceparent']);
  });
  assert.deepEqual(tracer.stats()?.propagation.ignored, { values_too_large: 1 });
  await finish();
});

test('an answer to a trace that the core has forgotten costs no span', async () => {
  const { tracer, finish } = recording();
  await tracer.flush();
  const { traceparent } = /** @type {any} */ (tracer.trace('asks', () => tracer.inject({})));
  const answer = { traceparent, 'spanloom-lineage': lineage };
  for (let i = 0; i < 1200; i++) tracer.trace('other', () => {});
  await tracer.flush();
  // Longer than the core keeps what it knew of a trace.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  for (let i = 0; i < 1200; i++) tracer.trace('other', () => {});
  await tracer.flush();
  const remote = tracer.extract(answer, { values: ['What was answered, which is long enough to be known.'] });
  await tracer.flush();
  remote.run(() => tracer.trace('late', () => {}));
  assert.equal((await finish()).length, 2402);
});
