// Sizes: of an event, of a payload, and of what a receiver refuses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, datadog } from '../../../js/index.js';
import { intake, spanWith } from '../support/datadog-events.js';
import { exportContext, FAST } from '../support/exports.js';

const DROPPED = "[This value has been dropped because this span's size exceeds the 5MB size limit.]";
const MAX_PAYLOAD = 5 * 2 ** 20;
const text = (/** @type {number} */ length) => 'x'.repeat(length);

/** @param {import('../../../js/index.js').FinishedSpan[]} spans @param {(() => Response)[]} answers */
async function sent(spans, ...answers) {
  const { fetch, requests } = intake(...answers);
  const context = exportContext();
  const exporter = datadog({ mlApp: 'bot', url: 'http://agent.example', fetch, retry: FAST });
  /** @type {any} */
  const result = await Promise.resolve(exporter.export(spans, context)).catch((error) => error);
  return { requests, result, counts: context.counts };
}

test('the content of an event of 5 MB is dropped, and nothing else of it', async () => {
  const links = [
    { traceId: '1'.padStart(32, '0'), spanId: '2'.padStart(16, '0'), attributes: { from: 'output', to: 'input' } },
  ];
  const attributes = { metadata: '{"a":1}' };
  const { requests } = await sent([spanWith({ input: text(100) })]);
  const overhead = JSON.stringify(requests[0].wrappers[0].spans[0]).length - 100;
  for (const [length, isDropped] of /** @type {const} */ ([
    [4_999_999 - overhead, false],
    [5_000_000 - overhead, true],
  ])) {
    const [{ events }] = (await sent([spanWith({ input: text(length) })])).requests;
    assert.equal(events[0].meta.input.value === DROPPED, isDropped, `${length}`);
    assert.deepEqual(events[0].collection_errors, isDropped ? ['dropped_io'] : undefined);
  }
  const big = spanWith({ kind: 'llm', output: text(5_000_000), attributes, links });
  const [{ events }] = (await sent([big])).requests;
  const { meta, span_links, collection_errors } = events[0];
  assert.deepEqual([meta.input, meta.output, meta.metadata], [{ value: DROPPED }, { value: DROPPED }, { a: 1 }]);
  assert.equal(span_links.length, 1);
  assert.deepEqual(collection_errors, ['dropped_io']);
});

test('the size of an event is that of its ASCII: an escaped character counts six bytes', async () => {
  const [{ events }] = (await sent([spanWith({ input: 'é'.repeat(900_000) })])).requests;
  assert.equal(events[0].meta.input.value, DROPPED);
});

test('that content is dropped is a warning, once for a batch', async () => {
  const { fetch } = intake();
  /** @type {any[]} */
  const errors = [];
  const exporter = datadog({ mlApp: 'bot', url: 'http://agent.example', fetch });
  const capture = { maxValueBytes: 8_000_000 };
  const tracer = createTracer({ exporters: [exporter], capture, onError: (error) => errors.push(error) });
  for (const length of [5_000_000, 10, 5_000_000]) tracer.trace('step', () => text(length));
  await tracer.shutdown();
  assert.deepEqual(
    errors.map(({ reason }) => reason),
    errors.map(() => 'warning'),
  );
  const dropped = errors.map(({ message }) => Number(/input and output of (\d+) spans dropped/.exec(message)?.[1]));
  assert.equal(
    dropped.reduce((sum, count) => sum + count, 0),
    2,
  );
  assert.equal(tracer.stats().spans.exported, 3);
});

test('a payload has what fits into 5 MiB, in order', async () => {
  const sizes = [2_000_000, 2_000_000, 2_000_000, 10, 4_900_000, 400_000, 10];
  const spans = sizes.map((size, i) => spanWith({ name: `s${i}`, input: text(size) }));
  const { requests, result, counts } = await sent(spans);
  assert.deepEqual(
    requests.map(({ events }) => events.map(({ name }) => name)),
    [['s0', 's1'], ['s2', 's3'], ['s4'], ['s5', 's6']],
  );
  for (const { body } of requests) assert.ok(body.length <= MAX_PAYLOAD);
  assert.deepEqual([result, counts], [{}, { attempts: 3, retries: 0, failures: 0 }]);
});

test('a payload may be exactly 5 MiB', async () => {
  const probe = [spanWith({ input: text(3_000_000) }), spanWith({ input: text(2_000_000) })];
  const { length } = (await sent(probe)).requests[0].body;
  const fill = (/** @type {number} */ more) => [
    probe[0],
    spanWith({ input: text(2_000_000 + MAX_PAYLOAD - length + more) }),
  ];
  const exact = await sent(fill(0));
  assert.deepEqual(
    exact.requests.map(({ body }) => body.length),
    [MAX_PAYLOAD],
  );
  assert.equal((await sent(fill(1))).requests.length, 2);
});

const tooLarge = () => new Response('', { status: 413 });
const took = () => new Response('{}', { status: 202 });
const refused = () => new Response('', { status: 400 });
const names = (/** @type {number} */ count) => Array.from({ length: count }, (_, i) => spanWith({ name: `s${i}` }));

test('a payload that is refused as too large is halved, down to single events', async () => {
  const { requests, result, counts } = await sent(names(4), tooLarge, tooLarge, took, tooLarge, took);
  assert.deepEqual(
    requests.map(({ events }) => events.map(({ name }) => name).join()),
    ['s0,s1,s2,s3', 's0,s1', 's0', 's1', 's2,s3'],
  );
  assert.deepEqual([result.rejected, counts], [1, { attempts: 4, retries: 0, failures: 3 }]);
  assert.match(result.message, /answered 413 to one span: lower capture.maxValueBytes/);
});

test('what one payload loses is counted apart from what another delivers; if all are lost, the error says why', async () => {
  const spans = [4_000_000, 4_000_000, 4_000_000].map((size) => spanWith({ input: text(size) }));
  const partial = await sent(spans, refused, took, refused);
  assert.deepEqual([partial.result.rejected, partial.counts.failures], [2, 2]);
  const whole = await sent(spans, refused);
  assert.deepEqual([whole.result.reason, whole.counts], ['http_400', { attempts: 2, retries: 0, failures: 2 }]);
});

test('the tracer accounts for each span of a batch that is delivered in part', async () => {
  const { fetch } = intake(tooLarge, took, refused);
  /** @type {any[]} */
  const errors = [];
  const exporter = datadog({ mlApp: 'bot', url: 'http://agent.example', fetch });
  const tracer = createTracer({ exporters: [exporter], onError: (error) => errors.push(error) });
  for (let i = 0; i < 5; i++) tracer.trace(`s${i}`, () => 1);
  await tracer.shutdown();
  const { spans, exporters } = tracer.stats();
  assert.deepEqual([spans.ended, spans.exported, spans.dropped], [5, 2, { rejected: 3 }]);
  assert.deepEqual([exporters[0].attempts, exporters[0].failures], [3, 2]);
  assert.deepEqual(
    errors.map(({ reason }) => reason),
    ['rejected'],
  );
});

test('nothing is sent for no spans', async () => {
  const { requests, result } = await sent([]);
  assert.deepEqual([requests, result], [[], {}]);
});
