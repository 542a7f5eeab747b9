// Reads the body of a traced fetch against that of the plain one, in many ways. Run as it is, and as in a runtime that reads bodies unseen.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import fc from '../support/fast-check.js';
import { recording } from '../support/spans.js';

const RUNS = Number(process.env.BODY_RUNS ?? 120);

const decoder = new TextDecoder();
const text = (/** @type {any} */ value) =>
  typeof value === 'string'
    ? value
    : decoder.decode(
        value instanceof ArrayBuffer ? value : new Uint8Array(value.buffer, value.byteOffset, value.byteLength),
      );

/** @param {ReadableStreamDefaultReader<Uint8Array> | ReadableStreamBYOBReader} reader @param {number} [count] */
async function take(reader, count = Infinity) {
  let all = '';
  for (let i = 0; i < count; i++) {
    const { done, value } = await /** @type {any} */ (reader).read(new Uint8Array(5));
    if (value) all += text(value);
    if (done) break;
  }
  return all;
}

/** Chunks may be joined on the way, so only bytes are compared. @type {Record<string, (response: Response, controller: AbortController) => unknown>} */
const READS = {
  text: (response) => response.text(),
  json: (response) => response.json(),
  arrayBuffer: async (response) => text(await response.arrayBuffer()),
  blob: async (response) => (await response.blob()).text(),
  reader: (response) => take(/** @type {any} */ (response.body).getReader()),
  byob: (response) => take(/** @type {any} */ (response.body).getReader({ mode: 'byob' })),
  'for await': async (response) => {
    let all = '';
    for await (const chunk of /** @type {any} */ (response.body)) all += text(chunk);
    return all;
  },
  clone: async (response) => Promise.all([response.clone().text(), response.text()]),
  'clone of a clone': async (response) => Promise.all([response.clone().clone().text(), response.text()]),
  tee: async (response) =>
    Promise.all(/** @type {any} */ (response.body).tee().map((/** @type {any} */ branch) => take(branch.getReader()))),
  pipeThrough: async (response) => {
    let all = '';
    for await (const chunk of /** @type {any} */ (response.body).pipeThrough(new TextDecoderStream())) all += chunk;
    return all;
  },
  'a new Response': (response) => new Response(response.body, response).text(),
  twice: async (response) => [await response.text(), await response.text().catch(told)],
  cancel: (response) => response.body?.cancel('enough'),
  'part, then cancel': async (response) => {
    const reader = /** @type {any} */ (response.body).getReader();
    await take(reader, 1);
    await reader.cancel('enough');
    return take(reader);
  },
  break: async (response) => {
    for await (const _ of /** @type {any} */ (response.body)) break;
    return response.body?.locked;
  },
  abort: async (response, controller) => {
    controller.abort();
    return response.text();
  },
  'part, then abort': async (response, controller) => {
    const reader = /** @type {any} */ (response.body).getReader();
    await take(reader, 1);
    controller.abort(new Error('mine'));
    return [await take(reader).catch(told), await reader.closed.catch(told)];
  },
  'lock, then text': async (response) => {
    const reader = /** @type {any} */ (response.body).getReader();
    const failed = await response.text().catch(told);
    reader.releaseLock();
    return [failed, await response.text()];
  },
};
/** These abort while the server waits, so that what is left cannot have arrived. */
const HELD = ['part, then abort', 'abort'];

const told = (/** @type {any} */ error) => `${error.name}: ${error.message}`;

/** @param {Response} response */
const facts = (response) => {
  const { status, statusText, ok, type, url, redirected, bodyUsed, headers } = response;
  const kept = [...headers].filter(([name]) => name !== 'date');
  return { status, statusText, ok, type, url, redirected, bodyUsed, isLocked: response.body?.locked, kept };
};

const TYPES = ['text/plain', 'text/event-stream', 'application/json', 'application/x-ndjson', 'image/png', ''];
const piece = fc.constantFrom('data: {"n":1}\n\n', '{"n":1}\n', '"né', 'e Ω"', 'x'.repeat(70_000), ' ', '');
const drawing = fc.record({
  pieces: fc.array(piece, { maxLength: 5 }),
  type: fc.constantFrom(...TYPES),
  status: fc.constantFrom(200, 200, 200, 201, 204, 404, 500),
  method: fc.constantFrom('GET', 'GET', 'POST', 'HEAD'),
  isZipped: fc.boolean(),
  breaks: fc.constantFrom(false, false, false, true),
  read: fc.constantFrom(...Object.keys(READS)),
});

/** @typedef {any} Drawn of `drawing` */

/** Serves what is drawn at the time. @param {(close: () => void) => void} after */
async function serve(after) {
  const at = { drawn: /** @type {Drawn} */ (undefined), release: () => {} };
  const server = createServer(async (incoming, response) => {
    const { pieces, type, status, breaks, read } = at.drawn;
    const isHeld = HELD.includes(read);
    const isZipped = at.drawn.isZipped && !isHeld;
    const held = new Promise((resolve) => {
      at.release = () => resolve(undefined);
    });
    response.writeHead(status, {
      ...(type && { 'content-type': type }),
      ...(isZipped && status !== 204 && { 'content-encoding': 'gzip' }),
      'x-own': 'own',
    });
    if (incoming.method === 'HEAD' || status === 204) return response.end();
    if (isZipped) response.write(gzipSync(pieces.join('')));
    else for (const each of isHeld ? ['first', ...pieces] : pieces) if (each) response.write(each);
    response.flushHeaders();
    if (isHeld) await held;
    return breaks ? response.destroy() : response.end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { at, url: `http://127.0.0.1:${/** @type {any} */ (server.address()).port}/` };
}

/** @param {(close: () => void) => void} after @param {string[]} [without] ways of reading that are left out */
export async function compareBodies(after, without = []) {
  const { at, url } = await serve(after);
  const { tracer, finish } = recording();
  const plainFetch = fetch;
  /** @param {(url: string, init: RequestInit) => Promise<Response>} send @param {Drawn} drawn */
  const outcome = async (send, drawn) => {
    at.drawn = drawn;
    const controller = new AbortController();
    try {
      const response = await send(url, { method: drawn.method, signal: controller.signal });
      const before = facts(response);
      const result = await Promise.resolve(READS[drawn.read](response, controller)).catch(told);
      return { before, result, after: facts(response), isResponse: response instanceof Response };
    } catch (error) {
      return told(error);
    } finally {
      at.release();
    }
  };
  const traced = tracer.llm(
    (/** @type {string} */ to, /** @type {RequestInit} */ init) => tracer.tracedFetch(to, init),
    { name: 'ask' },
  );
  /** @type {Drawn[]} */
  const drawns = [];
  await fc.assert(
    fc.asyncProperty(drawing, async (drawn) => {
      fc.pre(!without.includes(drawn.read));
      const expected = await outcome(plainFetch, drawn);
      assert.deepEqual(await outcome(/** @type {any} */ (traced), drawn), expected);
      drawns.push(drawn);
    }),
    { numRuns: RUNS, includeErrorInReport: true },
  );
  const spans = await finish();
  assert.equal(spans.length, drawns.length);
  let read = 0;
  for (const drawn of drawns) {
    const output = drawn.pieces.join('');
    if (drawn.type !== 'text/plain' || output === '' || !isWhole(drawn)) continue;
    read += 1;
    assert.ok(
      spans.some((span) => span.output === output),
      `${drawn.read}: no span has ${output.slice(0, 40)}`,
    );
  }
  assert.ok(read > 0);
}

const WHOLE = ['text', 'arrayBuffer', 'reader', 'byob', 'for await', 'clone', 'tee', 'pipeThrough', 'a new Response'];

/** @param {Drawn} drawn whether there is a body, and all of it is read */
const isWhole = ({ read, status, method, breaks }) =>
  WHOLE.includes(read) && status !== 204 && method !== 'HEAD' && !breaks;

/** Counts how often a body is asked for a chunk. Nothing is read before its reader asks, and nothing after it has cancelled. */
export async function comparePulls() {
  /** @param {(fetch: any) => any} wrapped */
  const pulls = async (wrapped) => {
    /** @type {unknown[]} */
    const log = [];
    let count = 0;
    const pull = (/** @type {ReadableByteStreamController} */ controller) => {
      log.push(count++);
      controller.enqueue(new Uint8Array(count === 2 ? 4 : 2));
    };
    const cancel = (/** @type {unknown} */ reason) => log.push(['cancelled', reason]);
    const source = () => new Response(new ReadableStream({ type: 'bytes', pull, cancel }, { highWaterMark: 0 }));
    const response = await wrapped(async () => source())('https://a.example/');
    const later = () => new Promise((resolve) => setTimeout(resolve, 1));
    await later();
    const reader = response.body.getReader();
    for (let i = 0; i < 3; i++) {
      log.push((await reader.read()).value.length);
      await later();
    }
    await reader.cancel('enough');
    return log;
  };
  const { tracer, finish } = recording();
  const expected = await pulls((fetch) => fetch);
  assert.deepEqual(await pulls((fetch) => tracer.llm(tracer.traceFetch(fetch))), expected);
  assert.deepEqual(expected, [0, 2, 1, 4, 2, 2, ['cancelled', 'enough']]);
  await finish();
}
