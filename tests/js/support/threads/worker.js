// A process of a pipeline, as a thread with a copy of everything: it shares nothing with the others but messages and HTTP.
import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { instrument } from '../../../../js/edge/index.js';
import { createTracer, memory } from '../../../../js/index.js';
import { createNode } from './node.js';

const { own } = workerData;
const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
const exporter = memory();
/** @type {string[]} */
const errors = [];
const tracer = createTracer({ exporters: [exporter], onError: (error) => errors.push(String(error)) });

/** Calls of others that are not answered yet. @type {Map<number, (answer: any) => void>} */
const waiting = new Map();
let calls = 0;
/** The HTTP port of each process. @type {number[]} */
let ports = [];

const tracedFetch = tracer.traceFetch(fetch, { propagate: { to: [/^http:\/\/127\.0\.0\.1:/] } });

const node = createNode(tracer, own, {
  send(to, call) {
    const id = ++calls;
    port.postMessage({ type: 'call', to, from: own, id, call });
    return new Promise((resolve) => waiting.set(id, resolve));
  },
  async request(to, call) {
    const url = `http://127.0.0.1:${ports[to]}/`;
    const response = await tracedFetch(url, { method: 'POST', body: JSON.stringify(call) });
    return /** @type {any} */ (await response.json()).result;
  },
});

const handle = instrument(
  async (/** @type {Request} */ request) => {
    const { plan, args } = /** @type {any} */ (await request.json());
    return Response.json({ result: await node.run(plan, args) });
  },
  { tracer, acceptTraceContext: true },
);

const server = createServer(async (incoming, outgoing) => {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = /** @type {Record<string, string>} */ (incoming.headers);
  const request = new Request('http://127.0.0.1/', { method: 'POST', headers, body: Buffer.concat(chunks) });
  const response = await handle(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(await response.text());
});

/** @type {Record<string, (message: any) => unknown>} */
const ON = {
  ports({ list }) {
    ports = list;
  },
  async call({ from, id, call }) {
    port.postMessage({ type: 'answer', to: from, id, answer: await node.answer(call) });
  },
  answer({ id, answer }) {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  },
  async run({ root, asked }) {
    const failure = await node.run(root, [asked]).then(
      () => undefined,
      (error) => String(error?.stack),
    );
    port.postMessage({ type: 'ran', failure });
  },
  async report() {
    await tracer.flush({ open: true });
    const spans = exporter.spans
      .splice(0)
      .map(({ name, spanId, traceId, links }) => ({ name, spanId, traceId, process: own, links }));
    port.postMessage({ type: 'report', spans, errors: errors.splice(0), stats: tracer.stats() });
  },
};

port.on('message', (message) => ON[message.type](message));
server.listen(0, '127.0.0.1', () => {
  port.postMessage({ type: 'listening', port: /** @type {import('node:net').AddressInfo} */ (server.address()).port });
});
