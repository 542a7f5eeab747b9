import { createTracer, memory } from '../../../js/index.js';

export function start() {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink] });
  const spans = async () => {
    await tracer.flush();
    return sink.spans;
  };
  return { tracer, spans, inside: (fn) => tracer.startSpan('inside').run(fn) };
}
