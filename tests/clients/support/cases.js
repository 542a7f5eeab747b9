// Runs a way of reading a result without and with the tracer: the program has to get the same, and the span has to say the rest.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTracer, memory } from '../../../js/index.js';
import { startFakeApi } from '../server/server.js';
import { STREAMED, seen } from './expected.js';

/**
 * @typedef {Object} Case
 * @property {string} name
 * @property {string} [plan] of the answer; `text` if absent
 * @property {'llm' | 'embedding'} [kind]
 * @property {(question: string) => any} start what is wrapped
 * @property {(result: any, pause: () => Promise<void>) => Promise<unknown>} read what a program does with it, and gets; `pause`
 *   is there for one that takes its time
 * @property {(id: number, got: any) => object} [span] what the span has to say; as a stream of that plan if absent
 * @property {string[]} [compare] those of its fields that are told; all if absent
 * @property {boolean} [isDirect] it makes no sense in an `async` function
 * @property {boolean} [isAlone] it cannot run beside others
 */

/** How the wrapped function hands on what the client gives. @param {Case} one */
export const stylesOf = ({ start, isDirect }) => ({
  direct: (question) => start(question),
  ...(isDirect ? {} : { async: async (question) => start(question) }),
});

let lastId = 0;

/** @param {(api: import('../server/server.js').FakeApi) => Record<string, Case[]>} clients */
export async function testAll(clients) {
  const api = await startFakeApi();
  after(() => api.close());
  for (const [client, cases] of Object.entries(clients(api)))
    for (const each of cases)
      for (const [style, styled] of Object.entries(stylesOf(each)))
        test(`${client}, ${each.name} (${style})`, () => check(api, each, styled));
}

/** @param {Case} one @param {(question: string) => any} start in one of its styles */
async function check(api, one, start) {
  const { kind = 'llm', plan = 'text', read } = one;
  const id = ++lastId;
  const question = `#${id} ${plan}`;
  const untraced = await outcome(() => read(start(question), async () => {}));

  const exporter = memory();
  const errors = [];
  const tracer = createTracer({ exporters: [exporter], onError: (error) => errors.push(error) });
  const early = [];
  let isReading = true;
  const look = async () => {
    await tracer.flush();
    if (isReading) early.push(...exporter.spans);
  };
  const pause = async () => {
    await sleep(20);
    await look();
  };
  api.onMiddle(id, look);
  const call = tracer[kind](start, { name: one.name });
  const traced = await outcome(() => read(call(question), pause));
  isReading = false;
  for (let i = 0; i < 60 && tracer.stats().spans.ended === 0; i++) await sleep(5);
  await tracer.flush();
  const spans = exporter.spans.slice();
  await tracer.shutdown();

  assert.deepEqual(traced, untraced, 'the program gets what it gets untraced');
  assert.deepEqual(errors, []);
  assert.deepEqual(early.map(seen), [], 'the span ended too early');
  assert.equal(spans.length, 1, 'the span has not ended');
  compare(spans[0], one, id, untraced.value);
}

/** @param {import('../../../js/index.js').FinishedSpan} span @param {Case} one @param {number} id @param {any} got */
export function compare(span, { plan = 'text', compare, ...one }, id, got) {
  const told = seen(span);
  const expected = (one.span ?? STREAMED[plan])(id, got);
  const keys = compare ?? Object.keys(told);
  assert.deepEqual(pick(told, keys), pick(expected, keys));
}

const pick = (record, keys) => Object.fromEntries(keys.map((key) => [key, record[key]]));

/** @returns {Promise<{ value: any } | { error: string }>} */
export async function outcome(run) {
  try {
    return { value: JSON.parse(JSON.stringify((await run()) ?? null)) };
  } catch (error) {
    return { error: `${error.constructor.name}: ${error.message}` };
  }
}
