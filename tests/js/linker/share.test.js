// Several linkers that get the same requests and share the traces, and what spans without content are counted as.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLinker } from '../../../js/linker/index.js';
import { chain, field, protobufLogRequest, protobufRequest, span } from '../cli/support/requests.js';

/** @param {any} linker @param {Uint8Array[]} requests */
function linked(linker, requests) {
  for (const request of requests) linker.add(request);
  return JSON.parse(linker.take({ format: 'json', done: true }) ?? '{"resourceSpans":[]}').resourceSpans;
}

const spansIn = (/** @type {any[]} */ resources) =>
  resources.flatMap(({ scopeSpans = [] }) => scopeSpans.flatMap((/** @type {any} */ { spans = [] }) => spans));

const byId = (/** @type {any} */ a, /** @type {any} */ b) => (a.spanId < b.spanId ? -1 : 1);

test('each trace is whole in one share, and all shares have what one linker has', async () => {
  const traces = Array.from({ length: 40 }, (_, i) => chain(i, 3));
  const requests = [0, 1, 2, 3].map((index) => protobufRequest(traces.map((trace) => trace[index])));
  const whole = await createLinker();
  const wanted = spansIn(linked(whole, requests));
  assert.equal(wanted.filter(({ links }) => links).length, 80);
  for (const count of [1, 2, 3, 8]) {
    const linkers = await Promise.all(
      Array.from({ length: count }, (_, index) => createLinker({ share: { index, count } })),
    );
    const shares = linkers.map((linker) => spansIn(linked(linker, requests)));
    const owners = new Map();
    for (const [index, spans] of shares.entries())
      for (const { traceId } of spans)
        assert.equal(owners.set(traceId, owners.get(traceId) ?? index).get(traceId), index);
    assert.deepEqual(shares.flat().sort(byId), [...wanted].sort(byId));
    if (count < 8) assert.ok(shares.every(({ length }) => length > 0));
    assert.equal(
      linkers.reduce((sum, linker) => sum + linker.stats().spans, 0),
      160,
    );
    for (const linker of linkers) linker.delete();
  }
  whole.delete();
});

test('what has no trace belongs to the first share, and to no other', async () => {
  const empty = field(1, field(2, field(1, field(1, 'an empty scope'))));
  const request = Buffer.concat([empty, protobufRequest([span(1, 0)]), protobufRequest([span(2, 0)])]);
  const count = 3;
  const found = [];
  for (let index = 0; index < count; index++) {
    const linker = await createLinker({ share: { index, count } });
    const resources = linked(linker, [request]);
    found.push(resources.filter((/** @type {any} */ { scopeSpans }) => scopeSpans[0].scope.name === 'an empty scope'));
    assert.equal(resources.length, spansIn(resources).length + found[index].length);
    linker.delete();
  }
  assert.deepEqual(
    found.map(({ length }) => length),
    [1, 0, 0],
  );
});

test('logs go to the share of their trace', async () => {
  const traces = Array.from({ length: 20 }, (_, i) => span(i, 0));
  const linkers = await Promise.all([0, 1].map((index) => createLinker({ share: { index, count: 2 } })));
  for (const linker of linkers) {
    for (const each of traces) linker.add(protobufLogRequest(each, 'hello'), { signal: 'logs' });
    linker.add(protobufRequest(traces));
    linker.take({ done: true });
    const { spans, logs, droppedLogs } = linker.stats();
    assert.ok(spans > 0 && spans < 20);
    assert.deepEqual({ logs, droppedLogs }, { logs: spans, droppedLogs: 0 });
    linker.delete();
  }
});

test('spans without content are counted by scope and reason', async () => {
  const dropped = protobufRequest(
    [span(1, 0, { 'openinference.span.kind': 'LLM', 'input.value': 'a question' })],
    'cut',
  );
  // dropped_attributes_count, at the end of the only span: all lengths around it grow.
  const grown = Buffer.from(dropped);
  const spanStart = grown.lastIndexOf(Buffer.from([0x0a, 16]));
  const inner = Buffer.concat([grown.subarray(spanStart), Buffer.from([0x50, 3])]);
  const cut = field(1, field(2, Buffer.concat([field(1, field(1, 'cut')), field(2, inner)])));
  const linker = await createLinker();
  linker.add(protobufRequest([span(2, 0, { 'http.route': '/ask' }), span(2, 1)], 'http'));
  linker.add(protobufRequest([span(3, 0, { 'openinference.span.kind': 'LLM' })], 'silent'));
  linker.add(protobufRequest([span(4, 0, { 'input.value': 'a question' })], 'fine'));
  linker.add(cut);
  assert.deepEqual(linker.withoutContent(), []);
  linker.take({ done: true });
  assert.deepEqual(linker.withoutContent(), [
    { scope: 'cut', reason: 'cut', spans: 1 },
    { scope: 'http', reason: 'unknown', spans: 2 },
    { scope: 'silent', reason: 'empty', spans: 1 },
  ]);
  for (let i = 0; i < 100; i++) linker.add(protobufRequest([span(100 + i, 0)], `scope ${i}`));
  linker.take({ done: true });
  const all = linker.withoutContent();
  assert.equal(all.find(({ scope }) => scope === '')?.spans, 100 - (64 - 3));
  linker.delete();
});
