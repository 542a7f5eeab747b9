// The same calls give the same events, as ddtrace and as spanloom send them: the same members, types and values, apart from ids, times and versions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, datadog } from '../../../js/index.js';
import { startServer } from '../../js/support/http-server.js';
import { startAgent } from '../support/agent.js';
import { unlessThere } from '../support/program.js';
import { eventsIn, runPython } from './python.js';

const LONG = 'x'.repeat(5_500_000);

/** The calls of calls.py. @param {string} url of the Agent */
async function call(url) {
  const tracer = createTracer({
    service: 'shop',
    environment: 'test',
    exporters: [datadog({ mlApp: 'parity', url, treeLinks: true })],
    links: { policy: 'every-use' },
    capture: { maxValueBytes: 6_000_000 },
    onError: (error) => assert.fail(String(error)),
  });
  const { agent, annotate, embedding, llm, retrieval, task, tool, workflow } = tracer;
  const find = retrieval(
    (/** @type {object} */ _query) => [
      { text: 'Keys rotate.', name: 'keys', id: '7', score: 0.5 },
      { text: 'Also so.' },
    ],
    { name: 'find', args: ['query'] },
  );
  const answer = llm(
    (/** @type {object} */ _request) => {
      annotate({
        input: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'hé \ud83d\ude00 \u007f' },
        ],
        output: [{ role: 'assistant', content: 'Rotate it.' }],
        metadata: { temperature: 0.5, nested: { list: [1, null, true] } },
        metrics: { input_tokens: 3, output_tokens: 4, total_tokens: 7, score: 0.25 },
        tags: { plan: 'pro', env: 'mine' },
      });
      return { text: 'Rotate it.' };
    },
    { name: 'answer', model: 'Small-1', provider: 'OpenAI', sessionId: 'session 1' },
  );
  const plain = llm(() => annotate({ input: 'question', output: 'answer' }), { name: 'plain' });
  const embed = embedding(
    (/** @type {object} */ _texts) => {
      annotate({ input: ['a', 'b'], output: '2 vectors' });
      return {};
    },
    { name: 'embed' },
  );
  const broken = tool(
    (/** @type {object} */ _found) => {
      throw Object.assign(new Error('no way'), { name: 'RuntimeError' });
    },
    { name: 'broken', args: ['found'] },
  );
  const tidy = task((/** @type {object} */ found) => found, { name: 'tidy', args: ['found'] });
  const silent = task(() => {}, { name: 'silent' });
  const long = task(() => annotate({ input: 'short', output: LONG, metadata: { kept: 1 } }), { name: 'long' });
  const think = agent((/** @type {object} */ found) => tidy(found), { name: 'think', args: ['found'] });
  const run = workflow(
    (/** @type {object} */ question) => {
      const found = find(question);
      answer({ found: 1 });
      plain();
      embed(found);
      assert.throws(() => broken(found));
      silent();
      long();
      return think(found);
    },
    { name: 'run', args: ['question'] },
  );
  run({ text: 'How?', ü: 1 });
  await tracer.shutdown();
}

const VERSION = /^(ddtrace|spanloom)\.version:\d+\.\d+\.\d+$/;

/** The events by name, without what may differ. @param {any[]} events @returns {Record<string, any>} */
function comparable(events) {
  const names = new Map(events.map(({ span_id, name }) => [span_id, name]));
  const traces = new Set(events.map(({ trace_id }) => trace_id));
  assert.equal(traces.size, 1);
  const nameOf = (/** @type {string} */ id) => {
    assert.ok(names.has(id) && /^\d+$/.test(id));
    return names.get(id);
  };
  const traceOf = (/** @type {string} */ id) => {
    assert.ok(traces.has(id) && /^[0-9a-f]{32}$/.test(id));
    return 'the trace';
  };
  return Object.fromEntries(
    events.map((event) => [
      event.name,
      {
        ...event,
        span_id: nameOf(event.span_id),
        trace_id: traceOf(event.trace_id),
        parent_id: event.parent_id === 'undefined' ? event.parent_id : nameOf(event.parent_id),
        _dd: { ...event._dd, span_id: nameOf(event._dd.span_id), trace_id: traceOf(event._dd.trace_id) },
        start_ns: typeof event.start_ns,
        duration: typeof event.duration,
        meta: comparableMeta(event.meta),
        tags: event.tags.map(comparableTag).sort(),
        ...(event.span_links && {
          span_links: event.span_links.map((/** @type {any} */ link) => ({
            ...link,
            span_id: nameOf(link.span_id),
            trace_id: traceOf(link.trace_id),
          })),
        }),
      },
    ]),
  );
}

/** @param {string} tag */
const comparableTag = (tag) =>
  tag
    .replace(VERSION, 'version of the tracer')
    .replace(/^language:.*/, 'language')
    .replace('builtins.', '');

/** JSON is compared by its value, as Python puts spaces into it. The release of ddtrace had another limit. @param {any} meta */
function comparableMeta(meta) {
  /** @param {any} side */
  const valueIn = ({ value, ...others }) => ({
    ...others,
    ...(value !== undefined && { value: /^(\[\{|\{")/.test(value) ? JSON.parse(value) : value.replace('1MB', '5MB') }),
  });
  return {
    ...meta,
    ...(meta.input && { input: valueIn(meta.input) }),
    ...(meta.output && { output: valueIn(meta.output) }),
    ...('error.stack' in meta && {
      'error.stack': typeof meta['error.stack'],
      'error.type': meta['error.type'].replace('builtins.', ''),
    }),
  };
}

test('the events are those of ddtrace', { skip: unlessThere('ddtrace') }, async (t) => {
  const theirRequests = await runPython(t, 'calls.py');
  const { url, requests } = await startServer(t, (response) => response.writeHead(202).end('{}'));
  await call(new URL(url).origin);
  const ourRequests = requests.map(({ headers, body }) => ({ headers, text: body.toString() }));

  const [theirs, ours] = [theirRequests, ourRequests].map((list) => comparable(eventsIn(list)));
  assert.deepEqual(Object.keys(ours).sort(), Object.keys(theirs).sort());
  for (const [name, event] of Object.entries(theirs)) assert.deepEqual(ours[name], event, name);

  const wrapper = ({ spans, ...others }) => ({
    ...others,
    '_dd.tracer_version': typeof others['_dd.tracer_version'],
    count: spans.length,
  });
  const [theirWrapper] = theirRequests.flatMap(({ text }) => JSON.parse(text)).map(wrapper);
  for (const { text } of ourRequests)
    for (const item of JSON.parse(text)) assert.deepEqual(wrapper(item), theirWrapper);
  for (const { text } of [...theirRequests, ...ourRequests]) assert.match(text, /^[ -~]*$/);
  const named = ['content-type', 'x-datadog-evp-subdomain'];
  for (const { headers } of ourRequests)
    assert.deepEqual(
      named.map((name) => headers[name]),
      named.map((name) => theirRequests[0].headers[name]),
    );
});

test("Datadog's test agent takes them, as they are", { skip: unlessThere('agent') }, async (t) => {
  const agent = await startAgent(t);
  await call(agent.url);
  const requests = (await agent.requests()).filter((/** @type {any} */ { url }) => url.includes('llmobs'));
  assert.deepEqual(
    [...new Set(requests.map((/** @type {any} */ { url }) => new URL(url).pathname))],
    ['/evp_proxy/v2/api/v2/llmobs'],
  );
  const events = eventsIn(
    requests.map((/** @type {any} */ { body }) => ({ text: Buffer.from(body, 'base64').toString() })),
  );
  assert.equal(events.length, 10);
  assert.ok(events.some(({ span_links = [] }) => span_links.length > 1));
});
