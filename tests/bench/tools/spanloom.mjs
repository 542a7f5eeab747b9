import { createTracer, otlp } from '../../../js/index.js';

export async function start(url, { format = 'protobuf' } = {}) {
  const tracer = createTracer({ service: 'bench', exporters: [otlp({ url: `${url}/v1/traces`, format })] });
  return { wrap: (kind, name, fn) => tracer[kind](fn, { name }), flush: () => tracer.flush() };
}
