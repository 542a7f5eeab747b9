// What an event says of a span.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { KIND_NAMES } from '../../../js/base/kinds.js';
import { VERSION } from '../../../js/base/version.js';
import { encode } from '../../../js/datadog/encode.js';
import { eventOf } from '../../../js/datadog/event.js';
import { createTracer, datadog } from '../../../js/index.js';
import { intake, spanWith } from '../support/datadog-events.js';

/** @param {any} fields @param {Record<string, unknown>} [resource] */
const jsonOf = (fields, resource = {}) => encode(eventOf(spanWith(fields), 'bot', resource));
/** @param {any} fields @param {Record<string, unknown>} [resource] */
const event = (fields, resource) => JSON.parse(jsonOf(fields, resource)).spans[0];

test('ids are decimal, a root says so, and times are exact integers', () => {
  const json = jsonOf({ parentSpanId: 'ffffffffffffffff' });
  assert.match(json, /"start_ns":1796075717934495123,"duration":16764333,/);
  const { trace_id, span_id, parent_id, _dd, name, status } = JSON.parse(json).spans[0];
  assert.deepEqual(
    { trace_id, span_id, parent_id, name, status },
    {
      trace_id: 'f4df367792188623015ac05505830fc0',
      span_id: '10545607340989352417',
      parent_id: '18446744073709551615',
      name: 'step',
      status: 'ok',
    },
  );
  assert.deepEqual(_dd, { span_id, trace_id });
  assert.equal(event({}).parent_id, 'undefined');
});

test('everything outside of printable ASCII is escaped, and reads back the same', () => {
  const name = 'é\u007f\ud83d\ude00\ud800"\\\n\u0000';
  const json = jsonOf({ name, input: name });
  assert.match(json, /^[ -~]*$/);
  assert.ok(json.includes('\\u00e9\\u007f\\ud83d\\ude00\\ud800\\"'));
  assert.deepEqual([event({ name }).name, event({ input: name }).meta.input.value], [name, name]);
});

test('meta has the kind; the model only if the kind asks one, and then always', () => {
  for (const kind of KIND_NAMES) {
    const { meta } = event({ kind });
    const model = kind === 'llm' || kind === 'embedding' ? { model_name: 'custom', model_provider: 'custom' } : {};
    assert.deepEqual(meta, { 'span.kind': kind, ...model, metadata: {} });
  }
  const attributes = { 'gen_ai.request.model': 'big', 'gen_ai.provider.name': 'OpenAI' };
  const { model_name, model_provider } = event({ kind: 'llm', attributes }).meta;
  assert.deepEqual([model_name, model_provider], ['big', 'openai']);
  const answered = { ...attributes, 'gen_ai.response.model': 'big-2026' };
  assert.equal(event({ kind: 'llm', attributes: answered }).meta.model_name, 'big-2026');
  assert.equal(event({ kind: 'tool', attributes }).meta.model_name, undefined);
});

test('metadata, metrics, session and tags', () => {
  const attributes = {
    metadata: '{"temperature":1,"nested":{"a":[1]}}',
    'gen_ai.usage.input_tokens': 3,
    'gen_ai.usage.cache_read.input_tokens': 2,
    'gen_ai.usage.odd': '7',
    'spanloom.metric.score.of.x': 0.5,
    'spanloom.metric.count': 2n,
    'spanloom.metric.nan': Number.NaN,
    'session.id': 's1',
    'user.id': 'u1',
    'tag.tags': ['plan:pro', 'beta', 'env:mine'],
    'openinference.span.kind': 'CHAIN',
  };
  const resource = { 'service.name': 'shop', 'service.version': '1.2', 'deployment.environment.name': 'prod' };
  const { meta, metrics, session_id, tags } = event({ attributes }, resource);
  assert.deepEqual(meta.metadata, { temperature: 1, nested: { a: [1] } });
  assert.deepEqual(metrics, { input_tokens: 3, cache_read_input_tokens: 2, 'score.of.x': 0.5, count: 2 });
  assert.equal(session_id, 's1');
  assert.deepEqual(tags, [
    'version:1.2',
    'service:shop',
    'source:integration',
    'ml_app:bot',
    `spanloom.version:${VERSION}`,
    'language:javascript',
    'error:0',
    'session_id:s1',
    'user_id:u1',
    'plan:pro',
    'beta',
    'env:mine',
  ]);
  assert.deepEqual(event({}).tags.slice(0, 3), ['version:', 'env:', 'service:']);
  assert.ok(!('session_id' in event({})));
});

test('an error has its message, type and stack, and two tags', () => {
  const attributes = { 'error.type': 'RangeError', 'exception.message': 'too far', 'exception.stacktrace': 'at x' };
  const { status, meta, tags } = event({ status: { code: 'error', message: 'too far' }, attributes });
  assert.equal(status, 'error');
  assert.deepEqual(meta, {
    'span.kind': 'task',
    metadata: {},
    'error.message': 'too far',
    'error.stack': 'at x',
    'error.type': 'RangeError',
  });
  assert.ok(tags.includes('error:1') && tags.includes('error_type:RangeError'));
});

test('links: three of the four directions, ids as in the event, nothing else', () => {
  const link = (/** @type {any} */ attributes) => ({ traceId: 'a'.repeat(32), spanId: '00000000000000ff', attributes });
  const { span_links } = event({
    links: [
      link({ from: 'output', to: 'input', 'spanloom.via': 'text', 'spanloom.from.path': '$.secret' }),
      link({ from: 'output', to: 'output' }),
      link({ from: 'input', to: 'input' }),
      link({ from: 'input', to: 'output' }),
      link({ note: 'by hand' }),
      link({ from: { toString: 1 }, to: 'input' }),
    ],
  });
  const side = (/** @type {string} */ from, /** @type {string} */ to) => ({
    trace_id: 'a'.repeat(32),
    span_id: '255',
    attributes: { from, to },
  });
  assert.deepEqual(span_links, [
    side('output', 'input'),
    side('output', 'output'),
    side('input', 'input'),
    side('output', 'input'),
  ]);
  assert.ok(!('span_links' in event({})));
});

test('from a tracer: only links between siblings, unless treeLinks is on', async () => {
  for (const [options, expected] of /** @type {const} */ ([
    [{}, 1],
    [{ treeLinks: true }, 3],
  ])) {
    const { fetch, requests } = intake();
    const exporter = datadog({ mlApp: 'bot', url: 'http://agent.example', fetch, ...options });
    const { workflow, task, shutdown } = createTracer({ exporters: [exporter], links: { policy: 'every-use' } });
    const find = task((/** @type {object} */ _query) => ({ found: 1 }), { name: 'find' });
    const use = task((/** @type {object} */ _found) => 'done', { name: 'use' });
    workflow(
      (/** @type {object} */ query) => {
        const found = find(query);
        use(found);
        return found;
      },
      { name: 'run' },
    )({ q: 1 });
    await shutdown();
    const links = requests.flatMap(({ events }) => events).flatMap(({ span_links = [] }) => span_links);
    assert.equal(links.length, expected);
  }
});

test('attributes may hold anything', () => {
  const odd = fc.oneof(fc.jsonValue(), fc.constant({ toString: 1, valueOf: 1 }), fc.bigInt(), fc.constant(undefined));
  const keys = ['metadata', 'session.id', 'user.id', 'tag.tags', 'gen_ai.request.model', 'gen_ai.provider.name'];
  const names = fc.constantFrom(
    ...keys,
    'error.type',
    'exception.message',
    'gen_ai.usage.x',
    'spanloom.metric.__proto__',
  );
  fc.assert(
    fc.property(fc.dictionary(names, odd), fc.constantFrom('ok', 'error'), (attributes, code) => {
      const { tags, metrics, meta } = event(
        { attributes, status: { code }, kind: 'llm' },
        { 'service.name': { toString: 1 } },
      );
      assert.ok(tags.every((/** @type {unknown} */ tag) => typeof tag === 'string'));
      assert.ok(Object.values(metrics).every(Number.isFinite));
      assert.equal(typeof meta.model_name, 'string');
    }),
    { seed: 20_250_213, numRuns: 500 },
  );
});
