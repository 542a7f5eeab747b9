// Many conversations at once, of all clients: none may be told what is another's. `CLIENTS_SEED` replays a mix.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTracer, memory } from '../../js/index.js';
import { Choices } from '../js/support/choices.js';
import { aiSdk } from './cases/ai-sdk.js';
import { anthropic } from './cases/anthropic.js';
import { langchain } from './cases/langchain.js';
import { nodeStreams } from './cases/node-streams.js';
import { openai } from './cases/openai.js';
import { startFakeApi } from './server/server.js';
import { compare, outcome, stylesOf } from './support/cases.js';

const CALLS = 200;
const SEED = Number(process.env.CLIENTS_SEED ?? 1);

const api = await startFakeApi();
after(() => api.close());

const choices = Choices.random(SEED);
const oneOf = (list) => list[choices.int(list.length)];
const clients = [openai, anthropic, aiSdk, langchain, nodeStreams].map((client) =>
  Object.entries(client(api)).flatMap(([name, cases]) =>
    cases.filter(({ isAlone }) => !isAlone).map((each) => ({ ...each, client: name })),
  ),
);

test(`${CALLS} conversations at once, seed ${SEED}`, async () => {
  const exporter = memory();
  const errors = [];
  const tracer = createTracer({ exporters: [exporter], onError: (error) => errors.push(error) });
  const calls = Array.from({ length: CALLS }, (_, id) => {
    const one = oneOf(oneOf(clients));
    const start = oneOf(Object.values(stylesOf(one)));
    return { one, id, start, wait: choices.int(50), isNested: choices.int(2) === 1 };
  });
  const got = await Promise.all(
    calls.map(async ({ one, id, start, wait, isNested }) => {
      const inner = tracer[one.kind ?? 'llm'](start, { name: `${id}` });
      const call = isNested ? tracer.workflow((question) => inner(question), { name: `around ${id}` }) : inner;
      await sleep(wait);
      return outcome(() => one.read(call(`#${id} ${one.plan ?? 'text'}`), () => sleep(1)));
    }),
  );
  const names = calls.flatMap(({ id, isNested }) => (isNested ? [`${id}`, `around ${id}`] : [`${id}`]));
  for (let i = 0; i < 60 && tracer.stats().spans.ended < names.length; i++) await sleep(5);
  await tracer.flush();
  const spans = exporter.spans.slice();
  await tracer.shutdown();

  assert.deepEqual(errors, []);
  assert.deepEqual(spans.map(({ name }) => name).sort(), names.sort());
  assert.equal(new Set(spans.map(({ traceId }) => traceId)).size, CALLS);
  const differing = calls.flatMap(({ one, id, isNested }) => {
    const [span, around] = [`${id}`, `around ${id}`].map((name) => spans.find((each) => each.name === name));
    try {
      assert.match(span.input, new RegExp(`#${id} `));
      compare(span, one, id, got[id].value);
      if (isNested) assert.deepEqual([around.output, around.traceId], [span.output, span.traceId]);
      return [];
    } catch (error) {
      return [`${one.client}, ${one.name}: ${error.message}`];
    }
  });
  assert.deepEqual(differing, []);
});
