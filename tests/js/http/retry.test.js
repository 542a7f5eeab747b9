import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Delivery } from '../../../js/delivery/delivery.js';
import { readExporter } from '../../../js/exporters/read-exporter.js';
import { retry, retryDelay } from '../../../js/http/retry.js';
import { parseRetryAfter } from '../../../js/http/retry-after.js';
import { createTracer } from '../../../js/index.js';
import { otlp } from '../../../js/otlp/otlp.js';
import { encoded, exportContext, FAST, until } from '../support/exports.js';
import { answer, hang, reset, startServer } from '../support/http-server.js';

const OPTIONS = { attempts: 6, baseDelay: 500, maxDelay: 30_000 };
/** @param {number} failures @param {string | null} header */
const delayAfter = (failures, header) => retryDelay(failures, parseRetryAfter(header) ?? -1, OPTIONS);
const NOW = Date.parse('2026-01-01T00:00:00Z');

test('Retry-After takes precedence, in seconds or as a date, and is capped', (t) => {
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
    assert.equal(delayAfter(1, retryAfter), delay, retryAfter);
  }
});

test('without a valid Retry-After, the delay is random below a bound that doubles up to the cap', (t) => {
  const random = t.mock.method(Math, 'random', () => 0.5);
  for (const retryAfter of ['', null, 'soon', '-1']) {
    const delays = [1, 2, 3, 7, 40].map((failures) => delayAfter(failures, retryAfter));
    assert.deepEqual(delays, [250, 500, 1000, 15_000, 15_000], String(retryAfter));
  }
  random.mock.mockImplementation(() => 0);
  assert.equal(delayAfter(3, ''), 0);
});

for (const status of [429, 502, 503, 504]) {
  test(`${status} is retried with the same body`, async (t) => {
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
  test(`${status} is not retried`, async (t) => {
    const { url, requests } = await startServer(t, answer(status, '', { 'retry-after': '0' }));
    const exporting = otlp({ url, retry: FAST }).export(encoded('spans'), exportContext());
    await assert.rejects(exporting, { reason: `http_${status}` });
    assert.equal(requests.length, 1);
  });
}

test('gives up after the last attempt, and reports the last response', async (t) => {
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

test('makes six attempts by default', async (t) => {
  const { url, requests } = await startServer(t, answer(503, '', { 'retry-after': '0' }));
  await assert.rejects(otlp({ url }).export(encoded('spans'), exportContext()), { reason: 'retries_exhausted' });
  assert.equal(requests.length, 6);
});

test('a connection that is reset is retried', async (t) => {
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

test('an attempt without a response is given up and retried', async (t) => {
  const { url, requests } = await startServer(t, hang, answer(200));
  await otlp({ url, timeout: 500, retry: FAST }).export(encoded('spans'), exportContext());
  assert.equal(requests.length, 2);
});

test('without any response it ends as `timeout`', async (t) => {
  const { url, requests } = await startServer(t, hang);
  const exporting = otlp({ url, timeout: 500, retry: FAST }).export(encoded('spans'), exportContext());
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

test('an attempt that is followed by another says why it failed; the last one does not', async (t) => {
  const { url } = await startServer(t, answer(503, 'busy', { 'content-type': 'text/plain' }));
  /** @type {string[]} */
  const said = [];
  const context = { ...exportContext(), retrying: (/** @type {Error} */ { message }) => said.push(message) };
  await assert.rejects(otlp({ url, retry: FAST }).export(encoded('spans'), context));
  assert.deepEqual(said, Array(FAST.attempts - 1).fill(`otlp ${new URL(url).host}: answered 503 busy`));
  said.length = 0;
  await assert.rejects(otlp({ url, retry: { attempts: 1 } }).export(encoded('spans'), context));
  assert.deepEqual(said, []);
});

test('the first failed attempt is reported at once, with the hint, and each reason once', async (t) => {
  const location = { href: 'https://page.example/', origin: 'https://page.example' };
  Object.defineProperty(globalThis, 'location', { value: location, configurable: true });
  t.after(() => Reflect.deleteProperty(globalThis, 'location'));
  /** @type {any[]} */
  const errors = [];
  let attempts = 0;
  const fetch = async () => {
    attempts++;
    if (attempts % 3 > 0) throw new TypeError('Failed to fetch');
    return new Response('', { status: attempts === 3 ? 503 : 200 });
  };
  const exporter = otlp({
    url: 'https://a.example/v1/traces',
    fetch,
    retry: { attempts: 9, baseDelay: 1 },
    store: false,
  });
  const tracer = createTracer({ exporters: [exporter], onError: (error) => errors.push(error) });
  const firsts = [];
  for (const name of ['a', 'b']) {
    tracer.startSpan(name).end();
    await tracer.flush();
    firsts.push(errors.length);
  }
  assert.deepEqual(
    errors.map(({ reason, message }) => [reason, message]),
    [
      ['warning', 'otlp a.example: Failed to fetch (is it up, allowed by CORS and by connect-src?); trying again'],
      ['warning', 'otlp a.example: answered 503; trying again'],
    ],
  );
  assert.deepEqual(firsts, [2, 2]);
  const { exported, dropped } = /** @type {any} */ (tracer.stats()).spans;
  assert.deepEqual([attempts, exported, dropped], [9, 2, {}]);
  await tracer.shutdown();
});

test('the warning does not wait for the next attempt, and a later loss is reported as well', async () => {
  /** @type {any[]} */
  const errors = [];
  const fetch = () => Promise.reject(new TypeError('no route'));
  const exporter = otlp({
    url: 'http://localhost:1/v1/traces',
    fetch,
    timeout: 200,
    retry: { attempts: 2, baseDelay: 3_600_000 },
  });
  const random = Math.random;
  Math.random = () => 1;
  const delivery = new Delivery(
    readExporter('x', { ...exporter, timeout: 300 }),
    { maxSpans: 9, maxBytes: 9 },
    {
      settled() {},
      onError: (error) => errors.push(error),
    },
  );
  const batch = encoded('s');
  delivery.enqueue({ spanCount: 1, byteLength: 1, payloadFor: () => batch });
  await until(() => errors.length > 0);
  Math.random = random;
  assert.deepEqual([delivery.stats.attempts, delivery.stats.dropped], [1, {}]);
  await delivery.idle();
  assert.deepEqual(
    errors.map(({ reason }) => reason),
    ['warning', 'timeout'],
  );
});

// No timer of a retry keeps the process alive.
/** @type {NodeJS.Timeout} */
let alive;
before(() => {
  alive = setInterval(() => {}, 1000);
});
after(() => clearInterval(alive));

/** A transport of attempts with these results, in order. */
function transportOf(/** @type {import('../../../js/http/retry.js').AttemptResult<string>[]} */ ...results) {
  const context = { ...exportContext(), postponed: 0, postpone: (/** @type {number} */ _) => void context.postponed++ };
  const attempt = async () => results.shift() ?? assert.fail('one attempt too many');
  const urgent = { wake: () => {} };
  const run = (options = FAST, more = {}) =>
    retry(attempt, options, { ...context, ...more }, (wake) => {
      urgent.wake = wake;
      return () => {};
    });
  return { run, context, urgent, results };
}
const failed = (more = {}) => ({ error: new Error('no'), canRetry: true, ...more });

test('any transport is retried until it answers, and each attempt is counted', async () => {
  const { run, context } = transportOf(failed(), failed(), { answer: 'yes' });
  assert.equal(await run(), 'yes');
  assert.deepEqual(context.counts, { attempts: 2, retries: 2, failures: 2 });
});

test('an attempt that was interrupted is repeated at once, and is no failure', async () => {
  const interrupted = failed({ isAborted: true });
  const { run, context } = transportOf(interrupted, interrupted, interrupted, { answer: 'yes' });
  assert.equal(await run({ attempts: 1, baseDelay: 3_600_000, maxDelay: 3_600_000 }), 'yes');
  assert.deepEqual(context.counts, { attempts: 3, retries: 3, failures: 0 });
});

test('what cannot be retried is not, and an attempt too many is not made', async () => {
  const useless = transportOf(failed({ canRetry: false }));
  await assert.rejects(useless.run(), /no/);
  const never = transportOf(failed(), failed(), failed());
  await assert.rejects(never.run(), /no/);
  assert.deepEqual([useless.context.counts.attempts, never.context.counts.attempts], [0, FAST.attempts - 1]);
});

test('a wait that is too long is left to whoever stores the data, and ends early where it is urgent', async () => {
  const asked = failed({ retryAfter: FAST.maxDelay + 1 });
  const stored = transportOf(asked);
  await assert.rejects(stored.run(FAST, { isAtRisk: () => false }), /no/);
  const atRisk = transportOf(asked, { answer: 'yes' });
  assert.equal(await atRisk.run(FAST, { isAtRisk: () => true }), 'yes');
  assert.deepEqual([stored.context.postponed, atRisk.context.postponed], [1, 1]);
  const slow = transportOf(failed(), { answer: 'yes' });
  const answered = slow.run({ attempts: 2, baseDelay: 3_600_000, maxDelay: 3_600_000 });
  await until(() => slow.results.length === 1);
  slow.urgent.wake();
  assert.equal(await answered, 'yes');
});
