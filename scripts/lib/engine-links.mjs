// How well the engine of spanloom/core links what each convention records of linkbench, and what other instrumentations recorded.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './paths.mjs';

/**
 * The engine, by convention: recorded runs, and the small programs. Then what other instrumentations recorded.
 * @param {number} [worst] @param {(what: string) => void} [say]
 */
export async function scoreEngine(worst = 0, say = () => {}) {
  const [{ CONVENTIONS }, { scoreRecorded, scoreRecordedPipelines }, { scoreRecordings }] = await Promise.all(
    ['conventions/index.js', 'linked.js', 'recordings.js'].map(
      (path) => import(pathToFileURL(join(root, 'tests/js/linker/support', path)).href),
    ),
  );
  const conventions = {};
  for (const [name, convention] of Object.entries(CONVENTIONS)) {
    say(`linking ${name}`);
    const rounded = { isRounded: true, format: 'protobuf' };
    conventions[name] = {
      agents: await scoreRecorded('agents', convention, { worst }),
      'agents, starts in ms': await scoreRecorded('agents', convention, rounded),
      batches: await scoreRecorded('batches', convention, { worst }),
      pipelines: await scoreRecordedPipelines(convention),
    };
  }
  return { conventions, recordings: await scoreRecordings() };
}

/** @param {(line: string) => void} print @param {Awaited<ReturnType<typeof scoreEngine>>} engine @param {number} worst */
export function showEngine(print, { conventions, recordings }, worst) {
  print('\nengine                                      F1    strict  required  missing  wrong  history');
  for (const [name, { pipelines, ...runs }] of Object.entries(conventions)) {
    for (const [data, { all, worst: cases }] of Object.entries(runs)) {
      const shares = [all.f1, all.strictF1].map((share) => share.toFixed(4).padStart(10)).join('');
      const counts = [all.required, all.missing, all.wrong, all.history].map((count, i) =>
        `${count}`.padStart([10, 9, 7, 9][i]),
      );
      print(`${`${name}: ${data}`.padEnd(38)}${shares}${counts.join('')}`);
      for (const { id, missing, wrong } of cases) {
        for (const edge of missing) print(`  missing  ${id}: ${edge.join(' ')}`);
        for (const edge of wrong) print(`  wrong    ${id}: ${edge.join(' ')}`);
      }
    }
    print(
      `${name}: programs: ${pipelines.expected - pipelines.missing.length} of ${pipelines.expected} links found, ${pipelines.wrong.length} false`,
    );
    for (const edge of pipelines.missing) print(`  missing  ${edge}`);
    for (const edge of pipelines.wrong) print(`  false    ${edge}`);
  }
  print('\nrecordings                    precision    recall  required  missing  wrong');
  for (const [name, score] of [...Object.entries(recordings.groups), ['all', recordings.total]]) {
    const shares = [score.precision, score.recall].map((share) => share.toFixed(4).padStart(10)).join('');
    const counts = [score.edges, score.missing, score.wrong].map((count, i) => `${count}`.padStart([10, 9, 7][i]));
    print(`${name.padEnd(29)}${shares}${counts.join('')}`);
  }
  const wrongs = ({ missing, wrong }) => missing + wrong;
  for (const { name, details } of [...recordings.files].sort((a, b) => wrongs(b) - wrongs(a)).slice(0, worst))
    for (const { missing, wrong } of details) {
      for (const edge of missing) print(`  missing  ${name}: ${edge}`);
      for (const edge of wrong) print(`  wrong    ${name}: ${edge}`);
    }
}
