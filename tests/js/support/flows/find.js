// Plays many programs and counts what became of their spans.
import { Choices } from '../choices.js';
import { isSettledElsewhere, planProgram, play } from './program.js';
import { shrinkProgram } from './shrink.js';
import { tell } from './tell.js';

/** @typedef {import('./judge.js').Verdict} Verdict */
/** @typedef {Partial<Record<Verdict, number>>} Counts */
/** @typedef {{ all: Counts, own: Counts, handed: Counts, lossy: Record<string, Counts>, failures: string[] }} Findings `own`: of programs in which nothing settles a stranger's thenable; `handed`: of code that others may wait for, of which none is a failure; `lossy`: by what came last */
/** @typedef {{ first: number, runs: number, failures?: number, shrinks?: number }} Range */

/** Losing what is around a span is allowed, where it is said. */
const ALLOWED = ['right', 'lost', 'missing', 'late'];

/** @param {{ record: import('./world.js').Record, verdict: Verdict }} judged */
const isFailure = ({ record, verdict }) => !ALLOWED.includes(verdict) && !record.isHandedOver;

/** @param {import('./world.js').Host} host @param {import('./program.js').Api} api @param {Range} range @returns {Promise<Findings>} */
export async function find(host, api, { first, runs, failures: most = 1, shrinks = 300 }) {
  /** @type {Findings} */
  const findings = { all: {}, own: {}, handed: {}, lossy: {}, failures: [] };
  for (let seed = first; seed < first + runs; seed++) {
    const program = planProgram(Choices.random(seed));
    const judged = await play(program, host, api);
    const isOwn = !isSettledElsewhere(program);
    for (const { record, verdict } of judged) {
      count(findings.all, verdict);
      if (isOwn) count(findings.own, verdict);
      if (record.isHandedOver) count(findings.handed, verdict);
      findings.lossy[record.at] ??= {};
      count(findings.lossy[record.at], verdict);
    }
    const wrong = judged.find(isFailure);
    if (!wrong || findings.failures.length >= most) continue;
    const failuresOf = async (/** @type {typeof program} */ other) =>
      (await play(other, host, api)).filter((each) => isFailure(each) && each.verdict === wrong.verdict);
    const small = await shrinkProgram(program, async (other) => (await failuresOf(other)).length > 0, shrinks);
    const spans = (await failuresOf(small)).map(
      ({ record }) => `${record.name}, ${record.at}, belongs in ${record.parent?.name ?? 'no span'}`,
    );
    findings.failures.push([`seed ${seed}, ${wrong.verdict}: ${spans.join('; ')}`, tell(small)].join('\n'));
  }
  return findings;
}

/** @param {Counts} counts @param {Verdict} verdict */
function count(counts, verdict) {
  counts[verdict] = (counts[verdict] ?? 0) + 1;
}

/** @param {Counts} counts @param {Verdict[]} verdicts */
export const shareOf = (counts, ...verdicts) =>
  verdicts.reduce((sum, verdict) => sum + (counts[verdict] ?? 0), 0) /
  Object.values(counts).reduce((sum, each) => sum + each, 0);
