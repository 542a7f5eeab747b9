// Values that travel in requests and answers are linked to the steps of the other process, and only on the word of destinations.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { instrument } from '../../../js/edge/index.js';
import { recording } from '../support/spans.js';

const QUESTION = 'How do I rotate the key of the collector without losing a single span?';
const DOCS = [
  { text: 'To rotate the key of the collector, add the new one beside the old one and restart it.' },
  { text: 'The old key stays valid for as long as an exporter still has spans that it has not delivered.' },
];
const ANSWER =
  'Add the new key beside the old one, restart the collector, wait until nothing is queued, and remove the old key.';

/** Serves a handler of web requests over HTTP. @param {import('node:test').TestContext} t @param {(request: Request) => Promise<Response>} handler */
async function serve(t, handler) {
  const server = createServer(async (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const body = method === 'POST' ? Readable.toWeb(incoming) : undefined;
    const request = new Request(
      `http://127.0.0.1${url}`,
      /** @type {any} */ ({ method, headers, body, duplex: 'half' }),
    );
    const response = await handler(request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    for await (const chunk of response.body ?? []) outgoing.write(chunk);
    outgoing.end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${/** @type {any} */ (server.address()).port}`;
}

/** @type {Record<string, (text: string) => Response>} */
const ANSWERS = {
  json: (text) => Response.json({ answer: text }),
  text: (text) => new Response(text),
  events(text) {
    const events = text
      .split(/(?<= )/)
      .map((word) => `data: ${JSON.stringify({ choices: [{ delta: { content: word } }] })}\n\n`);
    return new Response(ReadableStream.from(events).pipeThrough(new TextEncoderStream()), {
      headers: { 'content-type': 'text/event-stream' },
    });
  },
};

/** @type {Record<string, (response: Response) => Promise<string>>} */
const READS = {
  json: async (response) => (await response.json()).answer,
  text: (response) => response.text(),
  async events(response) {
    const lines = (await response.text()).split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line.slice(5)).choices[0].delta.content).join('');
  },
};

/** A service, and what its spans are called and who links to whom. @param {import('node:test').TestContext} t @param {string} kind of the answer */
async function service(t, kind) {
  const there = recording();
  const answer = there.tracer.llm(async (/** @type {string} */ _prompt) => ANSWER, { name: 'answer' });
  const handler = instrument(
    async (/** @type {Request} */ request) => {
      const { question, docs } = await request.json();
      const prompt = `Answer from these:\n${docs.map((/** @type {any} */ { text }) => text).join('\n')}\n\n${question}`;
      return ANSWERS[kind](await answer(prompt));
    },
    { tracer: there.tracer, acceptTraceContext: true },
  );
  return { there, url: await serve(t, (request) => handler(request, { waitUntil() {} })) };
}

/** @param {ReturnType<typeof recording>} here @param {string} url @param {string} kind */
function ask(here, url, kind) {
  const { tracer } = here;
  const retrieve = tracer.retrieval(async (/** @type {string} */ _question) => DOCS, { name: 'retrieve' });
  const render = tracer.task((/** @type {string} */ text) => `<p>${text}</p>`, { name: 'render' });
  return tracer.workflow(
    async (/** @type {string} */ question) => {
      const body = JSON.stringify({ question, docs: await retrieve(question) });
      return render(await READS[kind](await tracer.tracedFetch(url, { method: 'POST', body })));
    },
    { name: 'ask' },
  )(QUESTION);
}

/** Links as `from.side -> to.side`, across both processes. @param {import('../../../js/index.js').FinishedSpan[]} spans */
const linksAmong = (spans) =>
  spans
    .flatMap(({ name, links }) =>
      links.map(({ spanId, attributes }) => {
        const from = spans.find((span) => span.spanId === spanId);
        return `${from?.name}.${attributes.from} -> ${name}.${attributes.to}`;
      }),
    )
    .sort();

for (const kind of Object.keys(ANSWERS)) {
  test(`steps of two processes are linked, with an answer as ${kind}`, async (t) => {
    const { there, url } = await service(t, kind);
    const here = recording({ propagate: { to: [url] } });
    await here.tracer.flush();
    await there.tracer.flush();
    assert.equal(await ask(here, url, kind), `<p>${ANSWER}</p>`);
    const spans = [...(await here.finish()), ...(await there.finish())];
    assert.equal(new Set(spans.map(({ traceId }) => traceId)).size, 1);
    const links = linksAmong(spans);
    // Of a stream that the handler made itself, only the handler is known.
    const producer = kind === 'events' ? 'POST' : 'answer';
    for (const link of [
      'retrieve.output -> answer.input',
      'ask.input -> answer.input',
      `${producer}.output -> render.input`,
    ])
      assert.ok(links.includes(link), `${link} is not among:\n${links.join('\n')}`);
    assert.deepEqual(
      links.filter((link) => link.startsWith('undefined')),
      [],
    );
  });
}

for (const kind of ['json', 'events'])
  test(`the span around a request returns what the other process produced, with an answer as ${kind}`, async (t) => {
    const { there, url } = await service(t, kind);
    const here = recording({ propagate: { to: [url] } });
    const { tracer } = here;
    await Promise.all([tracer.flush(), there.tracer.flush()]);
    const body = JSON.stringify({ question: QUESTION, docs: DOCS });
    const call = tracer.llm(() => tracer.tracedFetch(url, { method: 'POST', body }), { name: 'call' });
    const render = tracer.task((/** @type {string} */ text) => `<p>${text}</p>`, { name: 'render' });
    await tracer.trace('ask', async () => render(await READS[kind](await call())));
    const links = linksAmong([...(await here.finish()), ...(await there.finish())]);
    const producer = kind === 'events' ? 'POST' : 'answer';
    for (const link of [`${producer}.output -> call.output`, 'call.output -> render.input'])
      assert.ok(links.includes(link), `${link} is not among:\n${links.join('\n')}`);
    assert.ok(!links.includes(`${producer}.output -> render.input`), 'the span around the request has it');
  });

test('what one request produced and the next was given links the steps, not the handlers', async (t) => {
  const { there, url } = await service(t, 'json');
  const here = recording({ propagate: { to: [url] } });
  const { tracer } = here;
  await Promise.all([tracer.flush(), there.tracer.flush()]);
  const ask = async (/** @type {string} */ question) => {
    const body = JSON.stringify({ question, docs: [] });
    return READS.json(await tracer.tracedFetch(url, { method: 'POST', body }));
  };
  await tracer.trace('ask', async () => ask(await ask(QUESTION)));
  assert.deepEqual(linksAmong([...(await here.finish()), ...(await there.finish())]), [
    'answer.output -> POST.output',
    'answer.output -> POST.output',
    'answer.output -> answer.input',
    'answer.output -> ask.output',
  ]);
});

test('a host that is not a destination says nothing about its answer', async (t) => {
  const listed = await service(t, 'text');
  const here = recording({ propagate: { to: [listed.url] } });
  /** @type {string | null} */
  let lineage = null;
  const other = await serve(t, async (request) => {
    assert.equal(request.headers.get('spanloom-lineage'), null);
    return new Response(ANSWER, { headers: lineage ? { 'spanloom-lineage': lineage } : {} });
  });
  const { tracer } = here;
  const render = tracer.task((/** @type {string} */ text) => text, { name: 'render' });
  await tracer.trace('ask', async () => {
    const body = JSON.stringify({ question: QUESTION, docs: DOCS });
    // Not by a traced fetch, which would believe what this answer says.
    const response = await fetch(listed.url, { method: 'POST', body, headers: tracer.inject({}, { values: [body] }) });
    lineage = response.headers.get('spanloom-lineage');
    assert.ok(lineage);
    render(await (await tracer.tracedFetch(other)).text());
  });
  const spans = [...(await here.finish()), ...(await listed.there.finish())];
  assert.deepEqual(
    linksAmong(spans).filter((link) => link.endsWith('render.input')),
    [],
  );
});
