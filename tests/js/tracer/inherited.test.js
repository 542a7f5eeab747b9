// `withAttributes`: what spans inherit from code around them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import createSyncStack from '../../../js/context/sync-stack.js';
import { ConfigurationError, withAttributes } from '../../../js/index.js';
import fc from '../support/fast-check.js';
import { named, recording } from '../support/spans.js';

/** @param {import('../../../js/index.js').FinishedSpan} span */
const inherited = ({ attributes }) => ({
  sessionId: attributes['session.id'],
  userId: attributes['user.id'],
  tags: attributes['tag.tags'],
  tenant: attributes.tenant,
});

test('all spans below inherit, at any depth and after any wait; others do not', async () => {
  const { tracer, finish } = recording();
  const inner = tracer.tool(async () => 'done', { name: 'inner' });
  const outer = tracer.workflow(
    async (/** @type {string} */ text) => {
      await new Promise((resolve) => setTimeout(resolve));
      return `${text} ${await inner()}`;
    },
    { name: 'outer' },
  );
  const fields = { sessionId: 's', userId: 'u', tags: ['one'], attributes: { tenant: 7 } };
  assert.equal(await tracer.withAttributes(fields, outer, 'all'), 'all done');
  tracer.trace('other', () => {});
  const spans = await finish();
  const expected = { sessionId: 's', userId: 'u', tags: ['one'], tenant: 7 };
  for (const name of ['outer', 'inner']) assert.deepEqual(inherited(named(spans, name)), expected);
  assert.deepEqual(Object.values(inherited(named(spans, 'other'))), [undefined, undefined, undefined, undefined]);
  assert.equal(named(spans, 'outer').parentSpanId, undefined);
});

test('the active span stays the parent, and does not change', async () => {
  const { tracer, finish } = recording();
  tracer.trace('root', (root) => {
    tracer.withAttributes({ userId: 'u', tags: ['x'] }, () => {
      assert.equal(tracer.currentSpan(), root);
      tracer.annotate({ metadata: { seen: true } });
      tracer.trace('step', () => {});
    });
  });
  const spans = await finish();
  assert.equal(named(spans, 'step').parentSpanId, named(spans, 'root').spanId);
  assert.equal(named(spans, 'root').attributes.metadata, '{"seen":true}');
  assert.deepEqual(Object.values(inherited(named(spans, 'root'))), [undefined, undefined, undefined, undefined]);
});

test('a span’s own options override, and its tags are added', async () => {
  const { tracer, finish } = recording();
  const own = { sessionId: 'own', tags: { plan: 'pro' }, attributes: { tenant: 2 } };
  const outer = {
    ...{ sessionId: 's', userId: 'u', tags: ['one'] },
    attributes: { tenant: 1, 'gen_ai.request.model': 'other', 'input.value': 'no' },
  };
  tracer.withAttributes(outer, () => {
    tracer.trace({ name: 'step', kind: 'llm', model: 'own', ...own }, (span) => {
      span.annotate({ tags: ['late'] });
      tracer.trace('below', () => {});
    });
  });
  const spans = await finish();
  const step = named(spans, 'step');
  assert.deepEqual(inherited(step), { sessionId: 'own', userId: 'u', tags: ['one', 'late'], tenant: 2 });
  assert.equal(step.attributes['gen_ai.request.model'], 'own');
  assert.equal(step.input, undefined);
  assert.deepEqual(inherited(named(spans, 'below')), { sessionId: 'own', userId: 'u', tags: ['one'], tenant: 1 });
});

test('an annotation replaces own tags, not inherited ones', async () => {
  const { tracer, finish } = recording();
  tracer.withAttributes({ tags: ['a', 'b'] }, () =>
    tracer.trace({ name: 'step', tags: ['b', 'c'] }, () => tracer.currentSpan()?.annotate({ metrics: { n: 1 } })),
  );
  assert.deepEqual((await finish())[0].attributes['tag.tags'], ['a', 'b', 'c']);
});

test('the innermost counts: of calls, of spans, of annotations', async () => {
  /** @typedef {{ sessionId?: string, tag?: string, tenant?: number, isSpan: boolean }} Layer */
  const layer = fc.record(
    {
      sessionId: fc.constantFrom('a', 'b', 'c'),
      tag: fc.constantFrom('x', 'y', 'z'),
      tenant: fc.nat(3),
      isSpan: fc.boolean(),
    },
    { requiredKeys: ['isSpan'] },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(layer, { maxLength: 6 }), async (layers) => {
      const { tracer, finish } = recording();
      /** @param {Layer[]} rest @returns {unknown} */
      const enter = ([first, ...rest]) => {
        if (!first) return tracer.trace('leaf', () => {});
        const { isSpan, sessionId, tag, tenant } = first;
        const fields = { sessionId, tags: tag ? [tag] : undefined, attributes: tenant === undefined ? {} : { tenant } };
        if (!isSpan) return tracer.withAttributes(fields, enter, rest);
        return tracer.trace({ ...fields, name: 'layer' }, () => enter(rest));
      };
      enter(layers);
      const leaf = named(await finish(), 'leaf');
      const last = (/** @type {'sessionId' | 'tenant'} */ key, /** @type {Layer[]} */ from) =>
        from.map((item) => item[key]).findLast((value) => value !== undefined);
      const calls = layers.filter(({ isSpan }) => !isSpan);
      const tags = [...new Set(calls.flatMap(({ tag }) => tag ?? []))];
      assert.deepEqual(inherited(leaf), {
        sessionId: last('sessionId', layers),
        userId: undefined,
        tags: tags.length ? tags : undefined,
        tenant: last('tenant', calls),
      });
    }),
    { numRuns: 200 },
  );
});

test('what arrives later in the outer span’s session counts where nothing inner is said', async () => {
  const { tracer, finish } = recording();
  tracer.trace('root', (root) => {
    tracer.withAttributes({ tags: ['x'] }, () => {
      root.annotate({ sessionId: 'late' });
      tracer.trace('step', () => {});
    });
  });
  assert.equal(named(await finish(), 'step').attributes['session.id'], 'late');
});

test('values are copied at the call: later changes and getters do not reach the spans', async () => {
  const { tracer, finish } = recording();
  let reads = 0;
  const attributes = { tenant: 1, list: [1] };
  const tags = ['one'];
  const fields = {
    tags,
    attributes,
    get userId() {
      reads += 1;
      return 'u';
    },
  };
  tracer.withAttributes(fields, () => {
    attributes.tenant = 2;
    attributes.list.push(2);
    tags.push('two');
    for (const name of ['one', 'two']) tracer.trace(name, () => {});
  });
  for (const span of await finish()) {
    assert.deepEqual(inherited(span), { sessionId: undefined, userId: 'u', tags: ['one'], tenant: 1 });
    assert.deepEqual(span.attributes.list, [1]);
  }
  assert.equal(reads, 1);
  const watched = new Proxy(['x'], { get: () => assert.fail('a trap ran') });
  tracer.withAttributes(
    { tags: watched, attributes: new Proxy({}, { ownKeys: () => assert.fail('a trap ran') }) },
    () => tracer.trace({ name: 'step', tags: watched }, () => {}),
  );
});

test('a wrong field is reported, the rest holds, and the function runs', async () => {
  const { tracer, finish, errors } = recording();
  const wrong = /** @type {any} */ ({ sessionId: 5, user: 'u', tags: ['ok'], attributes: 'no' });
  assert.equal(
    tracer.withAttributes(wrong, () => tracer.trace('step', () => 3)),
    3,
  );
  for (const nothing of [undefined, null, 'text', 7])
    assert.equal(
      tracer.withAttributes(/** @type {any} */ (nothing), (a, b) => a + b, 1, 2),
      3,
    );
  assert.deepEqual(
    errors.map((error) => error instanceof ConfigurationError),
    new Array(7).fill(true),
  );
  errors.length = 0;
  assert.deepEqual((await finish())[0].attributes['tag.tags'], ['ok']);
});

test('without a function it throws, as trace() does; before init and when off, the function runs as it is', async () => {
  const { tracer } = recording({ enabled: false });
  for (const call of [tracer.withAttributes, withAttributes])
    assert.throws(() => call({}, /** @type {any} */ (undefined)), ConfigurationError);
  assert.equal(
    tracer.withAttributes({ userId: 'u' }, (x) => x, 1),
    1,
  );
  assert.equal(
    withAttributes({ userId: 'u' }, (x) => x, 1),
    1,
  );
  assert.throws(() => withAttributes({}, () => assert.fail('own')), /own/);
});

test('tracers keep their own attributes', async () => {
  const [one, two] = [recording(), recording()];
  one.tracer.withAttributes({ userId: 'one' }, () =>
    two.tracer.withAttributes({ userId: 'two' }, () =>
      one.tracer.trace('of one', () => two.tracer.trace('of two', () => {})),
    ),
  );
  assert.equal((await one.finish())[0].attributes['user.id'], 'one');
  assert.equal((await two.finish())[0].attributes['user.id'], 'two');
});

test('a remote span is the parent, whichever is inner', async () => {
  const { tracer, finish } = recording();
  const remote = tracer.extract({ traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' });
  remote.run(() => tracer.withAttributes({ userId: 'u' }, () => tracer.trace('one', () => {})));
  tracer.withAttributes({ userId: 'u' }, () => remote.run(() => tracer.trace('two', () => {})));
  for (const { parentSpanId, attributes } of await finish())
    assert.deepEqual([parentSpanId, attributes['user.id']], ['b7ad6b7169203331', 'u']);
});

test('where the runtime keeps no context across await, what was said goes with the spans', async () => {
  const { tracer, finish } = recording({ context: createSyncStack() });
  const inner = tracer.tool(async () => 'done', { name: 'inner' });
  const outer = tracer.workflow(
    async () => {
      await new Promise((resolve) => setTimeout(resolve));
      return inner();
    },
    { name: 'outer' },
  );
  await tracer.withAttributes({ userId: 'u', tags: ['x'] }, outer);
  await outer();
  assert.deepEqual(
    (await finish()).map((span) => [span.name, inherited(span).userId, inherited(span).tags]),
    [
      ['inner', 'u', ['x']],
      ['outer', 'u', ['x']],
      ['inner', undefined, undefined],
      ['outer', undefined, undefined],
    ],
  );
});
