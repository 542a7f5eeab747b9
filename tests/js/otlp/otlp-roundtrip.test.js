// Spans with all kinds of content, sent in both encodings to an independent receiver.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTracer, memory, otlp } from '../../../js/index.js';
import { recordSpans } from '../support/any-spans.js';
import { wireAttributes } from '../support/any-value.js';
import { Choices } from '../support/choices.js';
import { startCollector } from '../support/collector.js';

const SPANS = 600;
const WIRE_KIND = { workflow: 1, agent: 1, task: 1, tool: 1, llm: 3, retrieval: 3, embedding: 3 };
const STATUS = { ok: 1, error: 2 };

/** @type {Map<string, import('../support/any-spans.js').Told>} */
let told;
/** @type {import('../../../js/index.js').FinishedSpan[]} */
let seen;
/** @type {any[]} */
let sent;
/** @type {any[]} */
let collectors;

before(async () => {
  collectors = [await startCollector(), await startCollector()];
  const exporter = memory();
  const formats = /** @type {const} */ (['protobuf', 'json']);
  const tracer = createTracer({
    service: 'round trip 🙂',
    resource: { 'my.list': ['a', 1, 2.5, true], 'my.record': { inner: null } },
    exporters: [exporter, ...formats.map((format, i) => otlp({ url: collectors[i].url, format }))],
    onError: (error) => assert.fail(String(error)),
  });
  told = recordSpans(tracer, Choices.random(41), SPANS);
  await tracer.shutdown();
  seen = exporter.spans;
  sent = collectors.map(({ spans }) => spans);
});

after(() => {
  for (const collector of collectors) collector.close();
});

const byId = (/** @type {any[]} */ spans) => new Map(spans.map((span) => [span.spanId, span]));
const sorted = (/** @type {any[]} */ attributes) => attributes.toSorted((a, b) => (a.key < b.key ? -1 : 1));

for (const [i, format] of ['protobuf', 'json'].entries()) {
  test(`${format}: every span arrives once, with ids, times and status`, () => {
    assert.ok(seen.length >= SPANS);
    const received = byId(sent[i]);
    assert.equal(sent[i].length, seen.length);
    for (const span of seen) {
      const { traceId, parentSpanId, name, kind, startTimeUnixNano, endTimeUnixNano, status } = received.get(
        span.spanId,
      );
      assert.deepEqual(
        [traceId, parentSpanId, name, kind, startTimeUnixNano, endTimeUnixNano],
        [
          span.traceId,
          span.parentSpanId,
          span.name.toWellFormed(),
          WIRE_KIND[span.kind],
          `${span.startTimeUnixNano}`,
          `${span.endTimeUnixNano}`,
        ],
      );
      assert.equal(status.code, STATUS[span.status.code]);
      assert.equal(status.message ?? '', (span.status.message ?? '').toWellFormed());
    }
  });

  test(`${format}: attributes keep their types and values`, () => {
    const received = byId(sent[i]);
    for (const { spanId, attributes, input, output } of seen) {
      const { given } = /** @type {any} */ (told.get(spanId));
      for (const key of Object.keys(given)) assert.ok(key in attributes, `memory() lost ${key}`);
      const list = received.get(spanId).attributes;
      const content = list.filter((/** @type {any} */ { key }) => /^(in|out)put\./.test(key));
      assert.deepEqual(
        sorted(list.filter((/** @type {any} */ item) => !content.includes(item))),
        sorted(wireAttributes(attributes)),
      );
      const expected = { ...contentOf('input', input, content), ...contentOf('output', output, content) };
      assert.deepEqual(sorted(content), sorted(wireAttributes(expected)));
    }
  });

  test(`${format}: links made by hand keep their order and attributes`, () => {
    const received = byId(sent[i]);
    for (const { spanId } of seen) {
      const { links } = /** @type {any} */ (told.get(spanId));
      const manual = (received.get(spanId).links ?? []).filter(
        (/** @type {any} */ { attributes = [] }) =>
          !attributes.some((/** @type {any} */ { key }) => key === 'spanloom.via'),
      );
      assert.deepEqual(
        manual.map(({ traceId, spanId: id, attributes = [] }) => ({ traceId, spanId: id, attributes })),
        links.map((/** @type {any} */ link) => ({ ...link, attributes: wireAttributes(link.attributes) })),
      );
    }
  });

  test(`${format}: an error is an event as well`, () => {
    const received = byId(sent[i]);
    const failed = seen.filter(({ status }) => status.code === 'error');
    assert.ok(failed.length > 50);
    for (const { spanId, attributes, endTimeUnixNano } of failed) {
      const [event] = received.get(spanId).events;
      assert.equal(event.name, 'exception');
      assert.equal(event.timeUnixNano, `${endTimeUnixNano}`);
      const names = ['exception.type', 'exception.message', 'exception.stacktrace'];
      assert.deepEqual(
        sorted(event.attributes),
        sorted(wireAttributes(Object.fromEntries(names.map((name) => [name, attributes[name]])))),
      );
    }
  });

  test(`${format}: resource and scope`, () => {
    for (const { resourceSpans } of collectors[i].requests) {
      assert.equal(resourceSpans.length, 1);
      const [{ resource, scopeSpans }] = resourceSpans;
      const attributes = Object.fromEntries(
        resource.attributes.map((/** @type {any} */ { key, value }) => [key, value]),
      );
      assert.deepEqual(attributes['service.name'], { stringValue: 'round trip 🙂' });
      assert.deepEqual(attributes['my.list'].arrayValue.values, [
        { stringValue: 'a' },
        { intValue: '1' },
        { doubleValue: 2.5 },
        { boolValue: true },
      ]);
      assert.deepEqual(attributes['my.record'], { kvlistValue: { values: [{ key: 'inner', value: {} }] } });
      assert.equal(scopeSpans.length, 1);
      assert.equal(scopeSpans[0].scope.name, 'spanloom');
    }
  });
}

test('both encodings have the same content', () => {
  assert.deepEqual(byId(sent[1]), byId(sent[0]));
});

/** @param {'input' | 'output'} side @param {string | undefined} text @param {any[]} attributes that arrived */
function contentOf(side, text, attributes) {
  if (text === undefined) return {};
  const type = attributes.find(({ key }) => key === `${side}.mime_type`)?.value.stringValue;
  if (type === 'application/json') JSON.parse(text);
  else assert.equal(type, 'text/plain');
  return { [`${side}.value`]: text, [`${side}.mime_type`]: type };
}
