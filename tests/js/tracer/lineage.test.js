// What one tracer says of a message becomes links of another.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { within } from '../../../js/context/frame.js';
import { endStandIn, identify, lineageOf, noteLineage, noteMessage, startStandIn } from '../../../js/tracer/lineage.js';
import { NonRecordingSpan } from '../../../js/tracer/non-recording-span.js';
import { remoteTrace } from '../../../js/tracer/remote-trace.js';
import { internalTracer } from '../support/internal-tracer.js';
import { named } from '../support/spans.js';

/** @typedef {import('../../../js/tracer/span-state.js').SpanState} SpanState */
/** @typedef {ReturnType<typeof internalTracer>} Given */

const DOCS = [{ id: 'a-17', text: 'Create the second key before you revoke the first one, or requests will fail.' }];
const ANSWER = 'You create a second key, and only then you revoke the first one that you had.';

/** Two tracers as if in two processes. */
async function processes() {
  const [here, there] = [internalTracer(), internalTracer()];
  await Promise.all([here.api.flush(), there.api.flush()]);
  return { here, there };
}

/** Sends a message from the active span. @param {Given} given @param {unknown} value */
function send({ tracer }, value) {
  const state = /** @type {SpanState} */ (startStandIn(tracer));
  tracer.notes.annotate(state, { input: value });
  const { parent, trace } = state;
  const words = [parent?.id0 ?? 0, parent?.id1 ?? 0];
  return { state, traceWords: [trace.id0, trace.id1, trace.id2, trace.id3], words, bytes: lineageOf(state, words) };
}

/** Runs `fn` below the sender of a message. @param {Given} given @param {ReturnType<typeof send>} message @param {() => unknown} fn */
function receive({ tracer }, { traceWords, words, bytes }, fn) {
  const caller = new NonRecordingSpan(tracer, remoteTrace(tracer, traceWords), words, false);
  caller.isRemote = true;
  if (bytes) noteLineage(tracer, caller.trace, caller, words, bytes);
  return tracer.context.run(within(tracer.owner, caller), fn, undefined, []);
}

/** The links of a span: `from>to` by the id of the other span. @param {Given} given @param {string} name */
const linksOf = ({ exporter }, name) =>
  named(exporter.spans, name).links.map(({ spanId, attributes }) => [spanId, `${attributes.from}>${attributes.to}`]);

test('a message says which span made its parts, and the reply is of the span that made it', async () => {
  const { here, there } = await processes();
  const find = here.api.retrieval(() => structuredClone(DOCS), { name: 'find' });
  const show = here.api.task((/** @type {string} */ text) => text.length, { name: 'show' });
  const answer = there.api.llm((/** @type {unknown} */ _docs) => ANSWER, { name: 'answer' });
  here.api.workflow(
    () => {
      const docs = find();
      const message = send(here, { docs });
      assert.ok(message.bytes && message.bytes.length < 100);
      const body = JSON.stringify({ docs });
      const result = receive(there, message, () => answer(JSON.parse(body).docs));
      const [{ number }] = [...there.tracer.openSpans, { number: 0 }];
      assert.equal(number, 0);
      return { result, message };
    },
    { name: 'ask' },
  )();
  await Promise.all([here.api.flush(), there.api.flush()]);
  const { spanId } = named(here.exporter.spans, 'find');
  assert.deepEqual(linksOf(there, 'answer'), [[spanId, 'output>input']]);
  const asked = named(there.exporter.spans, 'answer').spanId;
  const words = [0, 8].map((at) => Number.parseInt(asked.slice(at, at + 8), 16));
  here.api.workflow(
    () => {
      const { state } = send(here, { docs: DOCS });
      identify(state, words);
      here.tracer.notes.annotate(state, { output: ANSWER });
      endStandIn(state);
      show(`They say: ${ANSWER}`);
    },
    { name: 'ask again' },
  )();
  await Promise.all([here.api.shutdown(), there.api.shutdown()]);
  assert.deepEqual(linksOf(here, 'show'), [[asked, 'output>input']]);
  assert.deepEqual([...here.errors, ...there.errors], []);
});

test('what is taken from a received message later is known as its part', async () => {
  const { here, there } = await processes();
  const find = here.api.retrieval(() => structuredClone(DOCS), { name: 'find' });
  const use = there.api.task((/** @type {string} */ text) => text.length, { name: 'use' });
  here.api.workflow(
    () => {
      const docs = find();
      const message = send(here, { docs });
      receive(there, message, () =>
        there.api.trace({ name: 'handle' }, () => {
          const { trace } = /** @type {SpanState} */ (startStandIn(there.tracer));
          noteMessage(there.tracer, trace, { docs });
          use(`Use this: ${docs[0].text}`);
        }),
      );
    },
    { name: 'ask' },
  )();
  await Promise.all([here.api.shutdown(), there.api.shutdown()]);
  assert.deepEqual(linksOf(there, 'use'), [[named(here.exporter.spans, 'find').spanId, 'output>input']]);
});
