// linkbench, a folder beside the repository: its recorded runs and its small programs, as steps.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../../../scripts/lib/paths.mjs';
import { stepsOfCase } from './steps.js';

/** @typedef {import('./steps.js').Step} Step */
/** @typedef {import('./steps.js').Edge} Edge */

export const LINKBENCH = join(root, '../shared/linkbench');
export const hasLinkbench = () => existsSync(LINKBENCH);

const load = (/** @type {string} */ name) => import(pathToFileURL(join(LINKBENCH, name)).href);

/** Functions of linkbench that score links. */
export const scoring = () => load('score.mjs');

/** Recorded runs. @param {'agents' | 'batches'} data @returns {Promise<{ testCase: any, steps: Step[], idOf: Map<string, string> }[]>} */
export async function recordedRuns(data) {
  const { readCases } = await load('cases.mjs');
  const cases = readCases(readFileSync(join(LINKBENCH, `data/${data}-public.jsonl`), 'utf8'));
  return cases.map((/** @type {any} */ testCase, /** @type {number} */ i) => ({
    testCase,
    ...stepsOfCase(testCase, i),
  }));
}

/**
 * The small programs, run once, and their steps as a tracer without links saw them.
 * @returns {Promise<{ pipeline: { id: string, expect: Edge[], optional: Edge[] }, steps: Step[], labels: Map<string, string> }[]>}
 */
export async function pipelineRuns() {
  const [{ createTracer, memory }, { labelSpans }] = await Promise.all([
    import('../../../../js/node.js'),
    load('edges.mjs'),
  ]);
  const runs = [];
  for (const file of readdirSync(join(LINKBENCH, 'pipelines')).sort()) {
    if (!file.endsWith('.mjs')) continue;
    const { default: pipeline } = await load(`pipelines/${file}`);
    const exporter = memory();
    const tracer = createTracer({ exporters: [exporter], service: 'linkbench', links: { policy: 'off' } });
    await pipeline.run(tracer);
    await tracer.flush();
    await tracer.shutdown();
    runs.push({ pipeline, steps: exporter.spans.map(stepOf), labels: labelSpans(exporter.spans) });
  }
  return runs;
}

/** @param {any} span @returns {Step} */
function stepOf({
  traceId,
  spanId,
  parentSpanId,
  kind,
  name,
  input,
  output,
  status,
  startTimeUnixNano,
  endTimeUnixNano,
}) {
  return {
    ...{ traceId, spanId, kind, name, parentId: parentSpanId, start: startTimeUnixNano, end: endTimeUnixNano },
    args: argumentsOf(input),
    output: output === undefined ? undefined : parsed(output),
    ...(status.code === 'error' && { error: status.message }),
  };
}

/** Several arguments are exported as their list, one alone as itself. @param {string | undefined} input */
function argumentsOf(input) {
  if (input === undefined) return [];
  const value = parsed(input);
  return Array.isArray(value) ? value : [value];
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
