// Random pipelines whose steps are spread over 1 to 4 processes have the links that they have in one, where what is sent is copied as well. PIPELINES_RUNS is how many are tried, PIPELINES_SEED the seed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makePipeline, placesOf, runPipeline } from '../support/pipeline.js';
import { recording } from '../support/spans.js';

const RUNS = Number(process.env.PIPELINES_RUNS ?? 150);
const SEED = Number(process.env.PIPELINES_SEED ?? 1);
/** Shares of all links. A process that another one calls back does not know the whole tree, so that a link may lead to another span of the same chain. */
const MAX_MISSED = 0.02;
const MAX_OTHER = 0.015;

/** @typedef {import('../../../js/index.js').FinishedSpan} FinishedSpan */

/** All links of a trace as text. @param {FinishedSpan[]} spans @returns {Set<string>} */
function linksIn(spans) {
  const names = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  return new Set(
    spans.flatMap(({ name, traceId, links }) =>
      links.map((link) => {
        assert.equal(link.traceId, traceId);
        const { from, to } = link.attributes;
        return `${names.get(link.spanId) ?? link.spanId}.${from} -> ${name}.${to}`;
      }),
    ),
  );
}

/** @param {FinishedSpan[]} spans */
function byTrace(spans) {
  /** @type {Map<string, FinishedSpan[]>} */
  const traces = new Map();
  for (const span of spans) traces.set(span.traceId, [...(traces.get(span.traceId) ?? []), span]);
  return traces;
}

test(`${RUNS} pipelines have the links that they have in one process`, async () => {
  console.log(`# PIPELINES_SEED=${SEED} PIPELINES_RUNS=${RUNS}`);
  const processes = Array.from({ length: 5 }, () => recording());
  const flush = () => Promise.all(processes.map(({ tracer }) => tracer.flush()));
  await flush();
  const [home, ...away] = processes.map(({ tracer }) => tracer);
  const countOf = (/** @type {number} */ i) => 1 + ((SEED + i) % away.length);
  /** The traces of each pipeline, in one process and in several. @type {[string, string][]} */
  const runs = [];
  for (let i = 0; i < RUNS; i++) {
    const pipeline = makePipeline(SEED + i);
    const count = countOf(i);
    runs.push([runPipeline(pipeline, placesOf(home, count)), runPipeline(pipeline, away.slice(0, count))]);
    if (i % 20 === 19) await flush();
  }
  const traces = byTrace((await Promise.all(processes.map(({ finish }) => finish()))).flat());
  const counts = { expected: 0, missed: 0, other: 0 };
  const differences = [];
  for (const [i, ids] of runs.entries()) {
    const [wanted, found] = ids.map((id) => linksIn(traces.get(id) ?? []));
    const missed = [...wanted].filter((link) => !found.has(link));
    const other = [...found].filter((link) => !wanted.has(link));
    if (countOf(i) === 1) assert.deepEqual([missed, other], [[], []]);
    counts.expected += wanted.size;
    counts.missed += missed.length;
    counts.other += other.length;
    if (missed.length + other.length > 0)
      differences.push(`seed ${SEED + i}, ${countOf(i)} processes: missed ${missed}; other ${other}`);
  }
  console.log(`# ${JSON.stringify(counts)}, in ${differences.length} pipelines`);
  assert.ok(counts.expected > 2 * RUNS, 'the test says little');
  const said = differences.slice(0, 20).join('\n');
  assert.ok(counts.missed <= MAX_MISSED * counts.expected && counts.other <= MAX_OTHER * counts.expected, said);
});
