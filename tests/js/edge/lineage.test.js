// Values that cross to an instrumented handler and back: the links are those that the same steps have in one process.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instrument } from '../../../js/edge/index.js';
import { Platform, traced } from './support/platform.js';

const URL_OF = 'http://guide.example';
/** Enough letters to be evidence across processes. */
const long = (/** @type {string} */ text) =>
  `${text}, as it was said at length in the harbour office on the third of May`;

/**
 * A caller whose `fetch` reaches the handler, and all spans of both, by name.
 * @param {import('node:test').TestContext} t @param {(server: any) => (request: Request) => Promise<Response>} handlerOf @param {object} [options]
 */
async function pair(t, handlerOf, options = { acceptTraceContext: true }) {
  const [caller, server] = [traced(t), traced(t)];
  // Until its core is loaded, a tracer knows no lineage.
  await Promise.all([caller.tracer.flush(), server.tracer.flush()]);
  const platform = new Platform();
  const worker = instrument(
    { fetch: /** @type {any} */ (handlerOf(server.tracer)) },
    { tracer: server.tracer, ...options },
  );
  const send = async (/** @type {string} */ url, /** @type {RequestInit} */ init) =>
    worker.fetch(new Request(url, init), {}, platform.ctx);
  const fetch = caller.tracer.traceFetch(/** @type {any} */ (send), { propagate: { to: [URL_OF] } });
  const links = async () => {
    await platform.settled();
    await caller.tracer.flush();
    const spans = [...caller.sink.spans, ...server.sink.spans];
    const names = new Map(spans.map(({ spanId, name }) => [spanId, name]));
    assert.equal(new Set(spans.map(({ traceId }) => traceId)).size, 1);
    return spans
      .flatMap(({ name, links: all }) =>
        all.map(({ spanId, attributes: { from, to } }) => `${names.get(spanId)} ${from} -> ${name} ${to}`),
      )
      .sort();
  };
  return { ...caller, server, fetch, links };
}

test('a question and its answer in memory', async (t) => {
  const { tracer, fetch, links } = await pair(t, (server) => {
    const find = server.retrieval(
      async (/** @type {string} */ question) => [{ text: long(`found for ${question.length}`) }],
      { name: 'find' },
    );
    return async (request) => {
      const { question } = await request.json();
      return Response.json({ docs: await find(question) });
    };
  });
  const make = tracer.task(() => long('where is the lighthouse'), { name: 'make' });
  const use = tracer.task((/** @type {string} */ text) => text.length, { name: 'use' });
  await tracer.trace('main', async () => {
    const response = await fetch(URL_OF, { method: 'POST', body: JSON.stringify({ question: make() }) });
    const { docs } = await response.json();
    use(docs[0].text);
  });
  assert.deepEqual(await links(), [
    'find output -> POST output',
    'find output -> use input',
    'make output -> find input',
  ]);
});

test('an answer that is streamed is an output of the step that streams it', async (t) => {
  const { tracer, fetch, links } = await pair(t, (server) => {
    const answer = server.llm(
      async () => {
        const words = long('it stands on the rock').split(/(?= )/);
        return ReadableStream.from(words.map((word) => new TextEncoder().encode(word)));
      },
      { name: 'answer' },
    );
    return async () => new Response(await answer());
  });
  const use = tracer.task((/** @type {string} */ text) => text.length, { name: 'use' });
  await tracer.trace('main', async () => {
    const response = await fetch(URL_OF, {});
    use(`It says: ${await response.text()}`);
  });
  assert.deepEqual(await links(), ['answer output -> GET output', 'answer output -> use input']);
});

test('what the caller gave passes through: its own steps are linked, not those that passed it on', async (t) => {
  const { tracer, fetch, links } = await pair(t, () => async (request) => new Response(await request.text()));
  const make = tracer.task(() => long('where is the lighthouse'), { name: 'make' });
  const use = tracer.task((/** @type {string} */ text) => text.length, { name: 'use' });
  await tracer.trace('main', async () => {
    const response = await fetch(URL_OF, { method: 'POST', body: make() });
    use(await response.text());
  });
  assert.deepEqual(
    (await links()).filter((link) => link.endsWith('use input')),
    ['make output -> use input'],
  );
});

/** What a caller learns of a service from a handler that passes on its answers. @param {import('node:test').TestContext} t @param {boolean} isAccepted */
async function passedOn(t, isAccepted) {
  const [{ tracer, sink }, edge, service] = [traced(t), traced(t), traced(t)];
  await Promise.all([tracer, edge.tracer, service.tracer].map((each) => each.flush()));
  const there = new Platform();
  const tell = service.tracer.llm(async () => ReadableStream.from([new TextEncoder().encode(long('it stands'))]), {
    name: 'tell',
  });
  const origin = instrument(
    { fetch: async (/** @type {any[]} */ ..._) => new Response(await tell()) },
    { tracer: service.tracer, acceptTraceContext: true },
  );
  const send = async (/** @type {string} */ url, /** @type {RequestInit} */ init) => {
    const response = await origin.fetch(new Request(url, init), {}, there.ctx);
    assert.ok(response.headers.has('spanloom-lineage'));
    return response;
  };
  const toOrigin = edge.tracer.traceFetch(/** @type {any} */ (send), { propagate: { to: ['http://origin.example'] } });
  const platform = new Platform();
  const worker = instrument(
    { fetch: (/** @type {any[]} */ ..._) => toOrigin('http://origin.example/') },
    { tracer: edge.tracer, acceptTraceContext: isAccepted },
  );
  /** @type {any} */
  let header;
  const ask = tracer.traceFetch(
    /** @type {any} */ (
      async (/** @type {string} */ url, /** @type {RequestInit} */ init) => {
        const response = await worker.fetch(new Request(url, init), {}, platform.ctx);
        header = response.headers.get('spanloom-lineage');
        return response;
      }
    ),
    { propagate: { to: [URL_OF] } },
  );
  const use = tracer.task((/** @type {string} */ text) => text.length, { name: 'use' });
  await tracer.trace('main', async () => use(await (await ask(URL_OF)).text()));
  await platform.settled();
  await there.settled();
  await Promise.all([tracer, edge.tracer, service.tracer].map((each) => each.flush()));
  const found = sink.spans.find(({ name }) => name === 'use');
  return { header, links: found?.links.map(({ spanId }) => spanId), tell: service.find('tell') };
}

test('an answer that is passed on names the step of the service that produced it', async (t) => {
  const { links, tell } = await passedOn(t, true);
  assert.deepEqual(links, [tell.spanId]);
});

test('an answer that is passed on to a caller that is not accepted has no lineage', async (t) => {
  const { header, links } = await passedOn(t, false);
  assert.deepEqual([header, links], [null, []]);
});

test('a caller that is not accepted has a trace of its own, and neither side learns anything', async (t) => {
  const { tracer, sink, server, fetch } = await pair(
    t,
    (there) => {
      const echo = there.task((/** @type {string} */ text) => text, { name: 'echo' });
      return async (request) => new Response(echo(await request.text()));
    },
    {},
  );
  const make = tracer.task(() => long('where is the lighthouse'), { name: 'make' });
  await tracer.trace('main', async () => {
    const response = await fetch(URL_OF, { method: 'POST', body: make() });
    assert.equal(response.headers.has('spanloom-lineage'), false);
    await response.text();
  });
  await Promise.all([tracer.flush(), server.tracer.flush()]);
  assert.deepEqual(server.find('echo').links, []);
  assert.notEqual(server.find('echo').traceId, sink.spans[0].traceId);
});
