// What leaves the viewer: all of a trace, or nothing of its content.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore } from '../../../js/viewer/store/store.js';
import { attributes, request, span, spanId, storeOf, summariesOf, traceId } from './support.js';

const SECRET = 'the-secret-word';
const QUOTE = `${SECRET}: the second key has to exist before the first one is revoked`;

/** Says the secret wherever a recording can. @param {number} id @param {Record<string, unknown>} own */
const telling = (id, own) =>
  span(id, {
    at: id * 10,
    attributes: {
      ...own,
      ...Object.fromEntries(
        [
          'input.value',
          'gen_ai.prompt.0.content',
          'acme.note',
          'user.id',
          'metadata',
          'exception.message',
          'tag.tags',
          'db.query.text',
        ].map((key) => [key, QUOTE]),
      ),
      'gen_ai.operation.name': 'chat',
      'gen_ai.usage.input_tokens': 7,
      'gen_ai.request.model': 'small-1',
    },
    more: {
      traceState: `x=${SECRET}`,
      unknown: SECRET,
      status: { code: 2, message: QUOTE },
      events: [
        {
          timeUnixNano: '5',
          name: 'exception',
          attributes: attributes({
            'exception.type': 'Odd',
            'exception.message': QUOTE,
            'exception.stacktrace': QUOTE,
          }),
        },
        { timeUnixNano: '6', name: 'gen_ai.user.message', attributes: attributes({ content: QUOTE }) },
      ],
      links: [
        {
          traceId: traceId(),
          spanId: spanId(3),
          traceState: SECRET,
          attributes: attributes({
            from: 'output',
            to: 'input',
            'spanloom.via': 'text',
            'spanloom.from.path': `$.${SECRET}`,
            note: SECRET,
          }),
        },
      ],
    },
  });

/** A store whose trace says the secret in every place. */
async function tellingStore() {
  const store = createStore();
  const { resourceSpans } = request([telling(1, { 'output.value': QUOTE }), telling(2, {}), span(3, { at: 1 })]);
  const resource = { attributes: attributes({ 'service.name': 'app', 'host.note': SECRET }), unknown: SECRET };
  await store.add({
    unknown: SECRET,
    resourceSpans: resourceSpans.map((each) => ({
      ...each,
      resource,
      schemaUrl: SECRET,
      scopeSpans: each.scopeSpans.map((scope) => ({
        ...scope,
        scope: { name: 'test', attributes: attributes({ a: SECRET }) },
      })),
    })),
  });
  const log = { traceId: traceId(), spanId: spanId(1), timeUnixNano: '1', body: { stringValue: QUOTE } };
  await store.add({ resourceLogs: [{ scopeLogs: [{ logRecords: [log] }] }] });
  return store;
}

test('without content, no value of any content is in it, and the rest is', async () => {
  const store = await tellingStore();
  const text = await store.export(traceId(), { content: false });
  assert.ok(!text.includes(SECRET), text.slice(Math.max(0, text.indexOf(SECRET) - 100), text.indexOf(SECRET) + 20));
  const bare = createStore();
  await bare.add(text);
  const [given, kept] = [await store.trace(traceId()), await bare.trace(traceId())];
  assert.deepEqual(kept?.spans, given?.spans);
  assert.deepEqual(kept?.links, given?.links);
  assert.ok((kept?.links.length ?? 0) >= 3);
  const [{ question, answer, terms, ...summary }] = await summariesOf(store);
  assert.deepEqual(await summariesOf(bare), [{ ...summary, terms: 'step 1\nstep 2\nstep 3\nOdd' }]);
  assert.deepEqual(
    (await bare.span(traceId(), spanId(1)))?.events.map(({ name }) => name),
    ['exception', 'gen_ai.user.message'],
  );
});

test('with content it is what came, unknown fields too, with the computed links once, however often it is read again', async () => {
  const store = await tellingStore();
  const text = await store.export(traceId());
  const { resourceSpans, resourceLogs } = JSON.parse(text);
  assert.deepEqual(
    [resourceSpans[0].schemaUrl, resourceSpans[0].resource.unknown, resourceSpans[0].scopeSpans[0].spans[0].unknown],
    [SECRET, SECRET, SECRET],
  );
  assert.equal(resourceLogs[0].scopeLogs[0].logRecords[0].body.stringValue, QUOTE);
  const again = createStore();
  assert.deepEqual((await again.add(text)).problems, []);
  assert.deepEqual(
    { ...(await again.trace(traceId())), version: 0 },
    { ...(await store.trace(traceId())), version: 0 },
  );
  assert.deepEqual(JSON.parse(await again.export(traceId())), JSON.parse(text));
});

test('a span alone, and an unknown trace', async () => {
  const store = await tellingStore();
  for (const content of [true, false]) {
    const { resourceSpans } = JSON.parse(await store.export(traceId(), { spanId: spanId(2), content }));
    assert.deepEqual(
      resourceSpans.map((/** @type {any} */ each) =>
        each.scopeSpans[0].spans.map((/** @type {any} */ { name }) => name),
      ),
      [['step 2']],
    );
  }
  assert.deepEqual(JSON.parse(await (await storeOf()).export(traceId(9))), { resourceSpans: [] });
});
