import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { extract, inject } from '../../../js/index.js';
import fc from '../support/fast-check.js';
import { linksOf, named, recording } from '../support/spans.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const parent = (flags = '01') => `00-${TRACE}-${SPAN}-${flags}`;

test('the spans of the other side join the trace, below the span that was active', async () => {
  const [here, there] = [recording(), recording()];
  const handle = there.tracer.tool(async (/** @type {string} */ job) => `${job} done`, { name: 'handle' });
  const ask = here.tracer.workflow(
    async () => {
      const message = structuredClone({ job: 'sums', context: here.tracer.inject({}) });
      return there.tracer.extract(message.context).run(handle, message.job);
    },
    { name: 'ask' },
  );
  assert.equal(await ask(), 'sums done');
  const [asked, handled] = [named(await here.finish(), 'ask'), named(await there.finish(), 'handle')];
  assert.equal(handled.traceId, asked.traceId);
  assert.equal(handled.parentSpanId, asked.spanId);
  assert.equal(asked.parentSpanId, undefined);
  assert.equal(here.tracer.stats()?.propagation.injected, 1);
  assert.equal(there.tracer.stats()?.propagation.extracted, 1);
});

const carriers = {
  'an object': () => ({}),
  Headers: () => new Headers(),
  'a Map': () => new Map(),
};

for (const [name, make] of Object.entries(carriers)) {
  test(`${name} carries a span there and back, with its tracestate`, async () => {
    const { tracer, finish } = recording();
    const first = make();
    if (first instanceof Map || first instanceof Headers) {
      first.set('traceparent', parent());
      first.set('tracestate', 'vendor=1, other=2');
    } else Object.assign(first, { TraceParent: parent(), TRACESTATE: 'vendor=1, other=2' });
    const remote = tracer.extract(first);
    assert.deepEqual({ ...remote, run: 0 }, { traceId: TRACE, spanId: SPAN, isValid: true, isSampled: true, run: 0 });
    const second = remote.run(() => tracer.trace('step', () => tracer.inject(make())));
    const field = (/** @type {string} */ key) =>
      second instanceof Map || second instanceof Headers ? second.get(key) : Reflect.get(second, key);
    const [step] = await finish();
    assert.equal(step.parentSpanId, SPAN);
    assert.equal(field('traceparent'), `00-${TRACE}-${step.spanId}-01`);
    assert.equal(field('tracestate'), 'vendor=1,other=2');
  });
}

test('a trace that begins here has random ids and says so; that of another says what the other said', async () => {
  const { tracer, finish } = recording();
  const flagsOf = (/** @type {any} */ { traceparent }) => traceparent.slice(-2);
  assert.equal(flagsOf(tracer.trace('root', () => tracer.inject({}))), '03');
  for (const flags of ['01', '03', 'ff']) {
    const passed = tracer.extract({ traceparent: parent(flags) }).run(() => tracer.inject({}));
    assert.equal(flagsOf(passed), flags === '01' ? '01' : '03');
  }
  await finish();
});

test('without an active span nothing is written, and a carrier with nothing changes nothing', async () => {
  const { tracer, finish } = recording();
  assert.deepEqual(tracer.inject({ kept: 1 }), { kept: 1 });
  for (const nothing of [undefined, null, {}, new Headers(), new Map()]) {
    const remote = tracer.extract(nothing);
    assert.equal(remote.isValid, false);
    assert.equal(remote.traceId, '0'.repeat(32));
    assert.equal(
      remote.run((a, b) => a + b, 1, 2),
      3,
    );
    remote.run(() => tracer.trace('own', () => {}));
  }
  const spans = await finish();
  assert.equal(new Set(spans.map(({ traceId }) => traceId)).size, 5);
  assert.ok(spans.every(({ parentSpanId }) => parentSpanId === undefined));
  assert.deepEqual(tracer.stats()?.propagation, { injected: 0, extracted: 0, ignored: {} });
});

test('before init, functions run as they are', () => {
  assert.deepEqual(inject({}), {});
  assert.equal(extract({ traceparent: parent() }).isValid, false);
  assert.equal(
    extract({}).run((text) => text, 'ran'),
    'ran',
  );
});

test('a trace that was not sampled there is not recorded here, and goes on as it came, but for the id of the parent', async () => {
  const { tracer, finish } = recording({ sample: 1 });
  const remote = tracer.extract({ traceparent: parent('00'), tracestate: 'a=1' });
  assert.equal(remote.isSampled, false);
  const inject = () => tracer.inject({});
  const [passedOn, outer, inner] = remote.run(() => [
    inject(),
    ...tracer.trace('outer', () => [inject(), tracer.trace('inner', inject)]),
  ]);
  assert.deepEqual(passedOn, { traceparent: parent('00'), tracestate: 'a=1' });
  assert.deepEqual(inner, outer);
  assert.notEqual(outer.traceparent, parent('00'));
  const withId = (/** @type {any} */ { traceparent }) => traceparent.replace(/-\w{16}-/, '-');
  assert.equal(withId(outer), withId(passedOn));
  assert.equal(outer.tracestate, 'a=1');
  assert.deepEqual(await finish(), []);
  assert.equal(tracer.stats()?.spans.unsampled, 2);
});

test('a sampled trace is recorded here whatever the share of own traces', async () => {
  const { tracer, finish } = recording({ sample: 0 });
  tracer.extract({ traceparent: parent() }).run(() => tracer.trace('kept', () => {}));
  tracer.trace('own', () => {});
  assert.deepEqual(
    (await finish()).map(({ name }) => name),
    ['kept'],
  );
});

test('what is called from a trace that was not sampled here is told so, by one trace', async () => {
  const { tracer, finish } = recording({ sample: 0 });
  const [outer, inner] = tracer.trace('root', () => [
    tracer.inject({}),
    tracer.trace('child', () => tracer.inject({})),
  ]);
  assert.match(/** @type {any} */ (outer).traceparent, /^00-[0-9a-f]{32}-[0-9a-f]{16}-02$/);
  assert.deepEqual(inner, outer);
  assert.deepEqual(await finish(), []);
});

test('spans of several messages of one trace are linked', async () => {
  const { tracer, finish } = recording();
  const load = tracer.retrieval(() => [{ text: 'found' }], { name: 'load' });
  const use = tracer.task((/** @type {unknown[]} */ docs) => docs.length, { name: 'use' });
  const docs = tracer.extract({ traceparent: parent() }).run(load);
  tracer.extract({ traceparent: `00-${TRACE}-00000000000000ff-01` }).run(use, docs);
  const spans = await finish();
  assert.deepEqual(linksOf(named(spans, 'use'), spans), ['load.output -> input']);
  assert.equal(named(spans, 'use').parentSpanId, '00000000000000ff');
});

test('the remote span is no span of this tracer: nothing can be said about it', async () => {
  const { tracer, finish } = recording();
  tracer.extract({ traceparent: parent() }).run(() => {
    assert.equal(tracer.currentSpan(), undefined);
    tracer.annotate({ output: 'nothing' });
  });
  assert.deepEqual(await finish(), []);
});

test('two tracers keep their own parents', async () => {
  const [one, two] = [recording(), recording()];
  one.tracer
    .extract({ traceparent: parent() })
    .run(() => two.tracer.trace('of two', () => one.tracer.trace('of one', () => {})));
  assert.equal((await one.finish())[0].parentSpanId, SPAN);
  assert.equal((await two.finish())[0].parentSpanId, undefined);
});

const bad = {
  invalid_traceparent: [
    { traceparent: 'nonsense' },
    { traceparent: '' },
    { traceparent: 5 },
    { traceparent: [parent(), parent()] },
    { traceparent: `${parent()}, ${parent()}` },
    new Headers([
      ['traceparent', parent()],
      ['traceparent', parent()],
    ]),
  ],
  unreadable_carrier: [
    'text',
    7,
    {
      get traceparent() {
        throw new Error('no');
      },
    },
    new Proxy({}, { get: () => assert.fail('trap') }),
    Object.assign(Object.create(null), { get: () => assert.fail('get') }),
  ],
};

for (const [reason, given] of Object.entries(bad)) {
  test(`${reason}: ignored and counted`, async () => {
    const { tracer, errors } = recording();
    for (const carrier of given) {
      const remote = tracer.extract(/** @type {any} */ (carrier));
      assert.equal(remote.isValid, false);
      remote.run(() => tracer.trace('still', () => {}));
    }
    assert.deepEqual(tracer.stats()?.propagation, { injected: 0, extracted: 0, ignored: { [reason]: given.length } });
    assert.equal(tracer.stats()?.spans.started, given.length);
    assert.equal(errors.length, reason === 'unreadable_carrier' ? given.length : 0);
    await tracer.shutdown();
  });
}

test('a tracestate that is not valid is left behind, the trace goes on', async () => {
  const { tracer, finish } = recording();
  const out = tracer.extract({ traceparent: parent(), tracestate: ['a=1', 'UPPER=2'] }).run(() => tracer.inject({}));
  assert.deepEqual(out, { traceparent: parent() });
  assert.deepEqual(tracer.stats()?.propagation.ignored, { invalid_tracestate: 1 });
  await finish();
});

test('a carrier that cannot be written is told and counted, and the program goes on', async () => {
  const { tracer, errors } = recording();
  tracer.trace('root', () => {
    for (const carrier of [Object.freeze({}), 'text', undefined, { set: () => assert.fail('set') }]) {
      assert.equal(tracer.inject(/** @type {any} */ (carrier)), carrier);
    }
  });
  assert.equal(errors.length, 4);
  assert.deepEqual(tracer.stats()?.propagation, { injected: 0, extracted: 0, ignored: { unwritable_carrier: 4 } });
  await tracer.shutdown();
});

test('a carrier that answers later ends no process when it fails', async () => {
  const { tracer } = recording();
  const fail = async () => {
    throw new Error('later');
  };
  tracer.extract({ get: fail }).run(() => {});
  tracer.trace('step', () => tracer.inject({ set: fail, delete: fail }));
  // node:test fails where a rejection is not handled.
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(tracer.stats()?.propagation.ignored, { invalid_traceparent: 1 });
  await tracer.shutdown();
});

test('a header of any length is refused', async () => {
  const { tracer, finish } = recording();
  const blanks = ' '.repeat(10_000_000);
  const carriers = [blanks, `x${blanks}x`].flatMap((text) => [
    { traceparent: text },
    { traceparent: parent(), tracestate: text },
  ]);
  for (const carrier of carriers) tracer.extract(carrier).run(() => {});
  assert.deepEqual(tracer.stats()?.propagation.ignored, { invalid_traceparent: 2, invalid_tracestate: 2 });
  await finish();
});

test('messages of one trace keep their own tracestate, also in the spans below', async () => {
  const { tracer } = recording();
  const message = (vendor) => ({ traceparent: parent(), ...(vendor && { tracestate: `vendor=${vendor}` }) });
  const [one, two, none] = [message('one'), message('two'), message('')].map((carrier) => tracer.extract(carrier));
  const sent = (remote) => remote.run(() => tracer.trace('step', () => tracer.inject({}))).tracestate;
  assert.deepEqual([one, two, none].map(sent), ['vendor=one', 'vendor=two', undefined]);
  await tracer.shutdown();
});

test('what a carrier held before is replaced, whatever its case', async () => {
  const { tracer } = recording();
  const carrier = { Traceparent: parent(), TraceState: 'vendor=old', other: 'stays' };
  tracer.trace('step', (span) => {
    tracer.inject(carrier);
    assert.deepEqual(Object.keys(carrier).sort(), ['other', 'traceparent']);
    assert.ok(new Headers(carrier).get('traceparent')?.includes(span.spanId));
  });
  const headers = new Headers({ tracestate: 'vendor=old' });
  tracer.trace('step', () => tracer.inject(headers));
  assert.equal(headers.get('tracestate'), null);
  await tracer.shutdown();
});

test('no carrier makes extract throw or run do otherwise than its function', async () => {
  const { tracer } = recording();
  const field = fc.oneof(fc.string(), fc.anything(), fc.constant(parent()));
  const carrier = fc.oneof(fc.anything(), fc.record({ traceparent: field, tracestate: field }, { requiredKeys: [] }));
  fc.assert(
    fc.property(carrier, fc.anything(), (given, value) => {
      assert.equal(
        tracer.extract(/** @type {any} */ (given)).run((same) => same, value),
        value,
      );
      assert.equal(tracer.inject(/** @type {any} */ (given)), given);
    }),
    { numRuns: 2000 },
  );
  await tracer.shutdown();
});

test('over HTTP, a server reads what a client sent', async (t) => {
  const [client, server] = [recording(), recording()];
  const handle = server.tracer.workflow(async () => 'ok', { name: 'handle' });
  const http = createServer((request, response) => {
    server.tracer
      .extract(request.headers)
      .run(handle)
      .then((text) => response.end(text));
  }).listen(0, '127.0.0.1');
  await once(http, 'listening');
  t.after(() => http.close());
  const { port } = /** @type {import('node:net').AddressInfo} */ (http.address());
  const call = client.tracer.tool(
    async () => (await fetch(`http://127.0.0.1:${port}`, { headers: client.tracer.inject({}) })).text(),
    { name: 'call' },
  );
  assert.equal(await call(), 'ok');
  const [handled, called] = [named(await server.finish(), 'handle'), named(await client.finish(), 'call')];
  assert.deepEqual([handled.traceId, handled.parentSpanId], [called.traceId, called.spanId]);
});
