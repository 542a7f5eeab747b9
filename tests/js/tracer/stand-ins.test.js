// Stand-ins are spans that nobody sees, and a trace from another process is marked on the wire.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { within } from '../../../js/context/frame.js';
import { watchResult } from '../../../js/results/index.js';
import { endStandIn, identify, lineageOf, noteLineage, noteMessage, startStandIn } from '../../../js/tracer/lineage.js';
import { NonRecordingSpan } from '../../../js/tracer/non-recording-span.js';
import { ResultObserver } from '../../../js/wrapping/result-observer.js';
import { decodeRequest } from '../support/collector.js';
import { internalTracer } from '../support/internal-tracer.js';

/** @typedef {import('../../../js/tracer/span-state.js').SpanState} SpanState */

const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const KEY = [1, 2];

test('a stand-in is neither exported nor counted', async () => {
  const { tracer, api, exporter, errors } = internalTracer();
  await api.flush();
  api.trace({ name: 'asks' }, () => {
    const state = /** @type {SpanState} */ (startStandIn(tracer));
    tracer.notes.annotate(state, { input: { question: 'why' } });
    const { started, ended, open } = /** @type {any} */ (api.stats()).spans;
    assert.deepEqual({ started, ended, open }, { started: 1, ended: 0, open: 1 });
    identify(state, [3, 4]);
    tracer.notes.annotate(state, { output: 'because' });
    endStandIn(state);
    endStandIn(state);
  });
  const lost = api.trace({ name: 'fails' }, () => startStandIn(tracer));
  tracer.fail(/** @type {SpanState} */ (lost), new Error('no connection'));
  await api.shutdown();
  const { spans, core } = /** @type {any} */ (api.stats());
  assert.deepEqual([spans.started, spans.ended, spans.open, spans.exported], [2, 2, 0, 2]);
  assert.deepEqual([core.started, core.ended, core.open], [2, 2, 0]);
  assert.deepEqual(spans.dropped, {});
  assert.deepEqual(exporter.spans.map(({ name }) => name).sort(), ['asks', 'fails']);
  assert.deepEqual(errors, []);
});

test('there is none without an active span, in an unsampled trace, and when tracing is off', async () => {
  const { tracer, api } = internalTracer();
  assert.equal(startStandIn(tracer), undefined);
  await api.shutdown();
  assert.equal(
    api.trace({ name: 'late' }, () => startStandIn(tracer)),
    undefined,
  );
  const unsampled = internalTracer({ sample: 0 });
  assert.equal(
    unsampled.api.trace({ name: 'a' }, () => startStandIn(unsampled.tracer)),
    undefined,
  );
});

test('stand-ins end no span of the program: the oldest of them end, which is counted', async () => {
  const { tracer, api, exporter } = internalTracer({ queue: { maxOpenSpans: 3 } });
  await api.flush();
  const said = api.llm(
    async function* () {
      yield 'first';
      yield 'second';
    },
    { name: 'says' },
  );
  await api.trace({ name: 'asks' }, async () => {
    const answer = said();
    await answer.next();
    const states = Array.from({ length: 10 }, () => /** @type {SpanState} */ (startStandIn(tracer)));
    assert.deepEqual(
      states.map(({ ended }) => ended),
      [...Array(7).fill(true), ...Array(3).fill(false)],
    );
    while (!(await answer.next()).done);
  });
  await api.shutdown();
  assert.deepEqual(
    exporter.spans.map(({ name, output, attributes }) => [name, output, attributes['spanloom.result']]),
    [
      ['says', 'firstsecond', undefined],
      ['asks', undefined, undefined],
    ],
  );
  const { spans, propagation } = /** @type {any} */ (api.stats());
  assert.deepEqual([spans.evicted, propagation.ignored], [0, { too_many_unread: 7 }]);
});

test('a stand-in that nobody reads times out without being counted', async () => {
  const { tracer, api } = internalTracer({ streamTimeout: 20 });
  await api.flush();
  let state = /** @type {SpanState} */ ({});
  api.trace({ name: 'asks' }, () => {
    state = /** @type {SpanState} */ (startStandIn(tracer));
    watchResult(new ReadableStream(), new ResultObserver(state));
  });
  while (!state.ended) await new Promise((resolve) => setTimeout(resolve, 5));
  const { timedOut, started, ended } = /** @type {any} */ (api.stats()).spans;
  assert.deepEqual({ timedOut, started, ended }, { timedOut: 0, started: 1, ended: 1 });
  await api.shutdown();
});

test('without a core there is no lineage, which is counted', async () => {
  const { tracer, api } = internalTracer({ wasm: () => new Promise(() => {}) });
  api.trace({ name: 'asks' }, () => {
    const state = /** @type {SpanState} */ (startStandIn(tracer));
    assert.equal(lineageOf(state, KEY), undefined);
  });
  assert.deepEqual(api.stats()?.propagation.ignored, { core_not_loaded: 1 });
});

/** The spans of a program in both encodings, with the core and without. @param {(given: ReturnType<typeof internalTracer>) => void} program */
async function onTheWire(program) {
  /** @type {any[]} */
  const spans = [];
  const exporterOf = (/** @type {any} */ encoding, /** @type {string} */ type) => ({
    name: encoding,
    encoding,
    export: (/** @type {any} */ { body }) => {
      spans.push(...decodeRequest(Buffer.from(body), type).resourceSpans[0].scopeSpans[0].spans);
    },
  });
  const exporters = [
    exporterOf('otlp-protobuf', 'application/x-protobuf'),
    exporterOf('otlp-json', 'application/json'),
  ];
  const run = async (/** @type {any} */ options) => {
    const given = internalTracer({ exporters, ...options });
    await given.api.flush();
    program(given);
    await given.api.shutdown();
  };
  await run({});
  await run({
    wasm: async () => {
      throw new Error('no WebAssembly here');
    },
  });
  return spans;
}

test('a span below one of another process is marked, and carries the tracestate', async () => {
  const spans = await onTheWire(({ api }) => {
    const carrier = { traceparent: TRACEPARENT, tracestate: 'a=1,b=2' };
    api.extract(carrier).run(() => api.trace({ name: 'outer' }, () => api.trace({ name: 'inner' }, () => {})));
    api.extract({ traceparent: TRACEPARENT.replace(/1$/, '3') }).run(() => api.trace({ name: 'random' }, () => {}));
    api.trace({ name: 'own' }, () => {});
  });
  assert.equal(spans.length, 16);
  for (const { name, flags, traceState } of spans) {
    const [expected, state] = /** @type {Record<string, any[]>} */ ({
      outer: [0x301, 'a=1,b=2'],
      inner: [0x101, 'a=1,b=2'],
      random: [0x303, undefined],
      own: [0x103, undefined],
    })[name];
    assert.deepEqual({ name, flags, traceState }, { name, flags: expected, traceState: state });
  }
});

test('what a caller said is logged again after each drain, before its next child', async () => {
  const { tracer, api, exporter, errors } = internalTracer();
  await api.flush();
  const trace = api.trace({ name: 'other' }, () => /** @type {SpanState} */ (startStandIn(tracer)).trace);
  const caller = new NonRecordingSpan(tracer, trace, [5, 6], false);
  caller.isRemote = true;
  noteLineage(tracer, trace, caller, KEY, new Uint8Array([1, 0, 0]));
  noteMessage(tracer, trace, { text: 'received' });
  const { lineage } = tracer.recorder;
  let logged = 0;
  tracer.recorder.lineage = function (...args) {
    logged += 1;
    lineage.apply(this, args);
  };
  const run = () =>
    tracer.context.run(within(tracer.owner, caller), () => api.trace({ name: 'child' }, () => {}), undefined, []);
  run();
  run();
  assert.equal(logged, 1);
  await api.flush();
  run();
  assert.equal(logged, 2);
  noteLineage(tracer, trace, undefined, KEY, new Uint8Array([1, 0, 0]));
  await api.shutdown();
  assert.equal(exporter.spans.filter(({ parentSpanId }) => parentSpanId === caller.spanId).length, 3);
  assert.deepEqual(errors, []);
});
