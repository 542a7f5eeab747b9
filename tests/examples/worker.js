// Serves the example that is a Worker, bundled, in real workerd.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createReceiver } from '../../examples/receiver/receiver.js';
import { bundleWorker } from '../runtime/bundle-worker.js';
import { serveWorker } from '../runtime/workerd.js';
import { EXAMPLES, PACKAGES, startModel } from './run.js';

/** Receives spans; `arrived` settles when so many are there. @param {import('node:test').TestContext} t @param {number} count */
export async function startCollector(t, count) {
  const spans = [];
  let settle;
  const arrived = new Promise((resolve) => (settle = resolve));
  const server = createServer(
    createReceiver((delivery) => {
      spans.push(...delivery.spans);
      if (spans.length >= count) settle(spans);
    }),
  );
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  t.after(() => server.closeAllConnections() ?? server.close());
  return { url: `http://127.0.0.1:${server.address().port}/v1/traces`, arrived };
}

/** @param {import('node:test').TestContext} t @param {string} name @param {number} count of spans to wait for */
export async function serveExample(t, name, count) {
  const folder = await bundleWorker(t, join(EXAMPLES, `${name}.js`), [PACKAGES]);
  const { url: model } = await startModel(t, name);
  const { url: collector, arrived } = await startCollector(t, count);
  const bindings = { OPENAI_API_KEY: 'key', OPENAI_BASE_URL: `${model}/v1`, OTLP_URL: collector };
  return { url: await serveWorker(t, folder, ['nodejs_als'], ['spanloom.wasm'], bindings), arrived };
}
