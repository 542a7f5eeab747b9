import assert from 'node:assert/strict';
import { test } from 'node:test';
import { otlp } from '../../js/exporter/otlp.js';
import { retryDelay } from '../../js/exporter/retry.js';
import { encoded, exportContext, FAST, until } from './support/exports.js';
import { answer, hang, reset, startServer } from './support/http-server.js';

const OPTIONS = { attempts: 6, baseDelay: 500, maxDelay: 30_000 };
const NOW = Date.parse('2026-01-01T00:00:00Z');

test('Retry-After comes first, in seconds or as a date, and is capped', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: NOW });
  for (const [retryAfter, delay] of /** @type {const} */ ([
    ['7', 7000],
    ['0', 0],
    ['0.5', 500],
    ['86400', 30_000],
    ['Thu, 01 Jan 2026 00:00:09 GMT', 9000],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['Thu, 01 Jan 2027 00:00:00 GMT', 30_000],
  ])) {
    assert.equal(retryDelay(1, retryAfter, OPTIONS), delay, retryAfter);
  }
});

test('without a Retry-After that can be read, the delay is random below a bound that doubles up to the cap', (t) => {
  const random = t.mock.method(Math, 'random', () => 0.5);
  for (const retryAfter of ['', null, undefined, 'soon', '-1']) {
    const delays = [1, 2, 3, 7, 40].map((failures) => retryDelay(failures, retryAfter, OPTIONS));
    assert.deepEqual(delays, [250, 500, 1000, 15_000, 15_000], String(retryAfter));
  }
  random.mock.mockImplementation(() => 0);
  assert.equal(retryDelay(3, '', OPTIONS), 0);
});

for (const status of [429, 502, 503, 504]) {
  test(`${status} is tried again, with the same body`, async (t) => {
    const { url, requests } = await startServer(t, answer(status), answer(status), answer(200));
    const context = exportContext();
    await otlp({ url, retry: FAST }).export(encoded('spans'), context);
    assert.deepEqual(
      requests.map(({ body }) => body.toString()),
      ['spans', 'spans', 'spans'],
    );
    assert.deepEqual(context.counts, { attempts: 2, retries: 2, failures: 2 });
  });
}

for (const status of [300, 401, 403, 404, 408, 413, 500, 501, 505]) {
  test(`${status} is not`, async (t) => {
    const { url, requests } = await startServer(t, answer(status, '', { 'retry-after': '0' }));
    const exporting = otlp({ url, retry: FAST }).export(encoded('spans'), exportContext());
    await assert.rejects(exporting, { reason: `http_${status}` });
    assert.equal(requests.length, 1);
  });
}

test('gives up after so many attempts and tells the last answer', async (t) => {
  const { url, requests } = await startServer(t, answer(503, 'overloaded', { 'content-type': 'text/plain' }));
  const context = exportContext();
  await assert.rejects(otlp({ url, retry: FAST }).export(encoded('spans'), context), (/** @type {any} */ error) => {
    return error.reason === 'retries_exhausted' && error.message.endsWith('answered 503 overloaded');
  });
  assert.equal(requests.length, FAST.attempts);
  assert.deepEqual(context.counts, { attempts: 2, retries: 2, failures: 2 });
});

for (const [form, value] of /** @type {const} */ ([
  ['seconds', () => '7'],
  ['a date', () => new Date(Date.now() + 7900).toUTCString()],
])) {
  test(`waits as long as a 429 asks for in ${form}`, async (t) => {
    const { url } = await startServer(t, answer(429, '', { 'retry-after': value() }), answer(200));
    /** @type {number[]} */
    const waits = [];
    const { setTimeout } = globalThis;
    t.mock.method(globalThis, 'setTimeout', (/** @type {() => void} */ ring, /** @type {number} */ ms) => {
      const isOurs = ms > 5000 && ms <= 8000;
      if (isOurs) waits.push(ms);
      return setTimeout(ring, isOurs ? 0 : ms);
    });
    await otlp({ url, timeout: 60_000 }).export(encoded('spans'), exportContext());
    assert.equal(waits.length, 1);
  });
}

test('six attempts unless told otherwise', async (t) => {
  const { url, requests } = await startServer(t, answer(503, '', { 'retry-after': '0' }));
  await assert.rejects(otlp({ url }).export(encoded('spans'), exportContext()), { reason: 'retries_exhausted' });
  assert.equal(requests.length, 6);
});

test('a connection that is reset is tried again', async (t) => {
  const { url, requests } = await startServer(t, reset, answer(200));
  await otlp({ url, retry: FAST }).export(encoded('spans'), exportContext());
  assert.equal(requests.length, 2);
});

test('a network that stays broken ends as `network`, with the cause', async (t) => {
  const { url, requests } = await startServer(t, reset);
  const exporting = otlp({ url, retry: FAST }).export(encoded('spans'), exportContext());
  await assert.rejects(exporting, (/** @type {any} */ error) => {
    return (
      error.reason === 'network' && /ECONNRESET|UND_ERR_SOCKET/.test(error.message) && error.cause instanceof Error
    );
  });
  assert.equal(requests.length, FAST.attempts);
});

test('an attempt without an answer is given up and tried again', async (t) => {
  const { url, requests } = await startServer(t, hang, answer(200));
  await otlp({ url, timeout: 500, retry: FAST }).export(encoded('spans'), exportContext());
  assert.equal(requests.length, 2);
});

test('silence ends as `timeout`', async (t) => {
  const { url, requests } = await startServer(t, hang);
  const exporting = otlp({ url, timeout: 50, retry: FAST }).export(encoded('spans'), exportContext());
  await assert.rejects(exporting, { reason: 'timeout' });
  assert.equal(requests.length, FAST.attempts);
});

test('a success whose body never ends is a success', async (t) => {
  const { url, requests } = await startServer(t, (response) => response.writeHead(200).write('x'));
  const result = await otlp({ url, timeout: 500, retry: FAST }).export(encoded('spans'), exportContext());
  assert.deepEqual(result, { rejected: 0, message: '' });
  assert.equal(requests.length, 1);
});

test('the signal ends the wait for the next attempt', async (t) => {
  const { url, requests } = await startServer(t, answer(503, '', { 'retry-after': '3600' }));
  const { abort, ...context } = exportContext();
  const timers = t.mock.method(globalThis, 'setTimeout').mock;
  const exporting = otlp({ url, retry: { maxDelay: 3_600_000 } }).export(encoded('spans'), context);
  await until(() => timers.calls.some(({ arguments: [, ms] }) => ms === 3_600_000));
  abort.abort();
  await assert.rejects(exporting, { reason: 'retries_exhausted' });
  assert.equal(requests.length, 1);
  assert.deepEqual(context.counts, { attempts: 0, retries: 0, failures: 0 });
});

test('the signal ends the request, and a new one is not sent', async (t) => {
  const { url, requests } = await startServer(t, hang);
  const { abort, ...context } = exportContext();
  const exporting = otlp({ url, retry: FAST }).export(encoded('spans'), context);
  await until(() => requests.length === 1);
  abort.abort();
  await assert.rejects(exporting, { reason: 'timeout' });
  const dead = otlp({ url, retry: FAST }).export(encoded('spans'), context);
  await assert.rejects(dead, { reason: 'timeout' });
  assert.equal(requests.length, 1);
});
