// The encoders, one after the other, over the same spans, in a process of their own.
import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { CoreSession } from '../../js/core/session.js';
import { createTracer, memory } from '../../js/index.js';
import { readableSpans } from './readable-spans.mjs';
import { median } from './statistics.mjs';
import { createApp, question, SPANS_PER_REQUEST } from './workload.mjs';

const REQUESTS = 85;
const SPANS = REQUESTS * SPANS_PER_REQUEST;
const WARM_UP = 100;
const MEASURED = 200;

/** The app's spans as they end: text and links included. */
async function finishedSpans() {
  const sink = memory();
  const tracer = createTracer({ service: 'bench', exporters: [sink] });
  const app = createApp(
    (kind, name, fn) => tracer[kind](fn, { name }),
    () => undefined,
  );
  for (let i = 0; i < REQUESTS; i++) await app(question(i));
  await tracer.flush();
  return sink.spans;
}

/** The same spans in spanloom's event log, with the same text and the same links; all that is left to do is done in `flush`. */
function spanloom(encoding, finished) {
  const given = [];
  const exporter = { encoding, export: (batch) => void given.push(batch) };
  const { startSpan, flush } = createTracer({ service: 'bench', exporters: [exporter], links: false });
  const inOrder = finished.toSorted(
    (a, b) => Number(a.startTimeUnixNano - b.startTimeUnixNano) || (a.parentSpanId ? 1 : -1),
  );
  const prepare = async () => {
    const open = new Map();
    for (const { kind, name, spanId, parentSpanId, input, output, links } of inOrder) {
      const start = () => startSpan({ kind, name });
      const span = parentSpanId ? open.get(parentSpanId).run(start) : start();
      span.annotate({ input, output });
      for (const link of links) span.link(link, link.attributes);
      open.set(spanId, span);
    }
    for (const span of open.values()) span.end();
  };
  const encode = async () => {
    await flush();
    return given.pop().body;
  };
  return { name: encoding, prepare, encode };
}

function transformer(name, serializer, finished) {
  let spans = [];
  const prepare = async () => {
    spans = readableSpans(finished);
  };
  return { name, prepare, encode: async () => serializer.serializeRequest(spans) };
}

/** Adds up the time spent in a method of the session. @param {'drain' | 'encode'} method */
function stopwatch(method) {
  const original = CoreSession.prototype[method];
  let spent = 0;
  CoreSession.prototype[method] = function timed(...args) {
    const start = performance.now();
    try {
      return original.apply(this, args);
    } finally {
      spent += performance.now() - start;
    }
  };
  return () => {
    const time = spent;
    spent = 0;
    return time;
  };
}

const drain = stopwatch('drain');
const encode = stopwatch('encode');
const finished = await finishedSpans();
const encoders = [
  spanloom('otlp-protobuf', finished),
  transformer('otel-protobuf', ProtobufTraceSerializer, finished),
  spanloom('otlp-json', finished),
  transformer('otel-json', JsonTraceSerializer, finished),
].map((encoder) => ({ ...encoder, times: { all: [], drain: [], encode: [] }, bytes: 0 }));

for (let i = -WARM_UP; i < MEASURED; i++) {
  for (const encoder of encoders) {
    await encoder.prepare();
    drain();
    encode();
    const start = performance.now();
    const body = await encoder.encode();
    const spent = { all: performance.now() - start, drain: drain(), encode: encode() };
    encoder.bytes = body.length / SPANS;
    if (i < 0) continue;
    for (const [stage, time] of Object.entries(spent)) encoder.times[stage].push((time * 1000) / SPANS);
  }
}

const medians = (times) => Object.fromEntries(Object.entries(times).map(([stage, list]) => [stage, median(list)]));
process.send(encoders.map(({ name, times, bytes }) => ({ name, micros: medians(times), bytes })));
process.disconnect();
