// Handlers in workerd, each as it is and instrumented: a client must not tell them apart.
import { memory, stats } from 'spanloom';
import { instrument } from 'spanloom/edge';

const bytes = (text) => new TextEncoder().encode(text);
const streamOf = (...chunks) => ReadableStream.from(chunks.map(bytes));

const HANDLERS = {
  text: () => new Response('hello'),
  json: () => Response.json({ answer: 42 }, { status: 201, headers: { 'x-one': '1' } }),
  bytes: () => new Response(new Uint8Array(5000), { headers: { 'content-type': 'image/png' } }),
  blob: () => new Response(new Blob(['in a blob'], { type: 'text/plain' })),
  form: () => new Response(new URLSearchParams({ a: '1' })),
  empty: () => new Response(''),
  nothing: () => new Response(null, { status: 204 }),
  redirect: () => Response.redirect('https://other.example/there', 307),
  cookies: () => {
    const response = new Response('set', { statusText: 'Fine' });
    response.headers.append('set-cookie', 'a=1');
    response.headers.append('set-cookie', 'b=2');
    return response;
  },
  stream: () => new Response(streamOf('one ', 'two'), { headers: { 'content-type': 'text/event-stream' } }),
  large: () => new Response('x'.repeat(300_000)),
  identity: () => {
    const { readable, writable } = new IdentityTransformStream();
    const writer = writable.getWriter();
    writer.write(bytes('through')).then(() => writer.close());
    return new Response(readable);
  },
  fixed: () => {
    const { readable, writable } = new FixedLengthStream(5);
    const writer = writable.getWriter();
    writer.write(bytes('fixed')).then(() => writer.close());
    return new Response(readable);
  },
  encoded: () => new Response(streamOf('compressed by the platform'), { headers: { 'content-encoding': 'gzip' } }),
  gzipped: () => new Response('compressed by the platform', { headers: { 'content-encoding': 'gzip' } }),
  manual: () => new Response(streamOf('as ', 'it is'), { encodeBody: 'manual', headers: { 'content-encoding': 'br' } }),
  proxied: (_request, env) => fetch(env.UPSTREAM),
  rewritten: async (_request, env) => {
    const upstream = await fetch(env.UPSTREAM);
    return new Response(upstream.body, { status: 203, headers: upstream.headers });
  },
  'gzip-proxied': (_request, env) => fetch(`${env.UPSTREAM}?gzip`),
  echo: async (request) => new Response(await request.text(), { headers: { 'x-method': request.method } }),
  socket: () => {
    const [client, server] = Object.values(new WebSocketPair());
    server.accept();
    server.addEventListener('message', ({ data }) => server.send(`heard ${data}`));
    return new Response(null, { status: 101, webSocket: client });
  },
  stats: () => Response.json(stats().spans),
  throws: () => {
    throw new Error('thrown');
  },
  rejects: async () => {
    throw new Error('rejected');
  },
};

const plain = {
  fetch: (request, env, ctx) => HANDLERS[new URL(request.url).pathname.split('/')[2]](request, env, ctx),
};
const instrumented = instrument(plain, { service: 'same', exporters: [memory()] });

export default {
  fetch: (request, env, ctx) =>
    (new URL(request.url).pathname.startsWith('/plain/') ? plain : instrumented).fetch(request, env, ctx),
};
