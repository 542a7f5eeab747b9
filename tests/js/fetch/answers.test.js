// What an answer says about itself disturbs nothing, whatever it says and however it is read.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeProducer } from '../../../js/propagate/lineage.js';
import fc from '../support/fast-check.js';
import { recording } from '../support/spans.js';

const URL_A = 'https://a.example/';

/** A traced `fetch` whose answer is given. @param {(producer: string) => Response} answer gets the lineage that names a producer to the caller */
function answering(answer) {
  const { tracer, finish } = recording({ propagate: { to: [URL_A] } });
  const send = tracer.traceFetch(async (/** @type {string} */ _url, /** @type {any} */ init) => {
    const id = init.headers.traceparent.split('-')[2];
    const caller = [id.slice(0, 8), id.slice(8)].map((word) => Number.parseInt(word, 16));
    return answer(describeProducer([1, 2], caller));
  });
  return { tracer, finish, send };
}

/** @param {string} producer @param {BodyInit | null} [body] */
const answerOf = (producer, body = 'text') => new Response(body, { headers: { 'spanloom-lineage': producer } });

test('nothing waits for an answer that is not read', async () => {
  /** @type {any} */
  let answer;
  const { tracer, finish, send } = answering((producer) => {
    answer = answerOf(producer);
    return answer;
  });
  const status = await tracer.trace('step', async () => (await send(URL_A)).status);
  assert.equal(status, 200);
  await tracer.flush({ open: true, timeout: 3_600_000 });
  assert.equal((await finish()).length, 1);
  assert.equal(await answer.text(), 'text');
});

test('an answer that comes after its span has ended', async () => {
  const { tracer, finish, send } = answering(answerOf);
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
  const { tracer, finish, send } = answering(() => answerOf('none'));
  assert.equal(await tracer.trace('step', async () => (await send(URL_A)).text()), 'text');
  assert.deepEqual(tracer.stats()?.propagation.ignored, { invalid_lineage: 1 });
  await finish();
});

test('only the span that asked for it believes an answer: a cache may give it to others', async () => {
  /** @type {string | undefined} */
  let cached;
  const text = 'The keeper wrote down every ship that passed the point in those years.';
  const { tracer, finish, send } = answering((producer) => {
    cached ??= producer;
    return answerOf(cached, text);
  });
  await tracer.flush();
  const use = tracer.task((/** @type {string} */ value) => value.length, { name: 'use' });
  for (let i = 0; i < 2; i++) await tracer.trace('step', async () => use(await (await send(URL_A)).text()));
  assert.deepEqual(tracer.stats()?.propagation.ignored, { foreign_lineage: 1 });
  const uses = (await finish()).filter(({ name }) => name === 'use');
  assert.deepEqual(
    uses.map(({ links }) => links.map(({ spanId }) => spanId)),
    [['0000000100000002'], []],
  );
});

test('any lineage at all, and any answer', async () => {
  const text = fc.string({ unit: fc.constantFrom('A', 'Q', 'g', '_', '-', '=', '/', ' ') });
  const lineages = fc.oneof(
    fc.constant((/** @type {string} */ producer) => producer),
    text.map((rest) => () => rest),
    text.map((rest) => (/** @type {string} */ producer) => producer + rest.trim()),
    text.map((rest) => () => `AQ${rest}`),
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
        const given = (/** @type {string} */ producer) =>
          new Response(body, { headers: { 'content-type': type, 'spanloom-lineage': lineage(producer) } });
        const { tracer, finish, send } = answering(given);
        const readAll = async (/** @type {Response} */ response) => {
          /** @type {any} */
          const result = await Reflect.apply(Reflect.get(response, read), response, []).catch(({ name }) => name);
          return result instanceof ArrayBuffer ? Buffer.from(result).toString() : result;
        };
        const plain = await readAll(given('none'));
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
