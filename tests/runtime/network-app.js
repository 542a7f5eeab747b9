// Pages that share the network with the tracer, one for each name: what each returns is reported, and then the browser goes to the next.
import * as spanloom from 'spanloom';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (isTrue) => {
  while (!(await isTrue())) await pause(10);
};

const step = location.pathname.split('/').at(-1);
let collector = step;
const text = (size) => 'x'.repeat(size);
const tell = (path) => fetch(`${path}?step=${step}`);
/** What a request is sent with, in order. */
const sent = [];
/** Spans that ended, by what they hold. */
const ended = [];

/** A tracer with exporters to the collector of this page; `end` ends a span. */
function trace({ createTracer, otlp } = spanloom, { exporters = 1, store = false } = {}) {
  const spy = (url, init) => {
    sent.push({ priority: init.priority, keepalive: init.keepalive, bytes: init.body.size ?? init.body.length });
    return fetch(url, init);
  };
  const to = (_, n) => otlp({ url: `/v1/traces?step=${collector}&n=${n}`, fetch: spy, store });
  const tracer = createTracer({
    service: 'page',
    exporters: Array.from({ length: exporters }, to),
    queue: { flushInterval: 20 },
  });
  const end = (size = 100) => {
    const span = tracer.startSpan('one');
    span.annotate({ output: text(size) });
    span.end();
    ended.push(span.spanId);
  };
  return { tracer, end, isReady: () => tracer.stats().core.isReady };
}

/** A span in flight, and behind it as many as there are sizes, in batches of their own. */
async function stuck(...sizes) {
  const { end } = trace();
  end();
  await until(() => sent.length > 0);
  for (const size of sizes) {
    end(size);
    await pause(40);
  }
}

/** What the app sends that outlives the page, at one time. */
const appSends = () => {
  const beacon = navigator.sendBeacon(`/app/beacon?step=${step}`, text(20_000));
  const body = text(20_000);
  const request = fetch(`/app/keepalive?step=${step}`, { method: 'POST', body, keepalive: true });
  return { beacon, request: request.then(() => true, String) };
};

const hide = () => {
  Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
};

const pages = {
  async hangs() {
    const tracers = [trace(undefined, { exporters: 2 }), trace(await import('/copy.js'))];
    for (const { end } of tracers) end(30_000);
    await until(() => sent.length > 0);
    const work = async () => {
      for (let i = 0; i < 30; i++) {
        for (const { end } of tracers) end(3000);
        await pause(20);
      }
    };
    const fetches = Array.from({ length: 120 }, async (_, i) => (await fetch(`/app/${i}?step=${step}`)).text());
    const [answers] = await Promise.all([Promise.all(fetches), work()]);
    const { beacon, request } = appSends();
    return { answers: answers.length, beacon, request: await request };
  },

  async answers() {
    const tracers = [trace(undefined, { exporters: 2 }), trace(await import('/copy.js'))];
    for (let i = 0; i < 10; i++) {
      for (const { end } of tracers) end();
      await pause(20);
    }
    await Promise.all(tracers.map(({ tracer }) => tracer.flush()));
    return tracers.map(({ tracer }) => tracer.stats().spans.exported);
  },

  async starts() {
    const { end, isReady, tracer } = trace();
    end();
    await until(isReady);
    await pause(300);
    await tell('/loaded');
    await until(() => tracer.stats().spans.exported === 1);
  },

  async 'starts and flushes'() {
    const { end, tracer } = trace();
    end();
    await tracer.flush();
    await tell('/loaded');
    return tracer.stats().spans.exported;
  },

  async 'leaves before it has loaded'() {
    const { end, isReady } = trace();
    end();
    await until(isReady);
  },

  async hides() {
    await stuck(40_000, ...Array(10).fill(7000));
    hide();
    const { beacon, request } = appSends();
    return { beacon, request: await request };
  },

  async leaves() {
    await stuck(100, 100, 100, 3000);
    addEventListener('pagehide', appSends);
  },

  async 'leaves with a store'() {
    const { end } = trace(undefined, { store: true });
    end();
    await until(() => sent.length > 0);
    for (let i = 0; i < 8; i++) end(15_000);
    await pause(200);
  },

  async 'comes again'() {
    collector = 'leaves with a store';
    const { end, tracer } = trace(undefined, { store: true });
    for (let i = 0; i < 10; i++) {
      end();
      await pause(20);
    }
    await until(() => tracer.stats().exporters[0].store.resent >= 9);
    await tracer.flush();
  },
};

let report;
try {
  const result = await pages[decodeURIComponent(step)]();
  report = { result, sent, ended };
} catch (error) {
  report = { error: String(error?.stack) };
}
const next = await fetch(`/report?step=${step}`, { method: 'POST', body: JSON.stringify(report) });
location.replace(await next.text());
