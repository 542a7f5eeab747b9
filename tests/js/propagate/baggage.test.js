// W3C Baggage: what is inherited crosses to other processes where the option says so; the members of others are passed on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer } from '../../../js/index.js';
import { formatBaggage, inheritedFrom, parseBaggage } from '../../../js/propagate/baggage.js';
import fc from '../support/fast-check.js';
import { named, recording } from '../support/spans.js';

const parent = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
const keysOf = (/** @type {string | undefined} */ field) => parseBaggage(field).members.map(({ key }) => key);

test('session, user and tags cross, to all spans of the other side', async () => {
  const [here, there] = [recording({ baggage: true }), recording({ baggage: true })];
  const fields = { sessionId: 's-1', userId: 'Jörg, 5 %', tags: ['a,b', 'c;d'], attributes: { tenant: 'no' } };
  const sent = here.tracer.withAttributes(fields, () => here.tracer.trace('ask', () => here.tracer.inject({})));
  assert.match(String(/** @type {any} */ (sent).baggage), /^[\x21-\x7e]+$/);
  assert.deepEqual(keysOf(/** @type {any} */ (sent).baggage), ['session.id', 'user.id', 'tag.tags']);
  there.tracer
    .extract(structuredClone(sent))
    .run(() => there.tracer.trace({ name: 'outer', tags: ['own'] }, () => there.tracer.trace('inner', () => {})));
  const spans = await there.finish();
  for (const [name, tags] of [
    ['outer', ['a,b', 'c;d', 'own']],
    ['inner', ['a,b', 'c;d']],
  ]) {
    const { attributes } = named(spans, String(name));
    assert.deepEqual([attributes['session.id'], attributes['user.id']], ['s-1', 'Jörg, 5 %']);
    assert.deepEqual(attributes['tag.tags'], tags);
    assert.equal(attributes.tenant, undefined);
  }
  await here.finish();
});

test('without the option, nothing is written and nothing is read', async () => {
  const { tracer, finish } = recording();
  const carrier = { ...parent, baggage: 'session.id=s,other=1' };
  const sent = tracer
    .extract(carrier)
    .run(() => tracer.withAttributes({ userId: 'u' }, () => tracer.trace('step', () => tracer.inject({}))));
  assert.deepEqual(Object.keys(sent), ['traceparent']);
  const kept = tracer.trace('own', () => tracer.inject({ baggage: 'mine=1' }));
  assert.equal(kept.baggage, 'mine=1');
  assert.equal(named(await finish(), 'step').attributes['session.id'], undefined);
});

test('a list names any attributes; on the other side they are text', async () => {
  const { tracer, finish } = recording({ baggage: ['tenant', 'limits', 'count', 'missing'] });
  const attributes = { tenant: 'acme', limits: [1, 2], count: 7n, other: 'stays' };
  const sent = tracer.withAttributes({ userId: 'u', attributes }, () => tracer.trace('ask', () => tracer.inject({})));
  assert.deepEqual(keysOf(/** @type {any} */ (sent).baggage), ['tenant', 'limits', 'count']);
  tracer.extract(sent).run(() => tracer.trace('step', () => {}));
  const step = named(await finish(), 'step').attributes;
  assert.deepEqual([step.tenant, step.limits, step.count, step.other], ['acme', '[1,2]', '7', undefined]);
});

test('what a span has by its options or by annotate crosses as well; the innermost counts', async () => {
  const { tracer, finish } = recording({ baggage: true });
  const baggageNow = () => /** @type {any} */ (tracer.inject({})).baggage;
  tracer.withAttributes({ userId: 'outer' }, () =>
    tracer.trace({ name: 'step', userId: 'own' }, (span) => {
      assert.equal(baggageNow(), 'user.id=own');
      tracer.withAttributes({ tags: ['x'] }, () => {
        span.annotate({ sessionId: 'late' });
        assert.equal(baggageNow(), `session.id=late,user.id=own,tag.tags=${encodeURIComponent('["x"]')}`);
        tracer.withAttributes({ userId: 'inner' }, () =>
          assert.equal(baggageNow(), `session.id=late,user.id=inner,tag.tags=${encodeURIComponent('["x"]')}`),
        );
      });
    }),
  );
  await finish();
});

test('members of others are passed on as they came, behind ours, also through spans and calls', async () => {
  const { tracer, finish } = recording({ baggage: true });
  const carrier = { ...parent, baggage: ['sentry-a=1;p=2 , user.id=their', 'b = %41'] };
  const sent = tracer
    .extract(carrier)
    .run(() =>
      tracer.withAttributes({ sessionId: 's' }, () => tracer.trace('step', () => tracer.inject({ baggage: 'mine=1' }))),
    );
  assert.equal(sent.baggage, 'session.id=s,user.id=their,mine=1,sentry-a=1;p=2,b = %41');
  const headers = tracer.extract(carrier).run(() => tracer.trace('other', () => tracer.inject(new Headers())));
  assert.equal(headers.get('baggage'), 'user.id=their,sentry-a=1;p=2,b = %41');
  const step = named(await finish(), 'step').attributes;
  assert.deepEqual([step['user.id'], step['sentry-a']], ['their', undefined]);
});

test('what is written is read', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  const keys = ['session.id', 'user.id', 'tag.tags', 'tenant'];
  fc.assert(
    fc.property(text, text, fc.array(text, { minLength: 1 }), text, (sessionId, userId, tags, tenant) => {
      const written = formatBaggage({ sessionId, userId, tags, attributes: { tenant } }, keys, []);
      const { members, isWhole } = parseBaggage(written.text);
      assert.ok(isWhole && written.isWhole);
      assert.deepEqual(inheritedFrom(members, keys), { sessionId, userId, tags, attributes: { tenant }, baggage: [] });
    }),
  );
});

test('any text is read as the grammar says, and what is passed on is safe in a header', () => {
  const unit = fc.constantFrom(...'aaabbb====,,; \t%1"\\', '\n', '\r', 'é', '\0');
  let valid = 0;
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 16 }), (text) => {
      const { members, isWhole } = parseBaggage(text);
      const parts = text.split(',').map((part) => part.replace(/^[ \t]+|[ \t]+$/g, ''));
      const grammar = /^[ab%1]+[ \t]*=[ \t]*[ab=%1]*[ \t]*(;[\t ab=;%1"\\]*)?$/;
      const good = parts.filter((part) => grammar.test(part));
      assert.deepEqual(
        members.map((member) => member.text),
        good,
      );
      assert.equal(isWhole, good.length === parts.filter(Boolean).length);
      for (const member of members) new Headers({ baggage: member.text });
      valid += good.length;
    }),
    { numRuns: 5000 },
  );
  assert.ok(valid > 200, `${valid} were valid: the test says nothing`);
});

test('a field that exceeds the limits is not read, and counted', async () => {
  const { tracer, finish } = recording({ baggage: true });
  const many = (/** @type {number} */ count) => Array.from({ length: count }, (_, i) => `k${i}=${i}`).join();
  const long = (/** @type {number} */ length) => `k=${'v'.repeat(length - 2)}`;
  const passedOn = (/** @type {string} */ baggage) =>
    /** @type {any} */ (tracer.extract({ ...parent, baggage }).run(() => tracer.inject({}))).baggage;
  assert.equal(passedOn(many(64)), many(64));
  assert.equal(passedOn(long(8192)), long(8192));
  for (const text of [many(65), long(8193), ','.repeat(10_000_000)]) assert.equal(passedOn(text), undefined);
  assert.deepEqual(tracer.stats()?.propagation.ignored, { invalid_baggage: 3 });
  await finish();
});

test('what does not fit is left out, the last first, and counted; a carrier’s own field is not damaged', async () => {
  const { tracer, finish } = recording({ baggage: true });
  const inject = (/** @type {string} */ baggage) => tracer.trace('step', () => tracer.inject({ baggage })).baggage;
  tracer.withAttributes({ userId: 'u'.repeat(5000), sessionId: '\ud800' }, () => {
    assert.equal(inject(`k=${'v'.repeat(3000)},l=1`), `user.id=${'u'.repeat(5000)},k=${'v'.repeat(3000)},l=1`);
    assert.equal(inject(`k=${'v'.repeat(4000)},l=1`), `user.id=${'u'.repeat(5000)},l=1`);
    assert.equal(inject('k=é'), 'k=é');
  });
  assert.deepEqual(tracer.stats()?.propagation.ignored, { baggage_too_large: 2, invalid_baggage: 1 });
  await finish();
});

test('a wrong option is told at once', () => {
  for (const baggage of ['user.id', ['a b'], ['a,b'], [''], [7], 1, {}])
    assert.throws(() => createTracer({ baggage: /** @type {any} */ (baggage) }), /baggage/);
});
