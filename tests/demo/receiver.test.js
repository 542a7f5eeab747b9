import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { decode, JSON_TYPE, PROTOBUF } from '../../examples/receiver/decode.js';
import { createReceiver } from '../../examples/receiver/receiver.js';
import { reportLines } from '../../examples/receiver/report.js';

const { opentelemetry } = createRequire(import.meta.url)('@opentelemetry/otlp-transformer/build/src/generated/root.js');
const { ExportTraceServiceRequest } = opentelemetry.proto.collector.trace.v1;

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const attribute = (key, value) => ({ key, value });

const REQUEST = {
  resourceSpans: [
    {
      resource: { attributes: [attribute('service.name', { stringValue: 'bot' })] },
      scopeSpans: [
        {
          scope: { name: 'spanloom', version: '1' },
          spans: [
            {
              traceId: TRACE,
              spanId: 'b7ad6b7169203331',
              name: 'first',
              startTimeUnixNano: '1544712660000000001',
              endTimeUnixNano: '1544712661000000000',
            },
            {
              traceId: TRACE,
              spanId: 'b7ad6b7169203332',
              parentSpanId: 'b7ad6b7169203331',
              name: 'second',
              startTimeUnixNano: '1544712660000000001',
              endTimeUnixNano: '1544712661000000000',
              attributes: [
                attribute('count', { intValue: '5' }),
                attribute('no', { boolValue: false }),
                attribute('list', { arrayValue: { values: [{ stringValue: 'x' }, { doubleValue: 1.5 }] } }),
              ],
              links: [
                {
                  traceId: TRACE,
                  spanId: 'b7ad6b7169203331',
                  attributes: [attribute('from', { stringValue: 'output' }), attribute('to', { stringValue: 'input' })],
                },
              ],
              status: { code: 2, message: 'went wrong' },
            },
          ],
        },
      ],
    },
  ],
};

const IDS = new Set(['traceId', 'spanId', 'parentSpanId']);
const json = Buffer.from(JSON.stringify(REQUEST));
const toBytes = (key, value) => (IDS.has(key) ? Buffer.from(value, 'hex') : value);
const protobuf = ExportTraceServiceRequest.encode(
  ExportTraceServiceRequest.fromObject(JSON.parse(json, toBytes)),
).finish();

async function listen(t) {
  const deliveries = [];
  const server = createServer(createReceiver((delivery) => deliveries.push(delivery)));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const url = `http://127.0.0.1:${server.address().port}/v1/traces`;
  const post = (body, headers) => fetch(url, { method: 'POST', body, headers });
  return { deliveries, post, url };
}

test('protobuf and JSON decode to the same spans', () => {
  const [first, second] = decode(protobuf, PROTOBUF);
  assert.deepEqual(decode(json, JSON_TYPE), [first, second]);
  assert.equal(first.parentSpanId, undefined);
  assert.equal(second.parentSpanId, first.spanId);
  assert.equal(second.startTimeUnixNano, 1544712660000000001n);
  assert.deepEqual(second.attributes, { count: 5, no: false, list: ['x', 1.5] });
  assert.deepEqual(second.links, [
    { traceId: TRACE, spanId: first.spanId, attributes: { from: 'output', to: 'input' } },
  ]);
  assert.deepEqual(second.status, { code: 'error', message: 'went wrong' });
  assert.deepEqual(second.resource, { 'service.name': 'bot' });
});

for (const [contentType, body] of [
  [PROTOBUF, protobuf],
  [JSON_TYPE, json],
]) {
  test(`takes ${contentType}, compressed or not`, async (t) => {
    const { deliveries, post } = await listen(t);
    const plain = await post(body, { 'content-type': contentType });
    const packed = await post(gzipSync(body), { 'content-type': contentType, 'content-encoding': 'gzip' });
    for (const { status, headers } of [plain, packed])
      assert.deepEqual([status, headers.get('content-type')], [200, contentType]);
    assert.deepEqual(deliveries[0].spans, decode(body, contentType));
    assert.deepEqual(deliveries[1].spans, deliveries[0].spans);
    assert.ok(deliveries[1].bytes < deliveries[0].bytes);
  });
}

test('refuses what it cannot read, and says why', async (t) => {
  const { deliveries, post, url } = await listen(t);
  const refused = async (response) => [response.status, (await response.json()).message];
  const type = { 'content-type': JSON_TYPE };
  assert.equal((await refused(await post('{', type)))[0], 400);
  assert.equal((await refused(await post(Buffer.from([0x0a, 0x7f]), { 'content-type': PROTOBUF })))[0], 400);
  assert.equal((await refused(await post('{}', { ...type, 'content-encoding': 'gzip' })))[0], 400);
  assert.deepEqual(await refused(await post('{}', { ...type, 'content-encoding': 'br' })), [
    415,
    'compress with gzip, or not at all',
  ]);
  assert.equal((await refused(await post('{}', { 'content-type': 'text/plain' })))[0], 415);
  assert.equal((await refused(await fetch(url)))[0], 405);
  assert.deepEqual(deliveries, []);
});

test('the report counts spans and links', () => {
  const spans = decode(protobuf, PROTOBUF);
  const text = reportLines([{ spans, bytes: protobuf.length, contentType: PROTOBUF, encoding: 'identity' }]).join('\n');
  assert.match(text, /service\.name=bot/);
  assert.match(text, /2 in 1 trace, 1 with an error/);
  assert.match(text, /^links {5}1: 1 by hand$/m);
});
