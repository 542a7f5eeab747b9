import { createTracer, memory } from 'spanloom';
import { runSuite } from '../suite/index.js';

/**
 * The suite, and a span below what `context` carries.
 * @param {object} [context]
 */
export async function run(context) {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink] });
  tracer.extract(context).run(() => tracer.trace('work', () => 'done'));
  await tracer.flush();
  const compile = (/** @type {string} */ name) => async () =>
    WebAssembly.compileStreaming(fetch(`/node_modules/spanloom/dist/${name}.wasm`));
  const [wasm, linkerWasm] = ['spanloom', 'linker'].map(compile);
  const results = await runSuite({ receiver: location.origin, wasm, linkerWasm });
  const [{ traceId, parentSpanId }] = sink.spans;
  return { results, span: { traceId, parentSpanId } };
}
