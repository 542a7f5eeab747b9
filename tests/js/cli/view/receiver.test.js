// What the receiver takes, and how it answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { refusal } from '../../../../js/cli/view/answer.js';
import { createTraceHub } from '../../../../js/cli/view/hub.js';
import { traceReceiver } from '../../../../js/cli/view/receiver.js';
import {
  chain,
  field,
  jsonRequest,
  logRequest,
  protobufLogRequest,
  protobufRequest,
  span,
} from '../support/requests.js';
import { requestsOf, send, serve } from './support/serve.js';

const JSON_TYPE = 'application/json';
const PROTOBUF = 'application/x-protobuf';
const SPANS = chain(1, 2);
const JSON_BODY = Buffer.from(JSON.stringify(jsonRequest(SPANS)));
const LIMIT = 64 * 2 ** 20;

/** @param {import('node:test').TestContext} t */
async function started(t) {
  const hub = createTraceHub();
  /** @type {string[]} */
  const refused = [];
  const onRefused = (/** @type {string} */ reason, /** @type {string} */ path) => refused.push(`${path}: ${reason}`);
  const url = await serve(t, traceReceiver(hub, { onRefused }));
  const post = (/** @type {string} */ path, /** @type {string | Uint8Array} */ body, headers = {}) =>
    send(url + path, { method: 'POST', headers: { 'content-type': JSON_TYPE, ...headers }, body });
  return { hub, refused, url, post };
}

/** @type {[string, string, string, Buffer, Record<string, string>?][]} */
const TAKEN = [
  ['JSON', '/v1/traces', JSON_TYPE, JSON_BODY],
  ['JSON with a charset', '/v1/traces', 'Application/JSON; charset=utf-8', JSON_BODY],
  ['JSON, gzipped', '/v1/traces', JSON_TYPE, gzipSync(JSON_BODY), { 'content-encoding': 'gzip' }],
  ['protobuf', '/v1/traces', PROTOBUF, protobufRequest(SPANS)],
  ['protobuf, gzipped', '/v1/traces', PROTOBUF, gzipSync(protobufRequest(SPANS)), { 'content-encoding': 'gzip' }],
  ['logs as JSON', '/v1/logs', JSON_TYPE, Buffer.from(JSON.stringify(logRequest(span(1, 1), 'words')))],
  ['logs as protobuf', '/v1/logs', PROTOBUF, protobufLogRequest(span(1, 1), 'words')],
  ['a path with a query', '/v1/traces?key=1', PROTOBUF, protobufRequest(SPANS)],
  ['nothing', '/v1/traces', JSON_TYPE, Buffer.from('{}')],
];

for (const [name, path, type, body, headers] of TAKEN)
  test(`${name} is kept as it came, and answered in its own type`, async (t) => {
    const { hub, post, refused } = await started(t);
    const answer = await post(path, body, { 'content-type': type, ...headers });
    const wanted = type === PROTOBUF ? { type: PROTOBUF, body: '' } : { type: JSON_TYPE, body: '{}' };
    assert.deepEqual(
      { status: answer.status, type: answer.headers['content-type'], body: answer.body.toString() },
      { status: 200, ...wanted },
    );
    assert.deepEqual(requestsOf(hub), [body]);
    assert.deepEqual(refused, []);
  });

test('metrics are taken and not kept', async (t) => {
  const { hub, post } = await started(t);
  assert.equal((await post('/v1/metrics', '{"resourceMetrics":[]}')).status, 200);
  assert.deepEqual(requestsOf(hub), []);
});

const SCOPE_THAT_IS_NONE = field(1, field(2, Buffer.from([0xff, 0xff, 0xff])));
const SPANS_THAT_ARE_NUMBERS = field(1, field(2, Buffer.from([0x10, 1])));

/** @type {[string, number, RegExp, string | Uint8Array, Record<string, string>?, string?][]} */
const REFUSED = [
  ['JSON that is cut off', 400, /no JSON: /, JSON_BODY.subarray(0, 50)],
  ['JSON of logs', 400, /no array resourceSpans/, '{"resourceLogs":[]}'],
  ['a list that is none', 400, /no array resourceSpans/, '{"resourceSpans":{}}'],
  ['a JSON array', 400, /no JSON object/, '[]'],
  ['JSON null', 400, /no JSON object/, 'null'],
  [
    'protobuf that is cut off',
    400,
    /no protobuf of traces/,
    protobufRequest(SPANS).subarray(0, 50),
    { 'content-type': PROTOBUF },
  ],
  ['JSON that is called protobuf', 400, /no protobuf/, JSON_BODY, { 'content-type': PROTOBUF }],
  ['protobuf that is broken within', 400, /no protobuf/, SCOPE_THAT_IS_NONE, { 'content-type': PROTOBUF }],
  ['protobuf of something else', 400, /no protobuf/, SPANS_THAT_ARE_NUMBERS, { 'content-type': PROTOBUF }],
  ['gzip that is none', 400, /no gzip/, JSON_BODY, { 'content-encoding': 'gzip' }],
  ['another compression', 415, /"br" is not known/, JSON_BODY, { 'content-encoding': 'br' }],
  ['another type', 415, /application\/json/, JSON_BODY, { 'content-type': 'text/plain' }],
  ['another path', 404, /\/v1\/traces/, JSON_BODY, {}, '/v1/profiles'],
  ['more than the limit', 413, /67108864 bytes/, Buffer.alloc(LIMIT + 1, ' ')],
  [
    'more than the limit, when decompressed',
    413,
    /67108864/,
    gzipSync(Buffer.alloc(LIMIT + 1)),
    { 'content-encoding': 'gzip' },
  ],
];

for (const [name, status, message, body, headers, path = '/v1/traces'] of REFUSED)
  test(`${name} is refused with ${status}`, async (t) => {
    const { hub, post, refused } = await started(t);
    const answer = await post(path, body, headers);
    assert.equal(answer.status, status);
    const said =
      answer.headers['content-type'] === PROTOBUF ? messageOf(answer.body) : JSON.parse(`${answer.body}`).message;
    assert.match(said, message);
    assert.deepEqual(refused, [`${path}: ${said}`]);
    assert.deepEqual(requestsOf(hub), []);
  });

const statusOf = (/** @type {string} */ message) => Buffer.from(refusal(PROTOBUF, message));

/** Of a google.rpc.Status with the code 3. @param {Buffer} status */
function messageOf(status) {
  const isShort = status[3] < 128;
  const length = isShort ? status[3] : (status[3] & 127) + (status[4] << 7);
  const text = status.subarray(isShort ? 4 : 5);
  assert.deepEqual([...status.subarray(0, 3), length], [8, 3, 18, text.length]);
  return text.toString();
}

test('a long message is cut, and its length is right', () => {
  for (const length of [127, 128, 1000]) assert.equal(messageOf(statusOf('y'.repeat(length))).length, length);
  assert.equal(messageOf(statusOf('y'.repeat(20_000))).length, 16_383);
});

test('a method other than POST is refused, and POST is named', async (t) => {
  const { url } = await started(t);
  const { status, headers } = await send(`${url}/v1/traces`);
  assert.deepEqual([status, headers.allow], [405, 'POST, OPTIONS']);
});

test('pages of this machine may send with any header', async (t) => {
  const { url, post } = await started(t);
  for (const origin of ['http://localhost:3000', 'https://app.localhost', 'http://127.0.0.1:5173', 'http://[::1]:80']) {
    const asked = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-team',
    };
    const preflight = await send(`${url}/v1/traces`, { method: 'OPTIONS', headers: asked });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers['access-control-allow-headers'], 'content-type,x-team');
    assert.equal(preflight.headers['access-control-allow-methods'], 'POST, OPTIONS');
    const answer = await post('/v1/traces', JSON_BODY, { origin });
    assert.equal(answer.status, 200);
    for (const { headers } of [preflight, answer])
      assert.deepEqual(
        [headers['access-control-allow-origin'], headers['access-control-allow-credentials'], headers.vary],
        [origin, 'true', 'origin'],
      );
  }
});

test('pages of elsewhere may not send', async (t) => {
  const { hub, url, post } = await started(t);
  for (const origin of [
    'https://example.com',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'null',
  ]) {
    for (const answer of [
      await post('/v1/traces', JSON_BODY, { origin }),
      await send(`${url}/v1/traces`, { method: 'OPTIONS', headers: { origin } }),
    ]) {
      assert.equal(answer.status, 403);
      assert.equal(answer.headers['access-control-allow-origin'], undefined);
    }
  }
  assert.deepEqual(requestsOf(hub), []);
});

test('it can be mounted at a path, as middleware is', async (t) => {
  const hub = createTraceHub();
  const receive = traceReceiver(hub);
  const url = await serve(t, (request, response) => {
    Object.assign(request, { originalUrl: request.url, url: '/' });
    receive(request, response);
  });
  const { status } = await send(`${url}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': JSON_TYPE },
    body: JSON_BODY,
  });
  assert.equal(status, 200);
  assert.deepEqual(requestsOf(hub), [JSON_BODY]);
});
