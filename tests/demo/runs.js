// What one run of the docs bot looks like, wherever it ran and wherever its spans were looked at.
import assert from 'node:assert/strict';
import { describeEdge, edgesOf } from '../../examples/docs-bot/edges.js';

const STEPS = ['answer', 'cite', 'rerank', 'retrieve', 'spellcheck'];

const EDGES = [
  'answer <- rerank output -> input (words of passages -> $[0])',
  'answer <- spellcheck output -> input (text $.text -> $[0])',
  'ask <- cite output -> output (identity $ -> $)',
  'cite <- answer output -> input (member $[0] -> $[0][0])',
  'cite <- rerank output -> input (identity $ -> $[1])',
  'rerank <- retrieve output -> input (structure $ -> $[1])',
  'rerank <- spellcheck output -> input (identity $ -> $[0])',
  'retrieve <- spellcheck output -> input (identity $ -> $[0])',
  'spellcheck <- ask input -> input (identity $[0] -> $[0])',
];

/** Which passage is the longest, and whether JSON stands in one, is the corpus's affair. */
const describe = (/** @type {any} */ edge) =>
  describeEdge(edge).replace(/\((text|structure) \$\[\d\]\.text -> /, '(words of passages -> ');

/**
 * Asserts that each trace is one run: `ask` right above all its steps, with exactly the links of the pipeline.
 * @param {any[]} spans as an exporter or a receiver has them @param {number} count how many runs there should be
 */
export function assertRuns(spans, count) {
  const traces = new Map();
  for (const span of spans) traces.set(span.traceId, [...(traces.get(span.traceId) ?? []), span]);
  assert.equal(traces.size, count, 'traces');
  for (const trace of traces.values()) assertRun(trace);
}

function assertRun(spans) {
  const roots = spans.filter(({ parentSpanId }) => !parentSpanId);
  assert.deepEqual(
    roots.map(({ name }) => name),
    ['ask'],
  );
  const steps = spans.filter(({ parentSpanId }) => parentSpanId === roots[0].spanId);
  assert.deepEqual(steps.map(({ name }) => name).sort(), STEPS);
  assert.equal(spans.length, STEPS.length + 1);
  assert.deepEqual(edgesOf(spans).map(describe).sort(), EDGES);
}
