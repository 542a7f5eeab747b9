import { createTracer, otlp } from '../../../js/index.js';
import { QUEUED_SPANS } from '../workload.mjs';

export async function start(url, { format = 'protobuf' } = {}) {
  const tracer = createTracer({
    service: 'bench',
    exporters: [otlp({ url: `${url}/v1/traces`, format })],
    queue: { maxSpans: QUEUED_SPANS },
  });
  return { wrap: (kind, name, fn) => tracer[kind](fn, { name }), flush: () => tracer.flush() };
}
