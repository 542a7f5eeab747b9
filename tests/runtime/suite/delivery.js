import { annotate, currentSpan, flush, init, memory, otlp, stats, workflow } from 'spanloom';
import { equal, named, recording } from './tracing.js';

let services = 0;

/** Sends two spans to the receiver and gives what it got. @param {string} receiver @param {import('spanloom').OtlpOptions} options */
async function sent(receiver, options) {
  const service = `suite-${Date.now()}-${services++}`;
  const { tracer, spans } = recording({ service, exporters: [otlp({ url: `${receiver}/v1/traces`, ...options })] });
  const step = tracer.tool((_list) => 'ü'.repeat(3000), { name: 'step' });
  tracer.trace('root', () => step([{ id: 'document-17' }]));
  const kept = await spans();
  const response = await fetch(`${receiver}/received?service=${service}`);
  const { requests } = await response.json();
  const received = requests.flatMap((/** @type {any} */ request) => request.spans);
  const ids = (/** @type {any[]} */ list) =>
    list.map(({ spanId, parentSpanId, name }) => ({ spanId, parentSpanId, name }));
  equal(ids(received), ids(kept), 'what arrived');
  const { exported, attempts } = /** @type {any} */ (tracer.stats()?.exporters.at(-1) ?? {});
  equal({ exported, attempts }, { exported: 2, attempts: 1 });
  await tracer.shutdown();
  return requests[0];
}

/** @type {Record<string, import('./tracing.js').Feature>} */
export const DELIVERY = {
  async 'OTLP over fetch, protobuf'({ receiver }) {
    const { contentType, encoding } = await sent(receiver, {});
    equal([contentType, encoding], ['application/x-protobuf', null]);
  },

  async 'OTLP over fetch, JSON'({ receiver }) {
    equal((await sent(receiver, { format: 'json' })).contentType, 'application/json');
  },

  async gzip({ receiver }) {
    return (await sent(receiver, { gzip: true })).encoding === 'gzip' ? 'yes' : 'uncompressed';
  },

  async '`init({ wasm })` with a Module'({ wasm }) {
    const sink = memory();
    const ask = workflow(
      async (/** @type {string} */ text) => {
        annotate({ tags: ['seen'] });
        return [text, currentSpan()?.name];
      },
      { name: 'ask' },
    );
    equal(await ask('untraced'), ['untraced', undefined]);
    init({ exporters: [sink], wasm: await wasm() });
    equal(await ask('traced'), ['traced', 'ask']);
    await flush();
    equal(stats()?.core.isReady, true, 'whether the core is there');
    equal(named(sink.spans, 'ask').input, 'traced');
  },

  async '`stats()`'() {
    const { tracer, spans } = recording();
    const make = tracer.tool(() => [{ id: 'document-17' }], { name: 'make' });
    tracer.trace('root', () => tracer.task((_made) => 1, { name: 'use' })(make()));
    await spans();
    const { spans: counts, links, core } = /** @type {import('spanloom').Stats} */ (tracer.stats());
    equal([counts.started, counts.ended, counts.exported, counts.dropped], [3, 3, 3, {}]);
    equal([links.identity, core.memoryBytes > 0], [1, true]);
  },

  async '`inject` and `extract`'() {
    const [here, there] = [recording({ baggage: true }), recording({ baggage: true })];
    await Promise.all([here.spans(), there.spans()]);
    const find = here.tracer.retrieval(() => 'What was found about the receiver, its ports and its encodings.', {
      name: 'find',
    });
    const use = there.tracer.task((/** @type {string} */ text) => text.length, { name: 'use' });
    const { headers, text } = here.tracer.withAttributes({ userId: 'u-17' }, () =>
      here.tracer.trace('call', () => {
        const text = find();
        return { text, headers: here.tracer.inject(new Headers(), { values: [text] }) };
      }),
    );
    there.tracer.extract(headers).run(() => there.tracer.trace('handle', () => use(text)));
    const [sent, received] = [await here.spans(), await there.spans()];
    const [called, handled] = [named(sent, 'call'), named(received, 'handle')];
    equal([handled.traceId, handled.parentSpanId], [called.traceId, called.spanId]);
    const { attributes, links } = named(received, 'use');
    equal(attributes['user.id'], 'u-17');
    equal([links.length, links[0].spanId], [1, named(sent, 'find').spanId], 'links to the other side');
  },
};
