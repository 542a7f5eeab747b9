// What the store reads: OTLP in every form, in pieces, and what is wrong with it is told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { cutLarge } from '../../../js/viewer/store/intake/large-request.js';
import { createStore } from '../../../js/viewer/store/store.js';
import {
  delimited,
  jsonRequest,
  protobufLogRequest,
  protobufRequest,
  span as recorded,
} from '../../js/cli/support/requests.js';
import fc from '../../js/support/fast-check.js';
import { request, span, traceId, treeOf } from './support.js';

const REQUESTS = [[recorded(0, 0, { 'input.value': 'ä 🙂 "x"' }), recorded(0, 1)], [recorded(1, 0)]];
const JSONS = REQUESTS.map((spans) => JSON.stringify(jsonRequest(spans)));
const PROTOBUFS = REQUESTS.map((spans) => protobufRequest(spans));
const bytesOf = (/** @type {Uint8Array} */ bytes) => new Uint8Array(bytes);

/** @type {Record<string, any>} */
const FORMS = {
  'JSON lines as text': JSONS.join('\n'),
  'JSON lines as bytes': bytesOf(Buffer.from(JSONS.join('\n'))),
  'JSON lines as a Blob': new Blob([JSONS.join('\n')]),
  'JSON lines, compressed': bytesOf(gzipSync(JSONS.join('\n'))),
  'a list of requests as text': `[${JSONS.join(',')}]`,
  'an ArrayBuffer': bytesOf(Buffer.from(JSONS.join('\n'))).buffer,
  objects: JSONS.map((json) => JSON.parse(json)),
  protobuf: bytesOf(Buffer.concat(PROTOBUFS)),
  'protobuf, compressed': new Blob([gzipSync(Buffer.concat(PROTOBUFS))]),
  'delimited protobuf': bytesOf(delimited(PROTOBUFS)),
  'a list of protobuf': PROTOBUFS.map(bytesOf),
};

for (const [name, otlp] of Object.entries(FORMS))
  test(`${name}: all spans are read`, async () => {
    const store = createStore();
    const result = await store.add(otlp);
    assert.deepEqual(result, { spans: 3, traces: [traceId(1), traceId(2)], problems: [] });
    assert.deepEqual(treeOf(await store.trace(traceId(1))), [
      ['root', 0, -1],
      ['step 1', 1, 0],
    ]);
    const root = await store.trace(traceId(1));
    const detail = await store.span(traceId(1), root?.spans[0].spanId ?? '');
    assert.deepEqual(detail?.attributes, [{ key: 'input.value', value: 'ä 🙂 "x"' }]);
  });

test('broken lines are skipped, and told with their number', async () => {
  const store = createStore();
  const lines = [JSONS[0], '{"resourceSpans":[', 'nonsense', '{"resourceMetrics":[]}', JSONS[1]];
  const { spans, problems } = await store.add(new File([lines.join('\n')], 'spans.jsonl'));
  assert.equal(spans, 3);
  assert.deepEqual(
    problems.map((problem) => problem.slice(0, 'spans.jsonl:2:'.length)),
    ['spans.jsonl:2:', 'spans.jsonl:3:', 'spans.jsonl:4:'],
  );
});

test('spans without valid IDs are told, the others of their request are read', async () => {
  const store = createStore();
  const bad = [{ ...span(9), traceId: 'x' }, { ...span(9), spanId: '0'.repeat(16) }, null, 7];
  const { spans, problems } = await store.add(request([span(1), .../** @type {any[]} */ (bad)]));
  assert.deepEqual([spans, problems], [1, ['input: spans without valid IDs']]);
});

test('requests of several traces are kept by trace, with what is around them', async () => {
  const store = createStore();
  const mixed = request([span(1), span(2, { trace: 2 }), span(3)]);
  await store.add({
    ...mixed,
    resourceSpans: mixed.resourceSpans.map((each) => ({ ...each, schemaUrl: 'x', unknown: { a: 1 } })),
  });
  const { resourceSpans } = JSON.parse(await store.export(traceId(1)));
  assert.deepEqual(
    resourceSpans.map(({ schemaUrl, unknown, scopeSpans }) => [
      schemaUrl,
      unknown,
      scopeSpans[0].scope.name,
      scopeSpans[0].spans.map((/** @type {any} */ each) => each.name),
    ]),
    [['x', { a: 1 }, 'test', ['step 1', 'step 3']]],
  );
});

test('log records lend their content, whenever they come', async () => {
  const store = createStore();
  const log = {
    ...{ timeUnixNano: '1', traceId: traceId(1), spanId: '0000000000000001', eventName: 'gen_ai.user.message' },
    body: { kvlistValue: { values: [{ key: 'content', value: { stringValue: 'Which tram?' } }] } },
  };
  await store.add({ resourceLogs: [{ scopeLogs: [{ scope: { name: 'x' }, logRecords: [log] }] }] });
  assert.equal(await store.trace(traceId(1)), undefined);
  await store.add(request([span(1)]));
  const detail = await store.span(traceId(1), '0000000000000001');
  assert.deepEqual(
    detail?.contents.map(({ attribute, blocks }) => [attribute, /** @type {any} */ (blocks[0]).role]),
    [['logs[0]', 'user']],
  );
});

test('log records are read from protobuf, too', async () => {
  const store = createStore();
  const { problems } = await store.add(bytesOf(protobufLogRequest(recorded(0, 0), 'Which tram?')));
  assert.deepEqual(problems, []);
  await store.add(JSONS[0]);
  const [{ scopeLogs }] = JSON.parse(await store.export(traceId(1))).resourceLogs;
  assert.deepEqual(scopeLogs[0].logRecords, [
    {
      timeUnixNano: '1',
      body: { stringValue: 'Which tram?' },
      traceId: recorded(0, 0).traceId,
      spanId: recorded(0, 0).spanId,
    },
  ]);
});

test('a large request is cut into its spans, with what is around them, whatever the order of its keys', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.array(
          fc.array(fc.record({ name: fc.string(), spans: fc.array(fc.string(), { maxLength: 2 }) }), { maxLength: 3 }),
          { maxLength: 3 },
        ),
        { maxLength: 3 },
      ),
      fc.boolean(),
      fc.constantFrom(0, 1),
      (resources, isLate, indent) => {
        const around = (/** @type {object} */ context, /** @type {object} */ list) =>
          isLate ? { ...list, ...context } : { ...context, ...list };
        const whole = {
          other: [{ scopeSpans: [{ spans: [{}] }] }],
          resourceSpans: resources.map((scopes, at) =>
            around(
              { resource: { attributes: [{ at: [{}] }] } },
              {
                scopeSpans: scopes.map((spans, index) =>
                  around({ scope: { name: `${at} ${index}`, x: { spans: [{ y: {} }] } } }, { spans }),
                ),
              },
            ),
          ),
        };
        const cut = [...cutLarge(new TextEncoder().encode(JSON.stringify(whole, null, indent)))].filter(Boolean);
        const flat = (/** @type {any[]} */ requests) =>
          requests.flatMap(({ resourceSpans }) =>
            resourceSpans.flatMap((/** @type {any} */ { resource, scopeSpans }) =>
              scopeSpans.flatMap((/** @type {any} */ { scope, spans }) =>
                spans.map((/** @type {any} */ each) => ({ resource, scope, each })),
              ),
            ),
          );
        assert.deepEqual(flat(cut), flat([JSON.parse(JSON.stringify(whole))]));
      },
    ),
  );
});

test('a large file of one object is read', async () => {
  const store = createStore();
  const text = 'x'.repeat(100_000);
  const spans = Array.from({ length: 60 }, (_, at) => span(at + 1, { attributes: { 'input.value': `${text}${at}` } }));
  const { spans: count, problems } = await store.add(new Blob([JSON.stringify(request(spans))]));
  assert.deepEqual([count, problems], [60, []]);
  assert.equal((await store.trace(traceId(1)))?.spans.length, 60);
});

test('a large file that was cut between two spans is told', async () => {
  const spans = Array.from({ length: 60 }, (_, at) => span(at + 1, { attributes: { a: 'x'.repeat(100_000) } }));
  const json = JSON.stringify(request(spans));
  const { problems } = await createStore().add(new Blob([json.slice(0, json.lastIndexOf(',{"traceId"'))]));
  assert.deepEqual(problems, ['input:1: the JSON has no end']);
});
