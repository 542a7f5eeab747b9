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

const MANY = 2000;

/**
 * A model that has much to say; `stopped` says whether its reader left before the end.
 * @param {import('node:test').TestContext} t
 */
export async function startLongModel(t) {
  let settle;
  const stopped = new Promise((resolve) => (settle = resolve));
  const server = createServer((_, reply) => {
    reply.writeHead(200, { 'content-type': 'text/event-stream' });
    const chunk = { choices: [{ index: 0, delta: { content: 'and so on ' } }] };
    let left = MANY;
    const timer = setInterval(() => {
      reply.write(`data: ${JSON.stringify(chunk)}\n\n`);
      if (--left === 0) reply.end();
    }, 5);
    reply.on('close', () => {
      clearInterval(timer);
      settle(left > 0);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  t.after(() => server.closeAllConnections() ?? server.close());
  return { url: `http://127.0.0.1:${server.address().port}`, stopped };
}

/**
 * @param {import('node:test').TestContext} t @param {string} name @param {number} count of spans to wait for
 * @param {{ url: string }} [server] of the model
 */
export async function serveExample(t, name, count, server) {
  const folder = await bundleWorker(t, join(EXAMPLES, `${name}.js`), [PACKAGES]);
  const { url: model } = server ?? (await startModel(t, name));
  const { url: collector, arrived } = await startCollector(t, count);
  const bindings = { OPENAI_API_KEY: 'key', OPENAI_BASE_URL: `${model}/v1`, OTLP_URL: collector };
  return { url: await serveWorker(t, folder, ['nodejs_als'], ['spanloom.wasm'], bindings), arrived };
}
