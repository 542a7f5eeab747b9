// Spans of the tracer's `memory()` are what the same spans are as OTLP.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from 'spanloom';
import { requestOfFinished } from '../../../js/viewer/otlp/finished-span.js';
import { createStore } from '../../../js/viewer/store/store.js';
import { traceId } from './support.js';

async function traced() {
  const sink = memory();
  /** @type {string[]} */
  const bodies = [];
  const json = {
    encoding: 'otlp-json',
    treeLinks: true,
    export: async (/** @type {any} */ { body }) => void bodies.push(new TextDecoder().decode(body)),
  };
  const { workflow, llm, retrieval, task, trace, flush, annotate } = createTracer({
    service: 'docs',
    exporters: [sink, /** @type {any} */ (json)],
  });
  const find = retrieval(
    (/** @type {string} */ query) => [
      { id: 1, title: `About ${query}`, text: 'Line 4 goes to the harbour every ten minutes.' },
    ],
    { name: 'find' },
  );
  const ask = llm(({ context }) => `It says: ${context[0].text}`, { name: 'ask', model: 'small-1' });
  const fail = task(
    () => {
      throw new TypeError('no such tram', { cause: new RangeError('too far') });
    },
    { name: 'fail' },
  );
  const answer = workflow(
    (/** @type {string} */ query) => {
      annotate({ sessionId: 's', metadata: { a: [1, 2.5, true, null], b: { c: 'ü' } }, metrics: { grade: 0.5 } });
      const context = find(query);
      try {
        fail();
      } catch {}
      return ask({ context, query });
    },
    { name: 'answer' },
  );
  trace('before', (span) => {
    span.end();
  });
  answer('trams');
  await flush();
  return { spans: sink.spans, requests: bodies.map((body) => JSON.parse(body)) };
}

const spansOf = (/** @type {any[]} */ requests) =>
  requests.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap((/** @type {any} */ { scopeSpans }) =>
      scopeSpans.flatMap((/** @type {any} */ { spans }) => spans),
    ),
  );
/** What both have, without order. Finished spans have no flags. @param {any} span */
const comparable = ({
  traceId: trace,
  spanId,
  parentSpanId,
  name,
  kind,
  startTimeUnixNano,
  endTimeUnixNano,
  attributes,
  links = [],
  status,
}) => ({
  ...{ trace, spanId, parentSpanId, name, kind, startTimeUnixNano, endTimeUnixNano, status },
  attributes: sorted(attributes),
  links: links.map((/** @type {any} */ { flags, ...link }) => ({ ...link, attributes: sorted(link.attributes) })),
});
const sorted = (/** @type {any[]} */ attributes = []) => [...attributes].sort((a, b) => (a.key < b.key ? -1 : 1));
const byId = (/** @type {any[]} */ spans) => spans.map(comparable).sort((a, b) => (a.spanId < b.spanId ? -1 : 1));

test('they have the fields, attributes and links that the exporter sends', async () => {
  const { spans, requests } = await traced();
  assert.deepEqual(byId(spansOf([requestOfFinished(spans, 'docs')])), byId(spansOf(requests)));
});

test('the store shows both alike: kinds, links, contents and errors', async () => {
  const { spans, requests } = await traced();
  const [kept, sent] = [createStore(), createStore()];
  const { traces, problems } = await kept.addSpans(spans, { service: 'docs' });
  await sent.add(requests);
  assert.deepEqual(problems, []);
  for (const id of traces) {
    const [one, other] = [await kept.trace(id), await sent.trace(id)];
    assert.deepEqual({ ...one, version: 0 }, { ...other, version: 0 });
    for (const { spanId } of one?.spans ?? []) {
      const [mine, theirs] = [await kept.span(id, spanId), await sent.span(id, spanId)];
      assert.deepEqual([mine?.contents, mine?.origins, mine?.uses], [theirs?.contents, theirs?.origins, theirs?.uses]);
      assert.deepEqual(mine?.errors, theirs?.errors);
    }
  }
});

test('what is no span is told', async () => {
  const store = createStore();
  const { spans, problems } = await store.addSpans(
    /** @type {any} */ ([null, {}, { traceId: traceId(), spanId: 7, attributes: 'x', links: [1] }]),
  );
  assert.deepEqual([spans, problems], [0, ['input: spans without valid IDs']]);
  assert.deepEqual((await store.addSpans(/** @type {any} */ ('nonsense'))).spans, 0);
});
