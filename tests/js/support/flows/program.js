// A random program: flows that run at once, in spans and outside of them. It is data, so that it can run again.
import { Choices } from '../choices.js';
import { CODE } from './code.js';
import { judge } from './judge.js';
import { perform, planSteps } from './steps.js';
import { planTurns, World } from './world.js';

/** @typedef {import('./judge.js').Verdict} Verdict */
/** @typedef {import('./world.js').Record} Record */
/** @typedef {{ createTracer: typeof import('spanloom').createTracer, memory: typeof import('spanloom').memory }} Api */

const MOST_FLOWS = 4;
const OPTIONS = [{ links: /** @type {const} */ (false) }, { capture: false }, {}];

/** @param {Choices} choices */
export function planProgram(choices) {
  const call = () => planSteps(choices, 0, 1, { call: 1 });
  return {
    options: choices.pick(OPTIONS),
    tracers: choices.pick([1, 1, 1, 2]),
    isSampling: choices.oneIn(5),
    // Waits since before there was a tracer.
    early: choices.oneIn(6)
      ? [{ kind: "a deferred of another's", isAwaited: true, plan: { index: 0 } }, ...call()]
      : undefined,
    flows: Array.from({ length: 1 + choices.int(MOST_FLOWS) }, () => ({
      ...planTurns(choices),
      steps: [...call(), ...(choices.oneIn(4) ? planSteps(choices, 1) : [])],
    })),
  };
}

/** @typedef {ReturnType<typeof planProgram>} Program */

/** Whether something waits for what is settled in code that knows nothing of it. @param {Program} program */
export const isSettledElsewhere = (program) => /"a thenable settled elsewhere"|"stored"/.test(JSON.stringify(program));

/** @param {Program} program @param {import('./world.js').Host} host @param {Api} api */
export async function play({ options, tracers, isSampling, early, flows }, host, { createTracer, memory }) {
  const world = new World(host, perform);
  const begin = (/** @type {import('./steps.js').Step[]} */ steps) =>
    CODE.async(() => world.activation(world.nowhere, steps, 'outside'))();
  world.isSampling = isSampling;
  if (early) begin(early);
  /** @type {unknown[]} */
  const errors = [];
  const onError = (/** @type {any} */ error) => /still open/.test(error.message) || errors.push(error);
  const sample = ({ name = '' }) => !name.includes('~');
  const sinks = Array.from({ length: tracers }, () => memory());
  world.tracers = sinks.map((sink) =>
    createTracer({ ...options, ...(isSampling && { sample }), onError, exporters: [sink] }),
  );
  await world.run(flows.map(({ turns, steps }) => ({ turn: turns + 1, begin: () => begin(steps) })));
  for (const tracer of world.tracers) await tracer.shutdown();
  if (errors.length > 0) throw errors[0];
  return sinks.flatMap(({ spans }, tracer) => {
    const said = spans.filter(({ attributes }) => attributes['spanloom.context'] === 'unknown').length;
    const { unknown } = world.tracers[tracer].stats().context;
    if (said !== unknown) throw new Error(`${unknown} spans are counted as lost, and ${said} say so`);
    return judge(
      world.records.filter((record) => record.tracer === tracer),
      spans,
    );
  });
}
