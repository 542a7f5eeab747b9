// Many spans through one tracer to a slow and flaky receiver: memory has to stay flat and every span has to be accounted for.
//   node --expose-gc tests/js/soak/soak.mjs [--spans 5000000]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createTracer, otlp } from '../../../js/index.js';

const SPANS_PER_TRACE = 5;
const TRACES_PER_TURN = 20;
/** Below the queue's cap by more than a turn can add. */
const HOLD_AT = 6000;
const SAMPLES = 20;
const MEGABYTE = 2 ** 20;

/**
 * @param {{ spans: number, log?: (line: string) => void }} options
 * @returns {Promise<{ stats: import('../../../js/index.js').Stats, accepted: number, repeated: number, samples: Sample[] }>}
 * @typedef {{ spans: number, rss: number, heap: number, external: number, core: number, queue: number }} Sample sizes in bytes
 */
export async function soak({ spans, log = () => {} }) {
  const receiver = fork(fileURLToPath(new URL('receiver.mjs', import.meta.url)));
  const [{ url }] = await once(receiver, 'message');
  const retry = { attempts: 12, baseDelay: 5, maxDelay: 100 };
  const tracer = createTracer({ service: 'soak', exporters: [otlp({ url, retry })], queue: { flushInterval: 50 } });
  const pipeline = ragPipeline(tracer);
  /** @type {Sample[]} */
  const samples = [];
  const traces = Math.ceil(spans / SPANS_PER_TRACE);
  // The first turn is as large as any backlog will be: what grows after it is a leak.
  let turn = HOLD_AT / SPANS_PER_TRACE;
  for (let done = 0; done < traces; done += turn, turn = TRACES_PER_TURN) {
    for (let i = 0; i < turn; i++) pipeline(done + i);
    await new Promise(setImmediate);
    while (tracer.stats().queue.spans > HOLD_AT) await sleep(1);
    if (done >= (traces * (samples.length + 1)) / (SAMPLES + 1)) {
      samples.push(sample(tracer));
      log(describe(/** @type {Sample} */ (samples.at(-1))));
    }
  }
  await tracer.flush();
  const stats = tracer.stats();
  await tracer.shutdown();
  receiver.send('count');
  const [{ accepted, repeated }] = await once(receiver, 'message');
  return { stats, accepted, repeated, samples };
}

/** Five spans, with objects carried from one to the next. @param {import('../../../js/index.js').Tracer} tracer */
function ragPipeline({ workflow, retrieval, task, llm, tool }) {
  const retrieve = retrieval(
    (/** @type {{ id: number }} */ question) =>
      Array.from({ length: 4 }, (_, i) => ({
        id: question.id + i,
        text: `document ${question.id + i} says so. `.repeat(8),
      })),
    { name: 'retrieve' },
  );
  const prompt = task(
    (/** @type {object} */ question, /** @type {object[]} */ docs) => ({ messages: [question, ...docs] }),
    { name: 'prompt' },
  );
  const answer = llm(
    (/** @type {{ messages: object[] }} */ request) => ({ text: `answer from ${request.messages.length}` }),
    { name: 'answer', model: 'm' },
  );
  const cite = tool((/** @type {object[]} */ docs) => ({ first: docs[0] }), { name: 'cite' });
  return workflow(
    (/** @type {number} */ id) => {
      const question = { id };
      const docs = retrieve(question);
      const text = answer(prompt(question, docs));
      return { text, source: cite(docs) };
    },
    { name: 'ask' },
  );
}

/** @param {import('../../../js/index.js').Tracer} tracer @returns {Sample} */
function sample(tracer) {
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const { spans, core, queue } = tracer.stats();
  return { spans: spans.ended, rss, heap: heapUsed, external, core: core.memoryBytes, queue: queue.spans };
}

/** @param {Sample} sample */
function describe({ spans, queue, ...sizes }) {
  const columns = Object.entries(sizes).map(([name, bytes]) =>
    `${name} ${(bytes / MEGABYTE).toFixed(1)} MiB`.padEnd(20),
  );
  return `${String(spans).padStart(9)} spans  ${columns.join('')}${queue} waiting`;
}

async function main() {
  const { values } = parseArgs({ options: { spans: { type: 'string', default: '5000000' } } });
  const start = performance.now();
  const { stats, accepted, repeated, samples } = await soak({ spans: Number(values.spans), log: console.log });
  const { ended, exported, dropped } = stats.spans;
  const lost = Object.values(dropped).reduce((sum, count) => sum + count, 0);
  console.log(
    `ended ${ended}, exported ${exported}, dropped ${JSON.stringify(dropped)}, received ${accepted} (${repeated} twice)`,
  );
  console.log(
    `links ${JSON.stringify(stats.links)}, export ${JSON.stringify(stats.export)}, ${((performance.now() - start) / 1000).toFixed(1)} s`,
  );
  const [early, late] = [samples.slice(5, 10), samples.slice(-5)].map((part) => ({
    core: largest(part, 'core'),
    heap: smallest(part, 'heap'),
  }));
  const problems = [
    ended < Number(values.spans) && 'not all spans ended',
    exported + lost !== ended && 'exported + dropped is not ended',
    lost > 0 && 'spans were dropped under the caps',
    accepted !== exported && 'the receiver accepted another number than was exported',
    late.core > early.core && 'the core grew',
    globalThis.gc && late.heap > early.heap * 1.25 + MEGABYTE && 'the heap grew',
  ].filter(Boolean);
  console.log(problems.length === 0 ? 'ok' : `FAILED: ${problems.join('; ')}`);
  process.exitCode = problems.length;
}

/** @param {Sample[]} samples @param {keyof Sample} field */
const largest = (samples, field) => Math.max(...samples.map((sample) => sample[field]));
/** @param {Sample[]} samples @param {keyof Sample} field */
const smallest = (samples, field) => Math.min(...samples.map((sample) => sample[field]));

if (import.meta.filename === process.argv[1]) await main();
