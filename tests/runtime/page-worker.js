// A web worker or service worker under test: ends spans on request, and reports them.
import { start } from './page-app.js';

/** @type {ReturnType<typeof start> | undefined} */
let app;

addEventListener('message', async ({ data, ports: [port] }) => {
  app ??= start(data.url, data.options);
  const ids = Array.from({ length: data.count }, () => app.one());
  if (data.flush) await app.tracer.flush();
  port.postMessage({ ids, stats: app.tracer.stats().spans, errors: app.errors });
});
