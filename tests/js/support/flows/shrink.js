// Makes a program smaller as long as it still fails: fewer flows, fewer and simpler steps, or what was in a step in place of it.

/** @typedef {import('./program.js').Program} Program */
/** @typedef {import('./steps.js').Step} Step */

export const INNER = ['steps', 'inner', 'loop', 'lazy', 'calls'];
/** @type {Record<string, unknown>} */
export const SIMPLE = {
  tracer: 0,
  kind: 'task',
  form: 'async',
  how: 'fresh',
  gives: 'native',
  args: [],
  result: { from: 'number', index: 0 },
  isLeftOut: false,
  fails: false,
  isLeft: false,
  isHanded: false,
  turns: 0,
  behind: 0,
};

/** @param {Step[]} steps @returns {Generator<Step[]>} */
function* smallerSteps(steps) {
  for (const [at, { plan }] of steps.entries()) {
    yield steps.toSpliced(at, 1);
    for (const key of INNER) if (plan[key]?.length > 0) yield steps.toSpliced(at, 1, ...plan[key]);
  }
  for (const [at, step] of steps.entries())
    for (const plan of smallerPlans(step)) yield steps.with(at, { ...step, plan });
}

/** @param {Step} step */
function* smallerPlans({ plan }) {
  for (const key of INNER) for (const steps of smallerSteps(plan[key] ?? [])) yield { ...plan, [key]: steps };
  for (const [key, value] of Object.entries(SIMPLE))
    if (key in plan && JSON.stringify(plan[key]) !== JSON.stringify(value)) yield { ...plan, [key]: value };
}

/** @param {Program} program @returns {Generator<Program>} */
function* smaller(program) {
  const { flows } = program;
  for (const at of flows.keys()) yield { ...program, flows: flows.toSpliced(at, 1) };
  if (program.early) yield { ...program, early: undefined };
  if (program.isSampling) yield { ...program, isSampling: false };
  if (program.tracers > 1) yield { ...program, tracers: 1 };
  for (const [at, flow] of flows.entries()) {
    if (flow.turns > 0) yield { ...program, flows: flows.with(at, { ...flow, turns: 0 }) };
    for (const steps of smallerSteps(flow.steps)) yield { ...program, flows: flows.with(at, { ...flow, steps }) };
  }
  for (const early of smallerSteps(program.early ?? [])) yield { ...program, early };
}

/** @param {Program} program @param {(program: Program) => Promise<boolean>} fails @param {number} attempts */
export async function shrinkProgram(program, fails, attempts) {
  let best = program;
  let left = attempts;
  for (let isSmaller = true; isSmaller && left > 0; ) {
    isSmaller = false;
    for (const other of smaller(best)) {
      left -= 1;
      isSmaller = await fails(other);
      if (isSmaller) best = other;
      if (isSmaller || left === 0) break;
    }
  }
  return best;
}
