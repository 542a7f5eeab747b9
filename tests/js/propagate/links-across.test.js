// Links across processes: the receiver's steps are linked to the sender's, over every kind of carrier, in both directions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MessageChannel } from 'node:worker_threads';
import { named, recording } from '../support/spans.js';

const PORTS = 'By default, the receiver listens on port 4318 for OTLP over HTTP, and on port 4317 for gRPC.';
const GZIP = 'Bodies of four kibibytes or more are compressed, except to the same machine, where that costs only time.';

/** @typedef {import('../../../js/index.js').FinishedSpan} FinishedSpan */

/** Tracers of several processes, whose cores are loaded. @param {number} count @param {import('../../../js/index.js').TracerOptions} [options] */
async function processes(count, options) {
  const all = Array.from({ length: count }, () => recording(options));
  await Promise.all(all.map(({ tracer }) => tracer.flush()));
  const finish = async () => (await Promise.all(all.map((one) => one.finish()))).flat();
  return { tracers: all.map(({ tracer }) => tracer), finish };
}

/** All links to inputs, as `from.side -> to.side`. @param {FinishedSpan[]} spans */
const linksIn = (spans) =>
  spans
    .flatMap(({ name, traceId, links }) =>
      links.flatMap((link) => {
        if (link.attributes.to !== 'input') return [];
        assert.equal(link.traceId, traceId);
        const from = spans.find(({ spanId }) => spanId === link.spanId);
        return `${from?.name ?? link.spanId}.${link.attributes.from} -> ${name}.${link.attributes.to}`;
      }),
    )
    .sort();

const channel = new MessageChannel();
/** What the other side of a channel gets. @param {unknown} message @returns {Promise<any>} */
const posted = (message) =>
  new Promise((resolve) => {
    channel.port2.once('message', resolve);
    channel.port1.postMessage(message);
  });
test.after(() => channel.port1.close());

/** @type {Record<string, (tracer: import('../../../js/index.js').Tracer, value: object) => any>} */
const SENDERS = {
  'an object': (tracer, value) => ({ value, context: tracer.inject({}, { values: [value] }) }),
  JSON: (tracer, value) => {
    const body = JSON.stringify(value);
    return { body, context: tracer.inject(new Headers(), { values: [body] }) };
  },
  'MCP _meta': (tracer, value) => ({
    params: { name: 'answer', arguments: value, _meta: tracer.inject({}, { values: [value], format: 'mcp' }) },
  }),
};
/** @type {Record<string, (message: any) => { context: object, value: any }>} */
const RECEIVERS = {
  'an object': ({ value, context }) => ({ value, context }),
  JSON: ({ body, context }) => ({ value: JSON.parse(body), context }),
  'MCP _meta': ({ params }) => ({ value: params.arguments, context: params._meta }),
};

for (const [name, send] of Object.entries(SENDERS)) {
  test(`a value in ${name} is linked to the span that produced it`, async () => {
    const { tracers, finish } = await processes(2);
    const [here, there] = tracers;
    const find = here.retrieval(() => ({ documents: [{ text: PORTS }, { text: GZIP }] }), { name: 'find' });
    const answer = there.llm((/** @type {{ text: string }} */ { text }) => `${text} So it is.`, { name: 'answer' });
    const message = here.trace('ask', () => send(here, find()));
    const arrived = name === 'JSON' ? message : await posted(message);
    const { context, value } = RECEIVERS[name](arrived);
    there.extract(context).run(() => answer(value.documents[1]));
    const spans = await finish();
    assert.deepEqual(linksIn(spans), ['find.output -> answer.input']);
    assert.equal(named(spans, 'answer').parentSpanId, named(spans, 'ask').spanId);
    assert.equal('spanloom.from.path' in named(spans, 'answer').links[0].attributes, false);
  });
}

test('an answer is linked without run(), and a value that goes on through three processes keeps its producer', async () => {
  const { tracers, finish } = await processes(3);
  const [page, worker, service] = tracers;
  const question = page.task(() => `Which ports are open by default, and which of them is for HTTP? ${'?'.repeat(9)}`, {
    name: 'question',
  });
  const retrieve = worker.retrieval((/** @type {string} */ text) => [{ about: text.length, text: PORTS }], {
    name: 'retrieve',
  });
  const generate = service.llm(
    (/** @type {string} */ asked, /** @type {{ text: string }[]} */ [{ text }]) => ({
      answer: `From the documentation: ${text}`,
      to: asked.length,
    }),
    { name: 'generate' },
  );
  const render = page.task((/** @type {string} */ text) => text.length, { name: 'render' });
  await page.trace('page', async () => {
    const asked = question();
    const request = { asked, context: page.inject({}, { values: [asked] }) };
    const reply = await worker.extract(request.context).run(() =>
      worker.trace('worker', async () => {
        const found = retrieve(request.asked);
        const call = structuredClone({
          asked: request.asked,
          found,
          context: worker.inject({}, { values: [request.asked, found] }),
        });
        const answered = service.extract(call.context).run(() =>
          service.trace('service', () => {
            const result = generate(call.asked, call.found);
            return structuredClone({ result, context: service.inject({}, { values: [result] }) });
          }),
        );
        worker.extract(answered.context);
        return structuredClone({
          text: answered.result.answer,
          context: worker.inject({}, { values: [answered.result.answer] }),
        });
      }),
    );
    page.extract(reply.context);
    render(reply.text);
  });
  assert.deepEqual(linksIn(await finish()), [
    'generate.output -> render.input',
    'question.output -> generate.input',
    'question.output -> retrieve.input',
    'retrieve.output -> generate.input',
  ]);
});

test('a piece of what arrived is linked if the receiver says what arrived', async () => {
  const { tracers, finish } = await processes(2);
  const [here, there] = tracers;
  const find = here.retrieval(() => ({ text: `${PORTS} ${GZIP}` }), { name: 'find' });
  const { document, context } = here.trace('ask', () => {
    const document = find();
    return structuredClone({ document, context: here.inject({}, { values: [document] }) });
  });
  const use = there.task((/** @type {string} */ text) => text.length, { name: 'use' });
  there.extract(context, { values: [document] }).run(() => use(document.text.slice(0, 90)));
  assert.deepEqual(linksIn(await finish()), ['find.output -> use.input']);
});

test('what was not sent is not linked, and short values stay unsaid', async () => {
  const { tracers, finish } = await processes(2);
  const [here, there] = tracers;
  const find = here.retrieval(() => [PORTS, 'too short'], { name: 'find' });
  const context = here.trace('ask', () => {
    const [, short] = find();
    return structuredClone(here.inject({}, { values: [short] }));
  });
  assert.deepEqual(Object.keys(context), ['traceparent']);
  const use = there.task((/** @type {string[]} */ ...texts) => texts.length, { name: 'use' });
  there.extract(context).run(() => use(PORTS, 'too short'));
  assert.deepEqual(linksIn(await finish()), []);
});

test('the size of a message is bounded, and the largest values are said first', async () => {
  const { tracers, finish } = await processes(2);
  const [here, there] = tracers;
  const letters = (/** @type {number} */ n) =>
    [...String(n * 7919 + 10_000)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
  const make = here.task((/** @type {number} */ n) => `${n} ${letters(n)} `.repeat(10 + n), { name: 'make' });
  const use = there.task((/** @type {string} */ text) => text.length, { name: 'use' });
  const { values, context } = here.trace('ask', () => {
    const values = Array.from({ length: 400 }, (_, n) => make(n));
    return { values, context: /** @type {any} */ (here.inject({}, { values })) };
  });
  assert.ok(context['spanloom-lineage'].length <= 4096);
  there.extract(context).run(() => {
    use(values[399]);
    use(values[0]);
  });
  const spans = await finish();
  assert.deepEqual(linksIn(spans), ['make.output -> use.input']);
  assert.equal(spans.filter(({ name, links }) => name === 'use' && links.length === 1)[0].input, values[399]);
});

test('a lineage gives way to the other fields', async () => {
  const { tracers, finish } = await processes(1, { baggage: ['long'] });
  const [here] = tracers;
  const make = here.task(() => PORTS, { name: 'make' });
  here.withAttributes({ attributes: { long: 'x'.repeat(8150) } }, () =>
    here.trace('ask', () =>
      assert.deepEqual(Object.keys(here.inject({}, { values: [make()] })), ['traceparent', 'baggage']),
    ),
  );
  assert.deepEqual(here.stats()?.propagation.ignored, { lineage_too_large: 1 });
  await finish();
});

test('a trace that is not sampled sends and reads nothing', async () => {
  const { tracers, finish } = await processes(1, { sample: 0 });
  const [here] = tracers;
  const make = here.task(() => PORTS, { name: 'make' });
  const sent = here.trace('ask', () => here.inject({}, { values: [make()] }));
  assert.deepEqual(Object.keys(sent), ['traceparent']);
  assert.deepEqual(await finish(), []);
});
