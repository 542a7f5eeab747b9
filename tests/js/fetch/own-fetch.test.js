// A `fetch` of the user's own: what it returns or throws, and how often it is called, is as without tracing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recording } from '../support/spans.js';
import { oursIn, startHosts } from './hosts.js';

const LISTED = 'https://a.example/';
const OTHER = 'https://b.example/';

class Lazy extends Promise {
  abort() {
    return 'aborted';
  }
}

/** @type {Record<string, (...args: any[]) => any>} */
const RESULTS = {
  response: () => new Response('text'),
  number: () => 5,
  nothing: () => undefined,
  // biome-ignore lint/suspicious/noThenProperty: a thenable
  thenable: () => ({ then: (/** @type {(value: string) => void} */ resolve) => resolve('text') }),
  subclass: () => Lazy.resolve(new Response('text')),
  'promise with a method': () => Object.assign(Promise.resolve(new Response('text')), { abort: () => 'aborted' }),
  proxy: () => new Proxy({}, { getPrototypeOf: assert.fail, getOwnPropertyDescriptor: assert.fail, get: assert.fail }),
};

test('what is returned for a URL that is no destination is the same object', async () => {
  const { tracer, finish } = recording({ propagate: { to: [LISTED] } });
  for (const [what, make] of Object.entries(RESULTS)) {
    const result = make();
    const send = tracer.traceFetch((/** @type {string} */ _url) => result);
    tracer.trace('step', () => assert.equal(send(OTHER), result, what));
  }
  await finish();
});

test('a value that is no promise is the same for every URL', async () => {
  const { tracer, finish } = recording({ propagate: { to: [LISTED] } });
  for (const what of ['response', 'number', 'nothing', 'proxy']) {
    const result = RESULTS[what]();
    const send = tracer.traceFetch((/** @type {string} */ _url, /** @type {any} */ _init) => result);
    tracer.trace('step', () => assert.equal(send(LISTED, { method: 'POST' }), result, what));
  }
  await finish();
});

test('what is thrown is thrown, and not rejected', async () => {
  const { tracer, finish } = recording({ propagate: { to: [LISTED] } });
  const wrong = new Error('wrong');
  const send = tracer.traceFetch((/** @type {string} */ _url) => {
    throw wrong;
  });
  for (const url of [LISTED, OTHER])
    tracer.trace('step', () =>
      assert.throws(
        () => send(url),
        (error) => error === wrong,
      ),
    );
  await finish();
});

test('a response that redirects is given as it is: only the platform is known to follow', async () => {
  const { tracer, finish } = recording({ propagate: { to: [LISTED] } });
  for (const status of [302, 307]) {
    /** @type {any[][]} */
    const calls = [];
    const app = async (/** @type {any[]} */ ...args) => {
      calls.push(args);
      return new Response(null, { status, headers: { location: '/' } });
    };
    const response = await tracer.trace('step', () => tracer.traceFetch(app)(LISTED, { method: 'POST', body: 'text' }));
    assert.deepEqual([response.status, calls.length], [status, 1]);
    const [[, { headers, ...init }]] = calls;
    assert.deepEqual(Object.keys(headers), ['traceparent']);
    assert.deepEqual(init, { method: 'POST', body: 'text' });
  }
  await finish();
});

test("the platform's own fetch, given as an argument, does not take the headers to another host", async (t) => {
  const { origins, received } = await startHosts(t);
  const { tracer, finish } = recording({ propagate: { to: [origins.a] } });
  await tracer.trace('step', () => tracer.traceFetch(fetch)(`${origins.a}/?hops=302.b,302.a`));
  assert.deepEqual(received.map(oursIn), [['traceparent'], [], ['traceparent']]);
  await finish();
});
