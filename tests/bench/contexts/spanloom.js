import { createTracer, memory } from '../../../js/index.js';

export const start = () => startWith({});

/** @param {import('../../../js/index.js').TracerOptions} options */
export function startWith(options) {
  const sink = memory();
  const tracer = createTracer({ ...options, exporters: [sink] });
  const spans = async () => {
    await tracer.flush();
    return sink.spans;
  };
  return { tracer, spans, inside: (fn) => tracer.startSpan('inside').run(fn) };
}
