// Whatever is given: nothing is thrown, and what cannot be read is told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createStore } from '../../../js/viewer/store/store.js';
import fc from '../../js/support/fast-check.js';
import { joined, textsOf } from '../content/support.js';
import { request, span, spanId, summariesOf, traceId } from './support.js';

/** Asks everything about everything. @param {import('../../../js/viewer/model.js').TraceStore} store */
async function lookAtAll(store) {
  for (const { traceId: id } of await summariesOf(store)) {
    const model = await store.trace(id);
    for (const { spanId: each } of model?.spans ?? []) await store.span(id, each);
    await store.search(id, 'a');
    for (const content of [true, false]) JSON.parse(await store.export(id, { content }));
  }
}

const deep = (/** @type {number} */ depth, /** @type {string} */ open, /** @type {string} */ close) =>
  `${open.repeat(depth)}1${close.repeat(depth)}`;
const half = gzipSync(JSON.stringify(request([span(1)]))).subarray(0, 60);
/** @type {Record<string, any>} */
const INPUTS = {
  nothing: '',
  undefined,
  null: null,
  'a number': 7,
  'a function': () => {},
  'an empty list': [],
  'lists in lists': [[[[]]]],
  'an empty object': {},
  'random bytes': Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) % 251),
  'bytes like protobuf': Uint8Array.from([10, 200, 200, 200, 200, 1, 18]),
  'half of a gzip file': new Uint8Array(half),
  'broken gzip': Uint8Array.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
  zstd: Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3]),
  'half of an object': '{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"',
  'a circle': (() => {
    /** @type {any} */
    const circle = request([span(1)]);
    circle.resourceSpans[0].scopeSpans[0].spans[0].self = circle;
    circle.resourceSpans.push(request([span(2, { trace: 2 })]).resourceSpans[0]);
    return circle;
  })(),
  'lists that are none': { resourceSpans: { scopeSpans: 7 }, resourceLogs: 'x' },
  'scopes that are none': { resourceSpans: [null, 7, { scopeSpans: [null, 'x', { spans: 'y' }] }] },
  'a broken Blob': new (class extends Blob {
    size = 10;
    slice() {
      throw new Error('it is gone');
    }
  })(),
};

for (const [name, input] of Object.entries(INPUTS))
  test(`${name}: it is told, and the store goes on`, async () => {
    const store = createStore();
    const { spans, problems } = await store.add(input);
    const isEmpty = ['nothing', 'an empty list', 'lists that are none', 'scopes that are none'].includes(name);
    assert.deepEqual([spans, problems.length > 0], [0, !isEmpty], problems.join());
    assert.equal((await store.add(request([span(1)]))).spans, 1);
    await lookAtAll(store);
  });

test('problems are told once each, and not without end', async () => {
  const { problems } = await createStore().add(
    Array.from({ length: 500 }, (_, at) => `nonsense ${at}\n{"a":1}`).join('\n'),
  );
  assert.ok(problems.length <= 21, String(problems.length));
  assert.match(/** @type {string} */ (problems.at(-1)), /^and \d+ more$/);
});

const CONTENTS = {
  'deep JSON': deep(200_000, '[', ']'),
  'deep objects': deep(20_000, '{"a":', '}'),
  'JSON in strings without end': Array.from({ length: 12 }).reduce(
    (/** @type {string} */ json) => JSON.stringify([json]),
    '"x"',
  ),
  'keys of prototypes': '{"__proto__":{"role":"user","content":"hi"},"constructor":1,"toString":{"messages":[]}}',
  'messages with wrong members': JSON.stringify({
    messages: [
      { role: 'user', content: { a: 1 } },
      { role: 'assistant', tool_calls: 7 },
      { role: 'tool', content: [null, [], 7] },
    ],
  }),
  'a long text': 'x'.repeat(5_000_000),
  'a long list': JSON.stringify(Array.from({ length: 50_000 }, () => ({ role: 'user', content: 'x' }))),
  'lone surrogates': JSON.stringify({ a: '\ud800', b: '\udc00\ud800' }),
};

for (const [name, value] of Object.entries(CONTENTS))
  test(`${name} as content is shown, within bounds`, async () => {
    const store = createStore();
    const keys = [
      'input.value',
      'llm.input_messages.0.message.content',
      `llm.input_messages.${'0.'.repeat(5000)}x`,
      '__proto__',
    ];
    const { problems } = await store.add(
      request([span(1, { attributes: Object.fromEntries(keys.map((key) => [key, value])) })]),
    );
    assert.deepEqual(problems, []);
    await lookAtAll(store);
    const detail = await store.span(traceId(), spanId(1));
    const shown = (detail?.contents ?? []).flatMap(({ blocks }) => textsOf(blocks).map(joined));
    assert.ok(shown.length > 0 && shown.every((text) => text.length <= 20_000));
    assert.ok(JSON.stringify(detail).length < 5_000_000);
  });

for (const [name, more] of Object.entries({
  'a parent that is no ID': { parentSpanId: 'root' },
  'attributes nested too deeply': {
    attributes: [{ key: 'a', value: JSON.parse(`${'{"arrayValue":{"values":['.repeat(300)}{}${']}}'.repeat(300)}`) }],
  },
}))
  test(`a span with ${name} costs no other its links, and is told`, async () => {
    const words = 'the harbour opens at nine and closes when the last ferry has left';
    const spans = [
      span(1, { attributes: { 'output.value': words } }),
      span(2, { at: 9, attributes: { 'input.value': words } }),
      span(3, { more }),
    ];
    const store = createStore();
    await store.add(JSON.stringify(request(spans)));
    const model = await store.trace(traceId());
    assert.deepEqual(
      [model?.spans.length, model?.links.length, model?.problem],
      [3, 1, '1 malformed spans or log records have no links'],
    );
  });

test('attributes nested without end do not stop the others', async () => {
  const store = createStore();
  const value = JSON.parse(`${'{"arrayValue":{"values":['.repeat(3000)}{"stringValue":"x"}${']}}'.repeat(3000)}`);
  const nested = { ...span(1), attributes: [{ key: 'input.value', value }] };
  await store.add([request([nested]), request([span(2)])]);
  await lookAtAll(store);
  assert.ok(((await store.trace(traceId()))?.spans.length ?? 0) >= 1);
});

const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.constant(null),
  fc.boolean(),
  fc.constantFrom('user', 'tool', 'text', 'tool_use'),
);
const keys = fc.constantFrom(
  'role',
  'content',
  'type',
  'text',
  'parts',
  'messages',
  'tool_calls',
  'function',
  'name',
  'arguments',
  'message',
  'id',
  'kwargs',
  'document',
  'metadata',
  'score',
  'choices',
  'input',
  'output',
  '__proto__',
);
const { any } = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(keys, tie('any'), { maxKeys: 4 }),
  ),
}));

test('values that resemble messages, in any shape', async () => {
  await fc.assert(
    fc.asyncProperty(any, any, async (input, output) => {
      const store = createStore();
      const own = {
        'input.value': JSON.stringify(input),
        'output.value': JSON.stringify(output),
        'gen_ai.input.messages': JSON.stringify([input, output]),
      };
      const { problems } = await store.add(request([span(1, { attributes: own })]));
      assert.deepEqual(problems, []);
      assert.ok(await store.span(traceId(), spanId(1)));
    }),
    { numRuns: 60 },
  );
});

test('spans in any shape', async () => {
  const odd = fc.oneof(
    fc.constant(undefined),
    leaf,
    fc.array(leaf),
    fc.dictionary(fc.constantFrom('key', 'value', 'stringValue', 'code', 'attributes', 'name'), leaf),
  );
  const fields = [
    'name',
    'kind',
    'startTimeUnixNano',
    'endTimeUnixNano',
    'attributes',
    'events',
    'links',
    'status',
    'parentSpanId',
  ];
  await fc.assert(
    fc.asyncProperty(fc.record(Object.fromEntries(fields.map((field) => [field, odd]))), async (record) => {
      const store = createStore();
      await store.add(request([{ ...span(1), ...record }, span(2, { at: 5 })]));
      await lookAtAll(store);
      assert.equal((await store.trace(traceId()))?.spans.length, 2);
    }),
    { numRuns: 60 },
  );
});
