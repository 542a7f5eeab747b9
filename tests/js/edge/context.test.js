// Whom a handler trusts: the context of a caller that is accepted is the parent; any other is only linked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instrument } from '../../../js/edge/index.js';
import { describeProducer, parseLineage } from '../../../js/propagate/lineage.js';
import { controlled, Platform, requestTo, traced } from './support/platform.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const headersOf = (/** @type {number} */ flags) => ({ traceparent: `00-${TRACE}-${SPAN}-0${flags}` });

/**
 * Handles one request, and returns its root span, if there is one.
 * @param {import('node:test').TestContext} t @param {object} options @param {HeadersInit} headers @param {() => Response} [handle]
 */
async function handled(t, options, headers, handle = () => new Response('short')) {
  const { tracer, sink } = traced(t);
  const platform = new Platform();
  const worker = instrument({ fetch: (/** @type {any[]} */ ..._) => handle() }, { tracer, ...options });
  const response = await worker.fetch(requestTo('/', { headers }), {}, platform.ctx);
  const text = await response.text();
  await platform.settled();
  return { root: sink.spans.find(({ name }) => name === 'GET'), response, text };
}

test('a caller that is not accepted is linked: it neither decides about the trace nor about sampling, and gets no lineage', async (t) => {
  for (const options of [{}, { acceptTraceContext: false }, { acceptTraceContext: () => false }])
    for (const flags of [0, 1]) {
      const { root, response } = await handled(t, options, headersOf(flags));
      assert.notEqual(root?.traceId, TRACE);
      assert.equal(root?.parentSpanId, undefined);
      assert.deepEqual(
        root?.links.map(({ traceId, spanId }) => [traceId, spanId]),
        [[TRACE, SPAN]],
      );
      assert.equal(response.headers.has('spanloom-lineage'), false);
    }
});

test('a caller that is accepted is the parent, and its sampling decision holds', async (t) => {
  for (const acceptTraceContext of [true, (/** @type {Request} */ request) => request.url.endsWith('/')]) {
    const { root, response } = await handled(t, { acceptTraceContext }, headersOf(1));
    assert.deepEqual([root?.traceId, root?.parentSpanId, root?.links], [TRACE, SPAN, []]);
    assert.equal(response.headers.get('spanloom-lineage'), lineageOf(root));
    const { root: none, text, response: silent } = await handled(t, { acceptTraceContext }, headersOf(0));
    assert.deepEqual([none, text, silent.headers.has('spanloom-lineage')], [undefined, 'short', false]);
  }
});

/** What names a span as the producer of a message. @param {{ spanId: string } | undefined} span */
const lineageOf = (span) => span && describeProducer(wordsOf(span.spanId), wordsOf(SPAN));

const wordsOf = (/** @type {string} */ id) => [id.slice(0, 8), id.slice(8)].map((word) => Number.parseInt(word, 16));

test('a function that decides may fail: then nobody is trusted, and the error is reported', async (t) => {
  const error = new Error('no key');
  const answers = [
    () => {
      throw error;
    },
    () => 'yes',
    async () => true,
  ];
  for (const acceptTraceContext of answers) {
    /** @type {unknown[]} */
    const errors = [];
    const { tracer, sink } = traced(t, { onError: (/** @type {unknown} */ each) => errors.push(each) });
    const platform = new Platform();
    const worker = instrument(
      { fetch: (/** @type {any[]} */ ..._) => new Response('ok') },
      /** @type {any} */ ({ tracer, acceptTraceContext }),
    );
    await worker.fetch(requestTo('/', { headers: headersOf(1) }), {}, platform.ctx);
    await platform.settled();
    assert.notEqual(sink.spans[0].traceId, TRACE);
    assert.deepEqual(errors, acceptTraceContext === answers[0] ? [error] : []);
  }
});

test('the step whose result is the answer is named as its producer, before the first byte', async (t) => {
  const { tracer, find } = traced(t);
  const platform = new Platform();
  const { stream, send, close } = controlled();
  const answer = tracer.llm(async () => stream, { name: 'answer' });
  const outer = tracer.workflow(async () => answer(), { name: 'outer' });
  const worker = instrument(
    { fetch: async (/** @type {any[]} */ ..._) => new Response(await outer()) },
    { tracer, acceptTraceContext: true },
  );
  const response = await worker.fetch(requestTo('/', { headers: headersOf(1) }), {}, platform.ctx);
  const lineage = response.headers.get('spanloom-lineage');
  send('text');
  close();
  assert.equal(await response.text(), 'text');
  await platform.settled();
  assert.equal(lineage, lineageOf(find('outer')));
  assert.equal(find('answer').output, 'text');
  assert.equal(find('GET').output, 'text');
  assert.ok(parseLineage(lineage)?.producer);
});

test('a page of another origin may read the lineage where the program lets it read the answer', async (t) => {
  const open = { 'access-control-allow-origin': 'https://page.example' };
  const cases = /** @type {[Record<string, string>, string | null][]} */ ([
    [{}, null],
    [open, 'spanloom-lineage'],
    [{ ...open, 'access-control-expose-headers': 'X-Total, Spanloom-Lineage' }, 'X-Total, Spanloom-Lineage'],
    [{ ...open, 'access-control-expose-headers': 'X-Total' }, 'X-Total, spanloom-lineage'],
    [{ ...open, 'access-control-expose-headers': '*' }, '*'],
    [
      { ...open, 'access-control-allow-credentials': 'true', 'access-control-expose-headers': '*' },
      '*, spanloom-lineage',
    ],
  ]);
  for (const [headers, expected] of cases) {
    const { response } = await handled(
      t,
      { acceptTraceContext: true },
      headersOf(1),
      () => new Response('body', { headers }),
    );
    assert.equal(response.headers.get('access-control-expose-headers'), expected);
    const { response: foreign } = await handled(t, {}, headersOf(1), () => new Response('body', { headers }));
    assert.equal(
      foreign.headers.get('access-control-expose-headers'),
      headers['access-control-expose-headers'] ?? null,
    );
  }
});

test('a preflight that the program allows also allows what was asked for of ours', async (t) => {
  const { tracer } = traced(t);
  const asked = 'authorization, traceparent, spanloom-lineage';
  const cases = /** @type {[Record<string, string>, string | null][]} */ ([
    [{}, null],
    [{ 'access-control-allow-origin': '*' }, 'traceparent, spanloom-lineage'],
    [
      { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization' },
      'authorization, traceparent, spanloom-lineage',
    ],
    [{ 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }, '*'],
  ]);
  for (const [headers, expected] of cases)
    for (const method of ['OPTIONS', 'GET']) {
      const worker = instrument(() => new Response(null, { status: 204, headers }), { tracer });
      const request = requestTo('/', { method, headers: { 'access-control-request-headers': asked } });
      const response = await /** @type {any} */ (worker)(request);
      const before = headers['access-control-allow-headers'] ?? null;
      assert.equal(response.headers.get('access-control-allow-headers'), method === 'OPTIONS' ? expected : before);
    }
});

test('what is read of a request is the input of the root span, is no evidence, and is masked as any content', async (t) => {
  const { tracer, sink, find } = traced(t, { mask: (value) => JSON.stringify(value).replaceAll('secret', '***') });
  const echo = tracer.task((/** @type {any} */ value) => value, { name: 'echo' });
  const platform = new Platform();
  const worker = instrument(
    async (/** @type {Request} */ request) => {
      const copy = request.clone();
      echo(await request.json());
      return new Response(await copy.text());
    },
    { tracer },
  );
  const body = JSON.stringify({ question: 'the secret question of a user, which is long enough to be evidence' });
  const response = await /** @type {any} */ (worker)(requestTo('/', { method: 'POST', body }), platform.ctx);
  assert.equal(await response.text(), body);
  await platform.settled();
  assert.match(String(find('POST').input), /\*\*\* question/);
  assert.deepEqual(find('echo').links, []);
  assert.ok(sink.spans.every((span) => !JSON.stringify(span.input).includes('secret')));
});

test('a request body that cannot be read fails as before', async (t) => {
  const { tracer } = traced(t);
  const worker = instrument(async (/** @type {Request} */ request) => Response.json(await request.json()), { tracer });
  await assert.rejects(/** @type {any} */ (worker)(requestTo('/', { method: 'POST', body: '{' })), SyntaxError);
});
