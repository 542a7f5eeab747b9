// Requests from a page, where redirects cannot be seen. The platform is a stand-in: real browsers run tests/runtime.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDefault, sendWith } from '../../../js/fetch/in-page.js';
import { readOutgoing } from '../../../js/fetch/outgoing.js';

const FIELDS = { traceparent: 'ours' };
const OPAQUE = /** @type {any} */ ({ type: 'opaqueredirect' });

/** Sends a request to a platform whose answers are given. @param {any[]} args @param {...any} answers an Error is thrown */
async function sent(args, ...answers) {
  /** @type {any[]} */
  const calls = [];
  const platform = async (/** @type {any[]} */ ...given) => {
    calls.push(given);
    const answer = answers[calls.length - 1];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const out = readOutgoing(platform, args);
  assert.ok(out);
  const result = await sendWith(out, FIELDS).catch((error) => error);
  return { calls, result };
}

const URL_A = 'https://a.example/';
const response = Response.json({});

test('a request that is not redirected is sent once', async () => {
  const { calls, result } = await sent([URL_A, { headers: { own: '1' } }], response);
  assert.equal(result, response);
  assert.deepEqual(calls, [[URL_A, { headers: { own: '1', ...FIELDS }, redirect: 'manual' }]]);
});

test('a safe request that is redirected or fails is sent again as it is', async () => {
  for (const method of ['GET', 'head'])
    for (const first of [OPAQUE, new TypeError('Failed to fetch')]) {
      const args = [URL_A, { method }];
      const { calls, result } = await sent(args, first, response);
      assert.equal(result, response);
      assert.deepEqual(calls[1], args);
      assert.equal(calls[1][1], args[1]);
    }
  const last = new TypeError('the last');
  const { calls, result } = await sent([URL_A], new TypeError('the first'), last);
  assert.equal(result, last);
  assert.deepEqual([calls[0][1], calls[1]], [{ headers: FIELDS, redirect: 'manual' }, [URL_A]]);
});

test('a request that may have an effect is sent once, whatever comes', async () => {
  const unsafe = [{ method: 'POST', body: 'x' }, { method: 'delete' }, { keepalive: true }];
  const asked = [{ redirect: 'manual' }, { redirect: 'error' }];
  for (const init of [...unsafe, ...asked])
    for (const answer of [response, OPAQUE, new TypeError('Failed to fetch')]) {
      const { calls, result } = await sent([URL_A, init], answer);
      assert.equal(result, answer);
      assert.deepEqual(calls, [[URL_A, { ...init, headers: FIELDS }]]);
    }
});

test("by default the page's own origin is the destination", (t) => {
  assert.equal(isDefault(URL_A), false);
  Reflect.defineProperty(globalThis, 'location', { value: new URL('https://a.example/page'), configurable: true });
  t.after(() => Reflect.deleteProperty(globalThis, 'location'));
  assert.equal(isDefault('https://a.example/ask'), true);
  for (const url of ['https://a.example:8443/', 'http://a.example/', 'https://a.example.evil/'])
    assert.equal(isDefault(url), false, url);
});
