// Runs the suite in this page, or has a worker run it, and reports to the server. A worker gets the context of the span that started it.
import { createTracer, memory } from 'spanloom';
import { run } from './run.js';

const sink = memory();
const tracer = createTracer({ exporters: [sink] });

/** @type {Record<string, (message: { context: object }) => Promise<any>>} */
const PLACES = {
  page: ({ context }) => run(context),

  worker: (message) => {
    const worker = new Worker('/site/worker.js', { type: 'module' });
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message: text }) => reject(new Error(`the worker failed: ${text}`));
      worker.postMessage(message);
    });
  },

  'service-worker': async (message) => {
    const options = /** @type {const} */ ({ type: 'module', scope: '/site/' });
    const registration = await navigator.serviceWorker.register('/site/service-worker.js', options);
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    if (!worker) throw new Error('there is no service worker');
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
    });
    worker.postMessage(message, [port2]);
    return answer;
  },
};

async function main() {
  const place = new URLSearchParams(location.search).get('in') ?? 'page';
  const { results, span } = await tracer.trace('hand over', () => PLACES[place]({ context: tracer.inject({}) }));
  await tracer.flush();
  const [sender] = sink.spans;
  const joins = span.traceId === sender.traceId && span.parentSpanId === sender.spanId;
  return { ...results, "joins the page's trace": joins ? 'yes' : 'no' };
}

const report = (/** @type {object} */ body) => fetch('/report', { method: 'POST', body: JSON.stringify(body) });
main().then(
  (results) => report({ results }),
  (error) => report({ error: String(error?.stack ?? error) }),
);
