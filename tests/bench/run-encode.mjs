// The encoders, one after the other, over the same spans, in a process of their own.
import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { CoreSession } from '../../js/core/session.js';
import { createTracer } from '../../js/index.js';
import { readableSpans } from './readable-spans.mjs';
import { median } from './statistics.mjs';
import { createApp, question, SPANS_PER_REQUEST } from './workload.mjs';

const REQUESTS = 85;
const SPANS = REQUESTS * SPANS_PER_REQUEST;
const WARM_UP = 100;
const MEASURED = 200;

/** The same app, traced; `flush` answers what the exporter was given: a batch with all of its spans. */
function traced(encoding) {
  const given = [];
  const exporter = { encoding, export: (batch) => void given.push(batch) };
  const tracer = createTracer({ service: 'bench', exporters: [exporter] });
  const app = createApp(
    (kind, name, fn) => tracer[kind](fn, { name }),
    () => undefined,
  );
  const fill = async () => {
    for (let i = 0; i < REQUESTS; i++) await app(question(i));
  };
  const flush = async () => {
    await tracer.flush();
    return given.pop();
  };
  return { fill, flush };
}

/** Ended spans are records in the event log: all that is to be done with them is done in `flush`. */
function spanloom(encoding) {
  const { fill, flush } = traced(encoding);
  return { name: encoding, prepare: fill, encode: async () => (await flush()).body };
}

function transformer(name, serializer, finished) {
  let spans = [];
  const prepare = async () => {
    spans = readableSpans(finished);
  };
  return { name, prepare, encode: async () => serializer.serializeRequest(spans) };
}

async function finishedSpans() {
  const { fill, flush } = traced();
  await fill();
  return flush();
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
  spanloom('otlp-protobuf'),
  transformer('otel-protobuf', ProtobufTraceSerializer, finished),
  spanloom('otlp-json'),
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
