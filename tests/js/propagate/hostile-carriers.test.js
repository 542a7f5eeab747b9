// Carriers of strangers: forged, replayed, oversized, malformed. Whatever they say, no link leaves the trace that they name, nothing throws, and no content gets
// out. CARRIERS_RUNS is how many are tried, CARRIERS_SEED the seed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from '../../../js/index.js';
import { Choices } from '../support/choices.js';

const RUNS = Number(process.env.CARRIERS_RUNS ?? 3000);
const SEED = Number(process.env.CARRIERS_SEED ?? 15);
const BATCH = 500;
const CANARY = 'canary';

const choices = Choices.random(SEED);
const below = (/** @type {number} */ limit) => choices.int(limit);
const one = (/** @type {readonly any[]} */ list) => choices.pick(list);
const hex = (/** @type {number} */ length) => Array.from({ length }, () => below(16).toString(16)).join('');
const bytes = (/** @type {number} */ length) => Buffer.from(Array.from({ length }, () => below(256)));
const text = (/** @type {number} */ n) =>
  `The ${CANARY} number ${n} says that what was found about it in the library is ${n * 7919}.`;

/** What a server knows: its own values, which strangers may know as well. */
const KNOWN = Array.from({ length: 8 }, (_, i) => text(i));

/** @typedef {Record<string, unknown>} Carrier */
/** @typedef {{ carrier: Carrier, values: unknown[] }} Message */

const lineageOf = (/** @type {Carrier} */ carrier) => /** @type {string | undefined} */ (carrier['spanloom-lineage']);
const traceOf = (/** @type {unknown} */ parent) => String(parent).slice(3, 35);

/** @type {Record<string, (message: Message, other: Message) => Carrier>} */
const FORGERIES = {
  'as it came': ({ carrier }) => carrier,
  'replayed in another trace': ({ carrier }, other) => ({ ...carrier, 'spanloom-lineage': lineageOf(other.carrier) }),
  'replayed by another span': ({ carrier }) => ({
    ...carrier,
    traceparent: `00-${traceOf(carrier.traceparent)}-${hex(16)}-01`,
  }),
  'replayed in a new trace': ({ carrier }) => ({ ...carrier, traceparent: `00-${hex(32)}-${hex(16)}-0${below(4)}` }),
  'changed bytes': ({ carrier }) => {
    const changed = Buffer.from(lineageOf(carrier) ?? '', 'base64url');
    for (let i = 0; i <= below(8) && changed.length > 0; i++) changed[below(changed.length)] = below(256);
    return { ...carrier, 'spanloom-lineage': changed.toString('base64url') };
  },
  'other span ids': ({ carrier }) => {
    const changed = Buffer.from(lineageOf(carrier) ?? '', 'base64url');
    if (changed.length > 20) bytes(8).copy(changed, one([2, 3, 11, 19].filter((at) => at + 8 <= changed.length)));
    return { ...carrier, 'spanloom-lineage': changed.toString('base64url') };
  },
  'cut or lengthened': ({ carrier }) => {
    const given = Buffer.from(lineageOf(carrier) ?? '', 'base64url');
    const changed = below(2) ? given.subarray(0, below(given.length + 1)) : Buffer.concat([given, bytes(below(2000))]);
    return { ...carrier, 'spanloom-lineage': changed.toString('base64url') };
  },
  'changed characters': ({ carrier }) => {
    const field = one(['traceparent', 'tracestate', 'baggage', 'spanloom-lineage']);
    const given = String(carrier[field] ?? '');
    const at = below(given.length + 1);
    return {
      ...carrier,
      [field]: given.slice(0, at) + one(['', 'x', ',', ' ', '\n', 'é', '\0', '-']) + given.slice(at + below(3)),
    };
  },
  'random entries': ({ carrier }) => {
    const count = below(65);
    const head = Buffer.from([1, 2 * below(2)]);
    const body = [bytes(8 * (head[1] >> 1)), Buffer.from([count]), bytes(8 * count), bytes(9 * below(300))];
    return { ...carrier, 'spanloom-lineage': Buffer.concat([head, ...body]).toString('base64url') };
  },
  'a producer': ({ carrier }) => ({
    ...carrier,
    'spanloom-lineage': Buffer.concat([Buffer.from([1, 1]), bytes(8), Buffer.from([0])]).toString('base64url'),
  }),
  'any bytes': ({ carrier }) => ({ ...carrier, 'spanloom-lineage': bytes(below(200)).toString('base64url') }),
  oversized: ({ carrier }) => ({
    ...carrier,
    [one(['traceparent', 'tracestate', 'baggage', 'spanloom-lineage'])]: one(['A', 'a=1,', ' ']).repeat(
      4097 + below(20_000),
    ),
  }),
  'other types': ({ carrier }) => ({
    ...carrier,
    [one(['traceparent', 'tracestate', 'baggage', 'spanloom-lineage'])]: one([
      7,
      null,
      {},
      [],
      [['x']],
      true,
      Symbol('s'),
      5n,
      () => 'x',
    ]),
  }),
  'two of each': ({ carrier }, other) =>
    Object.fromEntries(Object.keys(carrier).map((key) => [key, [carrier[key], other.carrier[key]]])),
  'under both names': ({ carrier }, other) => ({ ...carrier, 'dev.spanloom/lineage': lineageOf(other.carrier) }),
};

/** A stranger's step that produces what the server knows, and sends it. @param {import('../../../js/index.js').Tracer} stranger @returns {Message} */
function send(stranger) {
  const find = stranger.retrieval(
    (/** @type {number} */ n) => ({ text: KNOWN[n], list: [KNOWN[n], text(below(1000))] }),
    { name: 'find' },
  );
  return stranger.trace('send', () => {
    const values = [find(below(KNOWN.length)), KNOWN[below(KNOWN.length)]];
    return {
      carrier: /** @type {Carrier} */ (stranger.inject({ tracestate: '' }, { values })),
      values: structuredClone(values),
    };
  });
}

function party() {
  const exporter = memory();
  /** @type {unknown[]} */
  const errors = [];
  const onError = (/** @type {unknown} */ error) => errors.push(error);
  const tracer = createTracer({ baggage: true, capture: false, exporters: [exporter], onError });
  /** The spans that ended since the last call. */
  const spans = async () => {
    await tracer.flush();
    return exporter.spans.splice(0);
  };
  return { tracer, spans, errors };
}

const json = (/** @type {unknown} */ value) =>
  JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? String(member) : member));

test(`${RUNS} carriers of strangers`, async () => {
  console.log(`# CARRIERS_SEED=${SEED} CARRIERS_RUNS=${RUNS}`);
  const [stranger, server] = [party(), party()];
  await Promise.all([stranger.spans(), server.spans()]);
  const own = server.tracer.retrieval((/** @type {number} */ n) => [KNOWN[n]], { name: 'own' });
  const use = server.tracer.task((/** @type {unknown[]} */ ...values) => values.length, { name: 'use' });
  /** The traces that strangers named. */
  const named = new Set();
  /** The traces of the spans of the server, and of those of strangers. @type {Map<string, string>[]} */
  const [local, foreign] = [new Map(), new Map()];
  const counts = { valid: 0, links: 0, spans: 0 };

  async function check() {
    const [spans, strangers] = [await server.spans(), await stranger.spans()];
    for (const { spanId, traceId } of spans) local.set(spanId, traceId);
    for (const { spanId, traceId } of strangers) foreign.set(spanId, traceId);
    for (const { traceId, links } of spans) {
      for (const link of links) {
        assert.equal(link.traceId, traceId);
        const home = local.get(link.spanId);
        // In a trace that nobody named, all links lead to its own spans; in the others, none leads to a span of another trace.
        if (home !== undefined || !named.has(traceId)) assert.equal(home, traceId);
        if (foreign.has(link.spanId)) counts.links += 1;
      }
    }
    counts.spans += spans.length;
    assert.ok(!json([spans, strangers, server.tracer.stats()]).includes(CANARY));
  }

  let sent = Array.from({ length: 3 }, () => send(stranger.tracer));
  for (let i = 0; i < RUNS; i++) {
    const [message, other] = [one(sent), one(sent)];
    const carrier = FORGERIES[one(Object.keys(FORGERIES))](message, other);
    // In a request of somebody else, whose trace the stranger does not know.
    const answered = server.tracer.trace('private', () => {
      const found = own(below(KNOWN.length));
      const remote = server.tracer.extract(carrier, { values: below(2) ? message.values : [] });
      if (remote.isValid) named.add(remote.traceId);
      counts.valid += Number(remote.isValid);
      remote.run(use, ...message.values, KNOWN[below(KNOWN.length)].slice(0, 60));
      use(found, ...message.values);
      return /** @type {Carrier} */ (server.tracer.inject({}, { values: [found, ...message.values] }));
    });
    for (const field of Object.values(answered))
      for (const shown of [field, Buffer.from(String(field), 'base64url').toString('latin1')])
        assert.ok(!String(shown).includes(CANARY));
    // A stranger that is called knows the trace.
    if (below(10) === 0) {
      const carrier = { ...message.carrier, traceparent: answered.traceparent };
      sent = [...sent.slice(0, 3), { carrier, values: message.values }];
    }
    if (i % BATCH === BATCH - 1) {
      await check();
      sent = Array.from({ length: 3 }, () => send(stranger.tracer));
    }
  }
  await check();
  for (const { tracer, errors } of [server, stranger]) {
    assert.deepEqual(errors, []);
    await tracer.shutdown();
  }
  console.log(`# ${json({ ...counts, ...server.tracer.stats()?.propagation })}`);
  assert.ok(counts.spans > 3 * RUNS && counts.valid > RUNS / 2 && counts.links > RUNS / 100, 'the test says nothing');
});
