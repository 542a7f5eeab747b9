// The engine's links of programs that a convention recorded, scored.
import { createLinker } from '../../../../js/linker/index.js';
import { pipelineRuns, recordedRuns, scoring } from './linkbench.js';
import { requestsOf } from './otlp.js';
import { encodeLogs, encodeTraces } from './protobuf.js';
import { roundedStarts } from './steps.js';
import { share, sidesOf } from './visible.js';

/** @typedef {import('./steps.js').Step} Step */
/** @typedef {import('./steps.js').Edge} Edge */
/** @typedef {import('./otlp.js').Convention} Convention */

const TELLING_RUN = 48; // what linkbench demands of its small programs
const ROOMY = { maxTraceBytes: 2 ** 30, maxBytes: 2 ** 30 };

/**
 * The links of steps, by span ids. Logs come first, as they may.
 * @param {Step[]} steps @param {Convention} convention @param {'json' | 'protobuf'} format
 * @returns {Promise<(link: (edge: [from: string, to: string, ...rest: string[]]) => void) => void>}
 */
async function linksOf(steps, convention, format) {
  const linker = await createLinker(ROOMY);
  const { traces, logs } = requestsOf(steps, convention);
  if (logs) linker.add(format === 'json' ? JSON.stringify(logs) : encodeLogs(logs), { signal: 'logs' });
  linker.add(format === 'json' ? JSON.stringify(traces) : encodeTraces(traces));
  const byTrace = [...new Set(steps.map(({ traceId }) => traceId))].map((traceId) => [traceId, linker.links(traceId)]);
  linker.delete();
  return (use) => {
    for (const [traceId, links] of byTrace)
      for (const [to, list] of Object.entries(links))
        for (const { traceId: other, spanId, attributes } of list)
          use([
            other === traceId ? spanId : `another trace's ${spanId}`,
            to,
            attributes.from,
            attributes.to,
            attributes['spanloom.via'],
          ]);
  };
}

/**
 * Recorded runs of linkbench.
 * @param {'agents' | 'batches'} data @param {Convention} convention
 * @param {{ isRounded?: boolean, format?: 'json' | 'protobuf', worst?: number }} [options] isRounded: starts are whole milliseconds
 */
export async function scoreRecorded(data, convention, { isRounded = false, format = 'json', worst: count = 0 } = {}) {
  const { scoreCase, summarise, bySource, worst } = await scoring();
  const scores = [];
  for (const { testCase, steps, idOf } of await recordedRuns(data)) {
    const found = [];
    const links = await linksOf(isRounded ? roundedStarts(steps) : steps, convention, format);
    links(([from, to, ...rest]) => found.push([idOf.get(from) ?? from, idOf.get(to) ?? to, ...rest]));
    scores.push(scoreCase(testCase, found));
  }
  return { all: summarise(scores), bySource: bySource(scores), worst: worst(scores, count) };
}

const lineOf = (/** @type {readonly string[]} */ [from, to, fromSide, toSide]) =>
  `${from}.${fromSide} -> ${to}.${toSide}`;

/**
 * The small programs of linkbench: links that the recording shows, and all that were found beside those that may be there.
 * @param {Convention} convention @param {{ isRounded?: boolean }} [options]
 */
export async function scoreRecordedPipelines(convention, { isRounded = false } = {}) {
  /** @type {{ expected: number, missing: string[], wrong: string[] }} */
  const sum = { expected: 0, missing: [], wrong: [] };
  for (const { pipeline, steps, labels } of await pipelineRuns()) {
    const names = new Map(steps.map(({ traceId, spanId }) => [spanId, labels.get(`${traceId}/${spanId}`)]));
    const name = (/** @type {string} */ spanId) => names.get(spanId) ?? spanId;
    const sides = new Map(steps.map((step) => [name(step.spanId), sidesOf(step, convention)]));
    const isTold = ([from, to, fromSide, toSide]) =>
      share(sides.get(from)[fromSide], sides.get(to)[toSide], TELLING_RUN);
    const found = new Set();
    const links = await linksOf(isRounded ? roundedStarts(steps) : steps, convention, 'json');
    links(([from, to, ...sidesAndVia]) => found.add(lineOf([name(from), name(to), ...sidesAndVia])));
    const wanted = pipeline.expect.filter(isTold).map(lineOf);
    const allowed = new Set([...pipeline.expect, ...pipeline.optional].map(lineOf));
    sum.expected += wanted.length;
    sum.missing.push(...wanted.filter((line) => !found.has(line)).map((line) => `${pipeline.id}: ${line}`));
    sum.wrong.push(...[...found].filter((line) => !allowed.has(line)).map((line) => `${pipeline.id}: ${line}`));
  }
  return sum;
}
