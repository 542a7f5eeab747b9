// Requests with trace context against the same requests without: the same result, and the same requests but for the headers, whatever is redirected where.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { test } from 'node:test';
import fc from '../support/fast-check.js';
import { recording } from '../support/spans.js';
import { oursIn, plainOf, startHosts } from './hosts.js';

const RUNS = Number(process.env.REDIRECT_RUNS ?? 150);

/** Each makes a body anew. @type {Record<string, () => any>} */
const BODIES = {
  none: () => undefined,
  empty: () => '',
  text: () => '{"question":"How?"}',
  form: () => new URLSearchParams({ question: 'How?' }),
  multipart: () => {
    const form = new FormData();
    form.append('question', 'How?');
    return form;
  },
  blob: () => new Blob(['How?'], { type: 'text/x-question' }),
  stream: () => new Blob(['How?']).stream(),
};

const hop = fc.tuple(fc.constantFrom(301, 302, 303, 307, 308), fc.constantFrom('a', 'b'));
const request = fc.record({
  hops: fc.array(hop, { maxLength: 4 }),
  last: fc.constantFrom('', '', '', '304', '302', '302.nowhere'),
  method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'delete'),
  body: fc.constantFrom(...Object.keys(BODIES)),
  redirect: fc.constantFrom(undefined, undefined, undefined, 'follow', 'manual', 'error'),
  headers: fc.constantFrom(
    undefined,
    { authorization: 'key', Cookie: 'a=1', 'X-Own': 'own' },
    [['x-own', 'own']],
    new Headers({ 'x-own': 'own', 'content-type': 'text/x-own' }),
  ),
  kind: fc.constantFrom('string', 'URL', 'Request'),
});

const isSafe = (/** @type {string} */ method) => method === 'GET' || method === 'HEAD';

/** @param {any} drawn @param {string} origin @returns {[any, any?]} the arguments of `fetch` */
function argumentsOf({ hops, last, method, body, redirect, headers, kind }, origin) {
  const url = `${origin}/?hops=${[...hops.map((/** @type {any} */ each) => each.join('.')), ...(last ? [last] : [])]}`;
  /** @type {any} */
  const init = { method, redirect, headers, body: isSafe(method) ? undefined : BODIES[body]() };
  if (init.body instanceof ReadableStream) init.duplex = 'half';
  for (const [name, value] of Object.entries(init)) if (value === undefined) delete init[name];
  if (kind === 'Request') return [new Request(url, init)];
  return [kind === 'URL' ? new URL(url) : url, init];
}

/** @param {() => Promise<Response>} send */
async function outcome(send) {
  /** @type {Response} */
  let response;
  try {
    response = await send();
  } catch (error) {
    const { name, message, cause } = /** @type {any} */ (error);
    return { name, message, hasCause: cause instanceof Error };
  }
  const facts = (/** @type {Response} */ { status, statusText, url, redirected, type }) => ({
    status,
    statusText,
    url,
    redirected,
    type,
  });
  assert.deepEqual(facts(response.clone().clone()), facts(response));
  return { ...facts(response), type: response.headers.get('content-type'), body: await response.text() };
}

test('a redirected request has the result of the plain one, and only destinations get the headers', async (t) => {
  const { origins, received } = await startHosts(t);
  const { tracer, finish } = recording({ propagate: { to: [origins.a] } });
  let led = 0;
  /** @param {any} drawn */
  const compare = async (drawn) => {
    const args = () => argumentsOf(drawn, origins.a);
    const plain = await outcome(() => fetch(...args()));
    const expected = received.splice(0).map(plainOf);
    const traced = await outcome(() => tracer.trace('step', () => tracer.tracedFetch(...args())));
    const found = received.splice(0);
    assert.deepEqual(traced, plain);
    assert.deepEqual(found.map(plainOf), expected);
    const isOfPlatform = drawn.kind === 'Request' && drawn.body !== 'none' && !isSafe(drawn.method);
    for (const each of isOfPlatform ? found.slice(0, 1) : found) {
      assert.equal(oursIn(each).includes('traceparent'), each.host === 'a', each.path);
      if (each.host === 'b') led += 1;
    }
  };
  await fc.assert(fc.asyncProperty(request, compare), { numRuns: RUNS, includeErrorInReport: true });
  assert.ok(led > RUNS / 10, `${led} requests to the other host`);
  await finish();
});

test('bytes are sent again as they were, although Node itself fails to', async (t) => {
  const { origins, received } = await startHosts(t);
  const { tracer, finish } = recording({ propagate: { to: [origins.a] } });
  const body = new Uint8Array(Buffer.from('How?'));
  const url = `${origins.a}/?hops=307.b,308.a`;
  const answer = tracer.trace('step', () => tracer.tracedFetch(url, { method: 'POST', body }));
  body.fill(0);
  assert.equal((await answer).url, `${origins.a}/?hops=`);
  assert.deepEqual(
    received.map(({ body: bytes }) => bytes),
    ['How?', 'How?', 'How?'],
  );
  await finish();
});

test('a location in UTF-8 is followed as the platform does', async (t) => {
  const paths = ['/caf\u00e9', '/\u00ff\ud83d\ude00?q=\u4e2d', '/plain', '/%C3%A9', '\xe9'];
  let bytes = '';
  const server = createServer((request, response) => {
    if (request.url !== '/') return response.end(request.url);
    request.socket.end(Buffer.from(`HTTP/1.1 302 Found\r\nlocation: ${bytes}\r\ncontent-length: 0\r\n\r\n`, 'latin1'));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  t.after(() => server.close().closeAllConnections());
  const url = `http://127.0.0.1:${/** @type {any} */ (server.address()).port}/`;
  const { tracer, finish } = recording({ propagate: { to: [url] } });
  for (const [i, path] of paths.entries()) {
    bytes = i < 4 ? Buffer.from(path).toString('latin1') : path;
    const plain = await outcome(() => fetch(url));
    assert.deepEqual(await outcome(() => tracer.trace('step', () => tracer.tracedFetch(url))), plain);
    if (i === 0) assert.equal(plain.body, '/caf%C3%A9');
  }
  await finish();
});

test('a request with a digest is left to the platform, without headers', async (t) => {
  const { origins, received } = await startHosts(t);
  const { tracer, finish } = recording({ propagate: { to: [origins.a] } });
  const digest = createHash('sha256')
    .update(JSON.stringify({ host: 'b', method: 'GET' }))
    .digest('base64');
  for (const integrity of [`sha256-${digest}`, `sha256-${digest.toLowerCase()}`])
    for (const hops of ['302.b', '']) {
      const url = `${origins.a}/?hops=${hops}`;
      const plain = await outcome(() => fetch(url, { integrity }));
      for (const args of [[url, { integrity }], [new Request(url, { integrity })]])
        assert.deepEqual(
          await outcome(() => tracer.trace('step', () => tracer.tracedFetch(.../** @type {[any]} */ (args)))),
          plain,
        );
    }
  assert.deepEqual(received.flatMap(oursIn), []);
  await finish();
});

test('more than 20 redirects fail as they do without', async (t) => {
  const { origins, received } = await startHosts(t);
  const { tracer, finish } = recording({ propagate: { to: [origins.a] } });
  for (const count of [20, 21]) {
    const url = `${origins.a}/?hops=${Array(count).fill('302.a')}`;
    const plain = await outcome(() => fetch(url));
    const times = received.splice(0).length;
    assert.deepEqual(await outcome(() => tracer.trace('step', () => tracer.tracedFetch(url))), plain);
    assert.equal(received.splice(0).length, times);
  }
  await finish();
});
