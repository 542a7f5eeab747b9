// The program of a page under test: ends spans at random moments, and reports each to the test as soon as it has ended.
import { createTracer, otlp } from 'spanloom';

/** Starts the tracer; `options` are those of `otlp()`, and `queue`. */
export function start(url, { queue, ...options }) {
  const errors = [];
  const tracer = createTracer({
    service: 'page',
    queue,
    exporters: [otlp({ url, timeout: 2000, ...options })],
    onError: (error) => errors.push(String(error)),
  });
  return { tracer, errors, ...steps(tracer) };
}

/** Milliseconds until the core is loaded and the store is open: until then, ended spans are in memory only. */
async function readyAfter(tracer) {
  const begin = performance.now();
  // A request to open is served after those before it.
  await new Promise((resolve) => {
    const opening = indexedDB.open('spanloom');
    opening.onsuccess = () => resolve(opening.result.close());
  });
  while (!tracer.stats().core.isReady) await pause(1);
  return performance.now() - begin;
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function steps(tracer) {
  /** One span with content of this many characters. */
  const one = (characters = 100) => {
    const span = tracer.startSpan('one');
    span.annotate({ output: 'x'.repeat(characters) });
    span.end();
    globalThis.ended?.([span.spanId]);
    return span.spanId;
  };

  /** A few spans in a tree, some with much content, over some milliseconds. */
  const request = async (random) => {
    const ids = [];
    const step = tracer.task(
      async (text) => {
        ids.push(tracer.currentSpan().spanId);
        await pause(random() * 10);
        return `${text} and ${random()}`;
      },
      { name: 'step' },
    );
    const root = tracer.startSpan({ name: 'request', kind: 'workflow' });
    const text = 'text '.repeat(random() < 0.2 ? random() * 8000 : random() * 200);
    await root.run(() => Promise.all([step(text), step('b')]));
    globalThis.ended?.(ids);
    root.end();
    globalThis.ended?.([root.spanId]);
  };

  /** Requests without end. */
  const work = async (random = Math.random) => {
    for (;;) {
      await request(random);
      await pause(random() * 30);
    }
  };
  return { one, request, work };
}

// Runs what the URL of the page requests.
const url = globalThis.location && new URL(location.href).searchParams.get('receiver');
if (url) {
  const { searchParams } = new URL(location.href);
  const visit = searchParams.get('visit');
  const named = visit && { headers: () => ({ 'x-visit': visit }), store: { owner: 'page' } };
  const options = { ...named, ...JSON.parse(searchParams.get('options') ?? '{}') };
  // Who is logged in: another one at any time.
  globalThis.user = searchParams.get('user') ?? undefined;
  if (user) options.headers = () => ({ 'x-user': user });
  if (options.store?.owner === 'user') options.store.owner = () => user;
  const started = start(url, options);
  globalThis.app = started;
  globalThis.spanloom = { createTracer, otlp };
  if (searchParams.get('work')) {
    started.readyAfter = readyAfter(started.tracer);
    started.work();
  }
}
