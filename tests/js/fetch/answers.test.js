// What an answer says about itself disturbs nothing, whatever it says and however it is read.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeProducer } from '../../../js/propagate/lineage.js';
import fc from '../support/fast-check.js';
import { recording } from '../support/spans.js';

const URL_A = 'https://a.example/';

/** A traced `fetch` whose answer is given. @param {() => Response} answer */
function answering(answer) {
  const { tracer, finish } = recording({ propagate: { to: [URL_A] } });
  return { tracer, finish, send: tracer.traceFetch(async (/** @type {string} */ _url) => answer()) };
}

const producer = describeProducer([1, 2]);

test('nothing waits for an answer that is not read', async () => {
  const answer = new Response('text', { headers: { 'spanloom-lineage': producer } });
  const { tracer, finish, send } = answering(() => answer);
  const status = await tracer.trace('step', async () => (await send(URL_A)).status);
  assert.equal(status, 200);
  await tracer.flush({ open: true, timeout: 3_600_000 });
  assert.equal((await finish()).length, 1);
  assert.equal(await answer.text(), 'text');
});

test('an answer that comes after its span has ended', async () => {
  const { tracer, finish, send } = answering(() => new Response('text', { headers: { 'spanloom-lineage': producer } }));
  /** @type {Promise<Response> | undefined} */
  let response;
  tracer.trace('step', () => {
    response = send(URL_A);
  });
  assert.equal(await (await response)?.text(), 'text');
  assert.deepEqual(
    (await finish()).map(({ links }) => links),
    [[]],
  );
});

test('a lineage that is none is counted', async () => {
  const { tracer, finish, send } = answering(() => new Response('text', { headers: { 'spanloom-lineage': 'none' } }));
  assert.equal(await tracer.trace('step', async () => (await send(URL_A)).text()), 'text');
  assert.deepEqual(tracer.stats()?.propagation.ignored, { invalid_lineage: 1 });
  await finish();
});

test('any lineage at all, and any answer', async () => {
  const text = fc.string({ unit: fc.constantFrom('A', 'Q', 'g', '_', '-', '=', '/', ' ') });
  const lineages = fc.oneof(
    fc.constant(producer),
    text,
    text.map((rest) => producer + rest.trim()),
    text.map((rest) => `AQ${rest}`),
  );
  const bodies = fc.constantFrom('', 'text', '{"answer":"text"}', '"', 'data: {"n":1}\n\n', null);
  const types = fc.constantFrom('application/json', 'text/event-stream', 'text/plain');
  await fc.assert(
    fc.asyncProperty(
      lineages,
      bodies,
      types,
      fc.constantFrom('text', 'json', 'arrayBuffer'),
      async (lineage, body, type, read) => {
        const headers = { 'content-type': type, 'spanloom-lineage': lineage };
        const { tracer, finish, send } = answering(() => new Response(body, { headers }));
        const readAll = async (/** @type {Response} */ response) => {
          /** @type {any} */
          const result = await Reflect.apply(Reflect.get(response, read), response, []).catch(({ name }) => name);
          return result instanceof ArrayBuffer ? Buffer.from(result).toString() : result;
        };
        const plain = await readAll(new Response(body, { headers }));
        const use = tracer.task((/** @type {unknown} */ value) => value, { name: 'use' });
        assert.deepEqual(await tracer.trace('step', async () => use(await readAll(await send(URL_A)))), plain);
        const spans = await finish();
        assert.equal(spans.length, 2);
        for (const { links } of spans) for (const { traceId } of links) assert.equal(traceId, spans[0].traceId);
      },
    ),
    { numRuns: Number(process.env.ANSWER_RUNS ?? 100), includeErrorInReport: true },
  );
});
