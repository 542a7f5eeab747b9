// The service: a model that answers. It says at /seen what its tracer saw.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { init, memory, otlp } from 'spanloom';
import { instrument } from 'spanloom/edge';
import { asJson, stepsOf } from './steps.js';

const seen = memory();
const tracer = init({ service: 'service', exporters: [seen, otlp({ url: process.env.COLLECTOR })] });
const { complete } = stepsOf(tracer);
const app = instrument(async (request) => Response.json(await complete(await request.json())), {
  tracer,
  acceptTraceContext: true,
});

const server = createServer(async (incoming, outgoing) => {
  if (incoming.url === '/seen') {
    await tracer.flush();
    return outgoing.end(asJson(seen.spans));
  }
  const { method, headers, url } = incoming;
  const request = new Request(`http://${headers.host}${url}`, { method, headers, body: await text(incoming) });
  const response = await app(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
});
await once(server.listen(0, '127.0.0.1'), 'listening');
console.log(`listening at ${server.address().port}`);
