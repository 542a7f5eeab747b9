// A service worker that answers a page with what a traced fetch gives: the browser reads the body unseen.
import { createTracer, memory } from 'spanloom';

const sink = memory();
const tracer = createTracer({ exporters: [sink], links: false });
const ask = tracer.llm((url) => tracer.tracedFetch(url), { name: 'ask' });

async function spans() {
  await tracer.flush();
  return Response.json(sink.spans.map(({ output }) => output));
}

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url);
  if (pathname === '/through') event.respondWith(ask('/answer?by=worker'));
  if (pathname === '/spans') event.respondWith(spans());
});
