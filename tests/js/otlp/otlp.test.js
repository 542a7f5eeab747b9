import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { ConfigurationError } from '../../../js/base/errors.js';
import { otlp } from '../../../js/otlp/otlp.js';
import { encoded, exportContext, FAST } from '../support/exports.js';
import {
  answer,
  breakOff,
  JSON_TYPE,
  numberAndText,
  PROTOBUF,
  partialSuccessMessage,
  startServer,
} from '../support/http-server.js';

const SUCCESS = { rejected: 0, message: '' };

test('posts the body as it is, with its type and the headers', async (t) => {
  const { url, requests } = await startServer(t, answer(200));
  const exporter = otlp({ url, headers: { authorization: 'Bearer a', 'content-type': 'text/html' } });
  assert.deepEqual(await exporter.export(encoded('spans'), exportContext()), SUCCESS);
  const [{ method, path, headers, body }] = requests;
  assert.deepEqual([method, path, body.toString()], ['POST', '/v1/traces', 'spans']);
  assert.equal(headers['content-type'], 'application/x-protobuf');
  assert.equal(headers.authorization, 'Bearer a');
  assert.equal(headers['content-encoding'], undefined);
});

test('takes a URL object, and a function that gives the headers of each request', async (t) => {
  const { url, requests } = await startServer(t, answer(503), answer(200));
  let calls = 0;
  const exporter = otlp({ url: new URL(url), headers: async () => ({ 'x-call': String(++calls) }), retry: FAST });
  await exporter.export(encoded('spans'), exportContext());
  assert.deepEqual(
    requests.map(({ headers }) => headers['x-call']),
    ['1', '2'],
  );
});

test('declares name, encoding and options for the tracer', () => {
  const { name, encoding, treeLinks } = otlp({ url: 'https://user.example:4318/x?key=secret' });
  assert.deepEqual(
    { name, encoding, treeLinks },
    { name: 'otlp user.example:4318', encoding: 'otlp-protobuf', treeLinks: true },
  );
  assert.equal(otlp({ format: 'json' }).encoding, 'otlp-json');
  assert.equal(otlp({ treeLinks: false }).treeLinks, false);
  assert.equal(otlp().name, 'otlp localhost:4318');
  assert.equal(otlp().timeout, 60_000);
  assert.equal(otlp({ timeout: 90_000 }).timeout, 90_000);
});

for (const [type, headers, body] of /** @type {const} */ ([
  ['protobuf', PROTOBUF, partialSuccessMessage(300, 'too old')],
  ['JSON', JSON_TYPE, '{"partialSuccess":{"rejectedSpans":"300","errorMessage":"too old"}}'],
  ['JSON, with a number', JSON_TYPE, '{"partialSuccess":{"rejectedSpans":300,"errorMessage":"too old"}}'],
  ['protobuf without a content type', {}, partialSuccessMessage(300, 'too old')],
])) {
  test(`reads a partial success: ${type}`, async (t) => {
    const { url, requests } = await startServer(t, answer(200, body, headers));
    const result = await otlp({ url }).export(encoded('spans'), exportContext());
    assert.deepEqual(result, { rejected: 300, message: 'too old' });
    assert.equal(requests.length, 1);
  });
}

test('a message without rejected spans becomes a warning', async (t) => {
  const body = '{"partialSuccess":{"errorMessage":"slow\\u001b[31m down\\n"}}';
  const { url } = await startServer(t, answer(200, body, JSON_TYPE));
  const result = await otlp({ url }).export(encoded('spans'), exportContext());
  assert.deepEqual(result, { rejected: 0, message: 'slow [31m down' });
});

for (const [what, behaviour] of /** @type {const} */ ([
  ['empty JSON', answer(200, '', JSON_TYPE)],
  ['JSON null', answer(200, 'null', JSON_TYPE)],
  ['JSON that is something else', answer(200, '{"partialSuccess":[{"rejectedSpans":{}}]}', JSON_TYPE)],
  ['cut JSON', answer(202, '{"partialSuccess":{"rejectedSpans":"3"', JSON_TYPE)],
  ['cut protobuf', answer(200, partialSuccessMessage(3, 'cut').subarray(0, 26), PROTOBUF)],
  ['an endless varint', answer(200, Buffer.alloc(64, 0xff), PROTOBUF)],
  ['a wrong wire type', answer(200, Buffer.from([0x08, 1, 0x0b, 0x08, 9]), PROTOBUF)],
  ['a page without a word', answer(200, '', { 'content-type': 'text/html' })],
  ['plain text', answer(200, 'ok < 3', { 'content-type': 'text/plain' })],
  ['a body that breaks off', breakOff],
  ['no content', answer(204)],
])) {
  test(`a success with an unreadable body is a success: ${what}`, async (t) => {
    const { url, requests } = await startServer(t, behaviour);
    assert.deepEqual(await otlp({ url }).export(encoded('spans'), exportContext()), SUCCESS);
    assert.equal(requests.length, 1);
  });
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };

for (const [what, body, headers] of /** @type {const} */ ([
  ['by its type', 'Please log in', HTML],
  ['by its beginning', ' \r\n<!doctype html><title>app</title>', {}],
  ['by its beginning, whatever its type says', '<html>', JSON_TYPE],
  ['also after a byte order mark', '\ufeff<!doctype html>', { 'content-type': 'text/plain' }],
])) {
  test(`a web page with status 200 is no success: recognized ${what}`, async (t) => {
    const { url, requests } = await startServer(t, answer(200, body, headers));
    const { host } = new URL(url);
    const message = `otlp ${host}: answered 200 with a web page at /v1/traces, is it the right url?`;
    await assert.rejects(otlp({ url: `${url}?key=secret`, retry: FAST }).export(encoded('spans'), exportContext()), {
      reason: 'not_otlp',
      message,
      isFinal: false,
    });
    assert.equal(requests.length, 1);
  });
}

for (const [what, headers, body] of /** @type {const} */ ([
  ['a negative int64', PROTOBUF, Buffer.from([0x0a, 11, 0x08, ...Array(9).fill(0xff), 1])],
  ['a negative number', JSON_TYPE, '{"partialSuccess":{"rejectedSpans":"-5"}}'],
])) {
  test(`${what} of rejected spans counts as none`, async (t) => {
    const { url } = await startServer(t, answer(200, body, headers));
    const { rejected } = /** @type {any} */ (await otlp({ url }).export(encoded('spans'), exportContext()));
    assert.ok(rejected <= 0);
  });
}

for (const [type, headers, body] of /** @type {const} */ ([
  ['protobuf', PROTOBUF, numberAndText(3, 'bad span id')],
  ['JSON', JSON_TYPE, '{"code":3,"message":"bad span id"}'],
  ['plain text', { 'content-type': 'text/plain' }, 'bad span id\n'],
])) {
  test(`gives up at once on 400, and reports the message: ${type}`, async (t) => {
    const { url, requests } = await startServer(t, answer(400, body, headers));
    const context = exportContext();
    const { host } = new URL(url);
    const expected = { reason: 'http_400', message: `otlp ${host}: answered 400 bad span id` };
    await assert.rejects(otlp({ url, retry: FAST }).export(encoded('spans'), context), expected);
    assert.equal(requests.length, 1);
    assert.deepEqual(context.counts, { attempts: 0, retries: 0, failures: 0 });
  });
}

test('a long message is cut', async (t) => {
  const { url } = await startServer(t, answer(500, 'x'.repeat(100_000), { 'content-type': 'text/plain' }));
  await assert.rejects(otlp({ url }).export(encoded('spans'), exportContext()), ({ reason, message }) => {
    return reason === 'http_500' && message.length < 600;
  });
});

test('does not follow a redirect with the headers it was given', async (t) => {
  const other = await startServer(t, answer(200));
  const { url } = await startServer(t, answer(307, '', { location: other.url }));
  const exporter = otlp({ url, headers: { 'api-key': 'secret' } });
  await assert.rejects(exporter.export(encoded('spans'), exportContext()), { reason: 'http_307' });
  assert.equal(other.requests.length, 0);
});

/** A fetch with a response body of some KiB, and what happened to that body. */
function observedFetch(/** @type {number} */ status, /** @type {number} */ size) {
  const seen = { calls: 0, left: size, isCancelled: false };
  const fetch = async () => {
    seen.calls++;
    const body = new ReadableStream(
      {
        pull(controller) {
          if (seen.left-- > 0) controller.enqueue(new Uint8Array(1024));
          else controller.close();
        },
        cancel() {
          seen.isCancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body, { status });
  };
  return { seen, fetch };
}

for (const status of [200, 400, 503]) {
  test(`reads the answer to its end, which frees the connection: ${status}`, async () => {
    const { seen, fetch } = observedFetch(status, 100);
    await otlp({ fetch, retry: { attempts: 1 } })
      .export(encoded('spans'), exportContext())
      .catch(() => {});
    assert.deepEqual(seen, { calls: 1, left: -1, isCancelled: false });
  });
}

test('a response above 4 MiB is cancelled, and an error that is not retried', async () => {
  const { seen, fetch } = observedFetch(200, 10_000);
  await assert.rejects(otlp({ fetch }).export(encoded('spans'), exportContext()), { reason: 'response_too_large' });
  assert.deepEqual(seen, { calls: 1, left: 10_000 - 4097, isCancelled: true });
});

test('a body above 64 MiB is never sent, one of 64 MiB is', async () => {
  let sent = 0;
  const fetch = async () => {
    sent++;
    return new Response();
  };
  const exporter = otlp({ fetch });
  const batch = (/** @type {number} */ length) => ({ body: new Uint8Array(length), spanCount: 1, contentType: 'x/y' });
  await assert.rejects(exporter.export(batch(64 * 2 ** 20 + 1), exportContext()), { reason: 'too_large' });
  assert.equal(sent, 0);
  await exporter.export(batch(64 * 2 ** 20), exportContext());
  assert.equal(sent, 1);
});

test('compresses if `gzip` is set, once for all attempts', async (t) => {
  const { url, requests } = await startServer(t, answer(503), answer(200));
  await otlp({ url, gzip: true, retry: FAST }).export(encoded('spans'), exportContext());
  assert.equal(requests.length, 2);
  for (const { headers, body } of requests) {
    assert.equal(headers['content-encoding'], 'gzip');
    assert.equal(headers['content-type'], 'application/x-protobuf');
    assert.equal(gunzipSync(body).toString(), 'spans');
  }
});

for (const [host, gzip, length, expected] of /** @type {const} */ ([
  ['https://collector.example', 'auto', 4096, 'gzip'],
  ['https://collector.example', 'auto', 4095, null],
  ['https://collector.example', false, 4096, null],
  ['https://localhost.example', 'auto', 4096, 'gzip'],
  ['http://localhost:1', 'auto', 4096, null],
  ['http://spans.localhost', 'auto', 4096, null],
  ['http://127.0.0.9', 'auto', 4096, null],
  ['http://[::1]:4318', 'auto', 4096, null],
])) {
  test(`gzip ${gzip}: ${length} bytes to ${host} go ${expected ?? 'plain'}`, async () => {
    let encoding;
    const fetch = async (/** @type {any} */ _, /** @type {any} */ { headers }) => {
      encoding = headers.get('content-encoding');
      return new Response();
    };
    await otlp({ url: host, gzip, fetch }).export(encoded('x'.repeat(length)), exportContext());
    assert.equal(encoding, expected);
  });
}

test('sends plain bodies without CompressionStream', async (t) => {
  const { url, requests } = await startServer(t, answer(200));
  const { CompressionStream } = globalThis;
  t.after(() => Object.assign(globalThis, { CompressionStream }));
  Object.assign(globalThis, { CompressionStream: undefined });
  await otlp({ url, gzip: true }).export(encoded('spans'), exportContext());
  assert.equal(requests[0].headers['content-encoding'], undefined);
  assert.equal(requests[0].body.toString(), 'spans');
});

for (const [options, message] of /** @type {[any, RegExp][]} */ ([
  ['http://localhost', /otlp\(\) takes an object of options/],
  [{ ulr: 'http://localhost' }, /no option 'ulr'.*'url'/],
  [{ heders: {} }, /no option 'heders'.*'headers'/],
  [{ url: 7 }, /'url' must be a URL/],
  [{ url: '/v1/traces' }, /'url' must be http\(s\)/],
  [{ url: 'ftp://host/' }, /'url' must be http\(s\)/],
  [{ url: 'https://user:secret@host/' }, /'url' must be http\(s\), without credentials/],
  [{ url: 'https://:secret@host/' }, /'url' must be http\(s\), without credentials/],
  [{ headers: 'Bearer secret' }, /'headers' must be an object or a function/],
  [{ headers: ['Bearer secret'] }, /'headers' must be/],
  [{ headers: null }, /'headers' must be/],
  [{ format: 'xml' }, /'format' must be 'protobuf' or 'json'/],
  [{ gzip: 'always' }, /'gzip' must be/],
  [{ timeout: 0 }, /'timeout' must be/],
  [{ fetch: {} }, /'fetch' must be a function/],
  [{ treeLinks: 1 }, /'treeLinks' must be/],
  [{ retry: 3 }, /'retry' must be/],
  [{ retry: { tries: 3 } }, /otlp\(\): retry has no option 'tries'/],
  [{ retry: { attempts: 0 } }, /'attempts' must be/],
  [{ store: 'no' }, /'store' must be true or false or an object/],
  [{ store: { maxAge: 0 } }, /otlp\(\): store: 'maxAge' must be/],
  [{ headers: { authorization: null } }, /header "authorization"/],
  [{ headers: { 'bad name': 'x' } }, /header "bad name"/],
])) {
  test(`refuses ${JSON.stringify(options)}`, () => {
    assert.throws(
      () => otlp(options),
      (error) =>
        error instanceof ConfigurationError && message.test(error.message) && !error.message.includes('secret'),
    );
  });
}

test('options that are undefined count as not given', () => {
  const { name } = otlp({ url: undefined, retry: { attempts: undefined }, headers: undefined, gzip: undefined });
  assert.equal(name, 'otlp localhost:4318');
});

test('resolves a relative URL against the page', async (t) => {
  t.after(() => Reflect.deleteProperty(globalThis, 'location'));
  Object.defineProperty(globalThis, 'location', { value: { href: 'https://page.example/app/' }, configurable: true });
  let requested;
  const fetch = async (/** @type {any} */ url) => {
    requested = url;
    return new Response();
  };
  await otlp({ url: '/v1/traces', fetch }).export(encoded('spans'), exportContext());
  assert.equal(requested, 'https://page.example/v1/traces');
});

test('no error contains the value of a header', async (t) => {
  const secret = 'sk-secret\n1';
  const isDiscreet = (/** @type {any} */ error) => !`${error.stack} ${error.cause?.stack}`.includes('sk-secret');
  assert.throws(() => otlp({ headers: { authorization: secret } }), isDiscreet);
  const { url } = await startServer(t, answer(401));
  const late = otlp({ url, headers: () => ({ authorization: secret }) });
  await assert.rejects(late.export(encoded('spans'), exportContext()), isDiscreet);
  const refused = otlp({ url, headers: { authorization: 'sk-secret' } });
  await assert.rejects(refused.export(encoded('spans'), exportContext()), isDiscreet);
});

test('no error contains the query of the URL, even if the message of the runtime does', async () => {
  const url = 'https://host.example/v1/traces?key=sk-secret';
  const fetch = () => Promise.reject(new TypeError(`error sending request for url (${url})`));
  await assert.rejects(
    otlp({ url, fetch, retry: { attempts: 1 } }).export(encoded('spans'), exportContext()),
    (error) => {
      assert.equal(error.reason, 'network');
      return !`${error.stack} ${error.cause?.stack}`.includes('sk-secret') && error.message.includes('error sending');
    },
  );
});
