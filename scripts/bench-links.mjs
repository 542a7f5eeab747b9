// Measures how well links are found: `npm run bench:links -- [--json] [--worst 5]`.
// Scores recorded agent runs and small programs of linkbench, if it is installed beside the repository, and our own programs; then the
// engine of spanloom/core on the same runs and programs as each convention records them, and on recordings of other instrumentations.
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { scoreEngine, showEngine } from './lib/engine-links.mjs';
import { isMain, root } from './lib/paths.mjs';
import { must } from './lib/run.mjs';

const LINKBENCH = join(root, '../shared/linkbench');
const OWN = join(root, 'tests/js/support/content');

/** Whether linkbench is on this machine. */
export const hasLinkbench = () => existsSync(LINKBENCH);

/**
 * @typedef {{ precision: number, recall: number, f1: number, strictF1: number, required: number, missing: number, wrong: number }} Score
 * @typedef {{ expected: number, missing: string[], wrong: string[], failed: string[] }} Programs
 */

/** Recorded runs. @param {'agents' | 'batches'} data @param {number} [worst] @returns {Promise<{ all: Score, bySource: Record<string, Score>, problems: string[], worst: object[] }>} */
export async function scoreRuns(data, worst = 0) {
  const args = ['--json', '--worst', `${worst}`, join(LINKBENCH, `data/${data}-public.jsonl`)];
  const { micro, bySource, problems, worst: cases } = await tool('replay.mjs', args);
  return { all: micro, bySource, problems, worst: cases };
}

/** The small programs of linkbench. @returns {Promise<Programs>} */
export async function scorePipelines() {
  const { pipelines, total } = await tool('pipelines.mjs', ['--json', join(LINKBENCH, 'pipelines')]);
  const named = (field) => pipelines.flatMap(({ id, [field]: edges }) => edges.map((edge) => `${id}: ${edge}`));
  const failed = pipelines.flatMap(({ id, error, unhandled, unknownNames }) =>
    [...(error ? [error] : []), ...unhandled, ...unknownNames].map((what) => `${id}: ${what}`),
  );
  return { expected: total.expected, missing: named('missing'), wrong: named('false'), failed };
}

/** Our own small programs. @returns {Promise<Programs>} */
export async function scoreOwn() {
  const [library, { runPipeline }] = await Promise.all(
    ['js/index.js', 'tests/js/support/content/pipeline.js'].map((path) => import(pathToFileURL(join(root, path)).href)),
  );
  /** @type {Programs} */
  const sum = { expected: 0, missing: [], wrong: [], failed: [] };
  for (const file of readdirSync(join(OWN, 'pipelines')).sort()) {
    const { default: pipeline } = await import(pathToFileURL(join(OWN, 'pipelines', file)).href);
    const { missing, wrong } = await runPipeline(pipeline, library);
    sum.expected += pipeline.expect.length;
    sum.missing.push(...missing.map((edge) => `${pipeline.id}: ${edge}`));
    sum.wrong.push(...wrong.map((edge) => `${pipeline.id}: ${edge}`));
  }
  return sum;
}

/** Runs a program of linkbench in its own process. @param {string} name @param {string[]} args */
async function tool(name, args) {
  // A script that is started through a link does not know itself for the one that was started.
  const script = realpathSync(join(LINKBENCH, name));
  const output = await must(process.execPath, [script, '--module', join(root, 'js/index.js'), ...args]);
  return JSON.parse(output.slice(output.indexOf('{')));
}

async function main() {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, worst: { type: 'string', default: '3' } },
  });
  const print = console.log;
  console.log = console.error; // standard output is only for the result
  await build();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const own = await scoreOwn();
  const runs = {};
  let pipelines;
  let engine;
  if (hasLinkbench()) {
    for (const data of /** @type {const} */ (['agents', 'batches'])) {
      console.error(`replaying ${data}`);
      runs[data] = await scoreRuns(data, Number(values.worst));
    }
    pipelines = await scorePipelines();
    engine = await scoreEngine(Number(values.worst), console.error);
  }
  if (values.json) print(JSON.stringify({ version, runs, pipelines, own, engine }, null, 2));
  else {
    show(print, runs, pipelines, own);
    if (engine) showEngine(print, engine, Number(values.worst));
  }
}

function show(print, runs, pipelines, own) {
  const rows = Object.entries(runs).flatMap(([data, { all, bySource }]) => [
    [data, all],
    ...Object.entries(bySource).map(([source, score]) => [`  ${source}`, score]),
  ]);
  if (rows.length > 0) print('                  precision    recall        F1    strict  required  missing  wrong');
  for (const [label, { precision, recall, f1, strictF1, required, missing, wrong }] of rows) {
    const shares = [precision, recall, f1, strictF1].map((share) => share.toFixed(4).padStart(10)).join('');
    print(
      `${label.padEnd(17)}${shares}${`${required}`.padStart(10)}${`${missing}`.padStart(9)}${`${wrong}`.padStart(7)}`,
    );
  }
  for (const { problems, worst } of Object.values(runs)) {
    for (const problem of problems) print(`  problem  ${problem}`);
    for (const { id, missing, wrong } of worst) {
      for (const edge of missing) print(`  missing  ${id}: ${edge}`);
      for (const edge of wrong) print(`  wrong    ${id}: ${edge}`);
    }
  }
  for (const [label, programs] of Object.entries({ "linkbench's programs": pipelines, 'our programs': own })) {
    if (!programs) continue;
    const { expected, missing, wrong, failed } = programs;
    print(`${label}: ${expected - missing.length} of ${expected} links found, ${wrong.length} false`);
    for (const edge of missing) print(`  missing  ${edge}`);
    for (const edge of wrong) print(`  false    ${edge}`);
    for (const what of failed) print(`  failed   ${what}`);
  }
  if (!pipelines) print('linkbench is not installed (../shared/linkbench): only our own programs were scored');
}

if (isMain(import.meta)) await main();
