// A batch that a destination refuses as too large is halved, down to single spans.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { ExportError } from '../../../js/batch/export-error.js';
import { joinBatches } from '../../../js/batch/join-bodies.js';
import { Delivery } from '../../../js/delivery/delivery.js';
import { OUTBOX } from '../../../js/delivery/outbox-key.js';
import { readExporter } from '../../../js/exporters/read-exporter.js';
import { createTracer, otlp } from '../../../js/index.js';
import { bound } from '../support/bound.js';
import { Choices } from '../support/choices.js';
import { decodeRequest } from '../support/collector.js';
import { FAST } from '../support/exports.js';

/** @typedef {import('../../../js/index.js').EncodedBatch} EncodedBatch */
/** @typedef {{ scope: string, names: string[] }[][]} Tree resources of scopes of spans */

const PROTOBUF = 'application/x-protobuf';
const JSON_TYPE = 'application/json';
const PROGRAMS = 300;

/** @param {Choices} choices @returns {Tree} */
function anyTree(choices) {
  let number = 0;
  const list = (/** @type {number} */ most, /** @type {() => any} */ item) =>
    Array.from({ length: choices.int(most + 1) }, item);
  const name = () => `${number++}:${'é"'.repeat(choices.int(60))}`;
  return list(3, () => list(3, () => ({ scope: `scope ${choices.int(99)}`, names: list(5, name) })));
}

/** @param {number} number @param {Uint8Array | string} content */
function field(number, content) {
  const bytes = Buffer.from(content);
  const size = bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7];
  assert.ok(bytes.length < 128 * 128);
  return Buffer.concat([Buffer.of((number << 3) | 2, ...size), bytes]);
}

/** Unknown fields, of every wire type. */
const UNKNOWN = Buffer.from(
  [
    [0xf8, 1, 0xff, 1],
    [0xfd, 1, 1, 2, 3, 4],
    [0xf9, 1, 1, 2, 3, 4, 5, 6, 7, 8],
    [0xfa, 1, 2, 0x12, 0],
  ].flat(),
);
const spanBytes = (/** @type {string} */ name) => Buffer.concat([field(5, name), UNKNOWN]);
const spanObject = (/** @type {string} */ name) => ({ name, startTimeUnixNano: '1764441600123456789', later: 1e-7 });

/** @type {Record<string, (tree: Tree) => Uint8Array<ArrayBuffer>>} */
const ENCODERS = {
  [PROTOBUF](tree) {
    const scopeSpans = (/** @type {Tree[0][0]} */ { scope, names }) =>
      field(2, Buffer.concat([field(1, field(1, scope)), ...names.map((name) => field(2, spanBytes(name))), UNKNOWN]));
    const resources = tree.map((scopes) =>
      field(1, Buffer.concat([UNKNOWN, ...scopes.map(scopeSpans), field(3, 'schema')])),
    );
    return new Uint8Array(Buffer.concat([...resources, UNKNOWN]));
  },
  [JSON_TYPE](tree) {
    const scopeSpans = (/** @type {Tree[0][0]} */ { scope, names }) => ({
      scope: { name: scope },
      spans: names.map(spanObject),
      later: [1],
    });
    const resourceSpans = tree.map((scopes) => ({
      later: {},
      scopeSpans: scopes.map(scopeSpans),
      schemaUrl: 'schema',
    }));
    return new Uint8Array(Buffer.from(JSON.stringify({ resourceSpans, later: null })));
  },
};

/** The tree with only one of its spans. @param {Tree} tree @param {string} name @returns {Tree} */
const alone = (tree, name) =>
  tree
    .map((scopes) => scopes.filter(({ names }) => names.includes(name)).map(({ scope }) => ({ scope, names: [name] })))
    .filter((scopes) => scopes.length > 0);

const namesIn = (/** @type {Tree} */ tree) => tree.flatMap((scopes) => scopes.flatMap(({ names }) => names));

/** Which scope each span of a request is in. @returns {Tree} */
const treeOf = (/** @type {EncodedBatch} */ { body, contentType }) =>
  decodeRequest(Buffer.from(body), contentType).resourceSpans.map((/** @type {any} */ { scopeSpans }) =>
    scopeSpans.map((/** @type {any} */ { scope, spans }) => ({
      scope: scope.name,
      names: spans.map((/** @type {any} */ { name }) => name),
    })),
  );

/** A delivery to a destination that refuses more than `limit` bytes; `took` has the batches that it accepted. */
function setUp(limit = Number.POSITIVE_INFINITY, more = {}) {
  /** @type {EncodedBatch[]} */
  const took = [];
  /** @type {number[]} */
  const sizes = [];
  /** @type {any[]} */
  const errors = [];
  /** @type {any[]} */
  const outcomes = [];
  const state = { limit };
  const exporter = {
    encoding: /** @type {const} */ ('otlp-protobuf'),
    async export(/** @type {EncodedBatch} */ batch) {
      sizes.push(batch.body.length);
      if (batch.body.length > state.limit) throw new ExportError('http_413', 'too large', { isFinal: true });
      took.push(batch);
    },
    ...more,
  };
  const delivery = new Delivery(
    readExporter('x', exporter),
    { maxSpans: 10_000, maxBytes: 1e9 },
    { settled: (_, outcome) => outcomes.push(outcome), onError: (error) => errors.push(error) },
  );
  delivery.open();
  const send = async (/** @type {EncodedBatch} */ batch) => {
    const { spanCount, body } = batch;
    delivery.enqueue({ spanCount, byteLength: body.length, payloadFor: () => batch });
    await delivery.idle();
  };
  return { ...bound(delivery), send, state, took, sizes, errors, outcomes };
}

/** @param {string} contentType @param {Tree} tree @returns {EncodedBatch} */
const batchOf = (contentType, tree) => ({
  body: ENCODERS[contentType](tree),
  spanCount: namesIn(tree).length,
  contentType,
});

for (const contentType of [PROTOBUF, JSON_TYPE]) {
  test(`${contentType}: whatever the limit, each span that fits alone arrives once, unchanged`, async () => {
    let [lost, kept] = [0, 0];
    for (let seed = 1; seed <= PROGRAMS; seed++) {
      const choices = Choices.random(seed);
      const tree = anyTree(choices);
      const names = namesIn(tree);
      if (names.length < 2) continue;
      const fits = (/** @type {string} */ name) => ENCODERS[contentType](alone(tree, name)).length <= limit;
      const limit = 60 + choices.int(choices.pick([400, 4000]));
      const { send, took, errors, outcomes, stats } = setUp(limit);
      await send(batchOf(contentType, tree));

      const expected = names.filter(fits);
      const order = new Map(names.map((name, i) => [name, i]));
      const arrived = took.map((batch) => namesIn(treeOf(batch)));
      const first = (/** @type {string[]} */ [name]) => Number(order.get(name));
      assert.deepEqual(arrived.toSorted((a, b) => first(a) - first(b)).flat(), expected, `seed ${seed}`);
      const dropped = names.length - expected.length;
      const reasons = dropped > 0 ? { http_413: dropped } : {};
      assert.deepEqual(outcomes, [{ delivered: expected.length, stored: 0, dropped: reasons }]);
      assert.deepEqual(stats.dropped, reasons);
      assert.equal(errors.length, dropped);
      assert.deepEqual(stats.queued, { spans: 0, bytes: 0 });
      for (const batch of took) {
        const text = Buffer.from(batch.body);
        for (const scopes of treeOf(batch))
          for (const { scope, names: inScope } of scopes)
            for (const name of inScope) {
              const span = contentType === PROTOBUF ? field(2, spanBytes(name)) : JSON.stringify(spanObject(name));
              assert.ok(text.includes(span), `seed ${seed}: ${name}`);
              assert.equal(alone(tree, name)[0][0].scope, scope);
            }
      }
      lost += dropped;
      kept += expected.length;
    }
    assert.ok(lost > 300 && kept > 300, `${lost} ${kept}`);
  });

  test(`${contentType}: a body that cannot be read is dropped, not cut at random`, async () => {
    const { body } = batchOf(contentType, [[{ scope: 's', names: ['a', 'b'] }]]);
    for (const bytes of [body.slice(0, -40), new Uint8Array(90), body]) {
      const { send, outcomes } = setUp(10);
      await send({ body: bytes, spanCount: 3, contentType });
      assert.deepEqual(outcomes, [{ delivered: 0, stored: 0, dropped: { http_413: 3 } }]);
    }
  });
}

test('a joined batch is halved between its parts, which stay unchanged', async () => {
  const parts = [1, 2, 3, 4, 5].map((i) => batchOf(PROTOBUF, [[{ scope: 's', names: [`${i}`] }]]));
  const { send, took } = setUp(2.5 * parts[0].body.length);
  await send(joinBatches(parts));
  assert.deepEqual(
    took.flatMap((batch) => batch.parts ?? [batch]),
    parts,
  );
  assert.ok(took.length < 4);
});

test('after a refusal, batches of that size are halved before they are sent, for some time', async (t) => {
  t.mock.timers.enable({ apis: ['Date'] });
  const names = ['a', 'b', 'c', 'd'];
  const batch = batchOf(PROTOBUF, [[{ scope: 's', names }]]);
  const { send, sizes, took, state, stats } = setUp(batch.body.length - 1);
  await send(batch);
  await send(batch);
  assert.deepEqual([sizes.length, stats.attempts, stats.failures], [5, 5, 1]);
  state.limit = batch.body.length;
  await send(batch);
  assert.equal(took.length, 6);
  t.mock.timers.tick(3_600_000);
  await send(batch);
  assert.deepEqual([took.length, sizes.at(-1)], [7, batch.body.length]);
});

test('of a stored batch, delivered spans are removed from the store, and those that may arrive later stay', async () => {
  const parts = ['a', 'b', 'c', 'd'].map((name) => batchOf(PROTOBUF, [[{ scope: 's', names: [name] }]]));
  const [{ body }] = parts;
  /** @type {any[]} */
  const settled = [];
  const outbox = {
    obstacle() {},
    settle: (/** @type {EncodedBatch} */ batch, /** @type {boolean} */ mayPass) => {
      settled.push([namesIn(treeOf(batch)).join(''), mayPass]);
      return mayPass ? batch.spanCount : 0;
    },
  };
  const { send, outcomes, stats } = setUp(0, {
    async export(/** @type {EncodedBatch} */ batch) {
      if (batch.body.length > 2 * body.length) throw new ExportError('http_413', 'no', { isFinal: true });
      if (namesIn(treeOf(batch)).includes('c')) throw new ExportError('network', 'no');
    },
    [OUTBOX]: () => outbox,
  });
  await send(joinBatches(parts));
  assert.deepEqual(settled.sort(), [
    ['ab', false],
    ['cd', true],
  ]);
  assert.deepEqual(outcomes, [{ delivered: 2, stored: 2, dropped: {} }]);
  assert.deepEqual([stats.exported, stats.dropped], [2, {}]);

  settled.length = 0;
  const whole = batchOf(PROTOBUF, [[{ scope: 's', names: ['a', 'b', 'c', 'd'] }]]);
  await send({ ...whole, body: new Uint8Array([...whole.body, ...field(15, 'x'.repeat(2 * body.length))]) });
  assert.deepEqual(settled[0], ['abcd', false]);
});

for (const [format, gzip] of /** @type {const} */ ([
  ['protobuf', false],
  ['json', false],
  ['protobuf', true],
])) {
  test(`a tracer's spans arrive through a proxy with a limit (${format}, gzip ${gzip})`, async () => {
    /** @type {string[]} */
    const arrived = [];
    /** @type {any[]} */
    const errors = [];
    /** @type {Set<string>} */
    const seen = new Set();
    const fetch = async (/** @type {any} */ _, /** @type {any} */ { body, headers }) => {
      const bytes = Buffer.from(await new Response(body).arrayBuffer());
      if (bytes.length > 20_000) return new Response('<html>', { status: 413 });
      const isNew = seen.size < seen.add(bytes.toString('base64')).size;
      if (isNew) return new Response('', { status: 503 });
      const type = headers.get('content-type');
      const request = decodeRequest(gzip ? gunzipSync(bytes) : bytes, type);
      arrived.push(...request.resourceSpans.flatMap(({ scopeSpans: [{ spans }] }) => spans.map(({ name }) => name)));
      return new Response();
    };
    const exporter = otlp({ url: 'http://localhost:1/v1/traces', format, gzip, fetch, retry: FAST });
    const tracer = createTracer({ exporters: [exporter], links: false, onError: (error) => errors.push(error) });
    const noise = Choices.random(1);
    const text = (/** @type {number} */ length) =>
      Array.from({ length }, () => String.fromCharCode(33 + noise.int(90))).join('');
    const names = Array.from({ length: 40 }, (_, i) => `s${i}`);
    for (const name of names) tracer.tool(() => text(name === 's7' ? 60_000 : 3000), { name })();
    await tracer.flush();
    assert.deepEqual(arrived.toSorted(), names.filter((name) => name !== 's7').toSorted());
    const { exported, dropped } = /** @type {any} */ (tracer.stats()).spans;
    assert.deepEqual([exported, dropped], [39, { http_413: 1 }]);
    assert.deepEqual(
      errors.map(({ reason }) => reason).filter((reason) => reason !== 'warning'),
      ['http_413'],
    );
    await tracer.shutdown();
  });
}
