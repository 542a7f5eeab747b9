// Random pipelines as data: a tree of steps, what each is given, what it makes of that, and the process it runs in.

/** @typedef {import('../choices.js').Choices} Choices */

/** @typedef {keyof typeof import('./values.js').SHAPES} Shape */
/** @typedef {keyof typeof import('./values.js').RESULTS} Form */
/** What a step is given: earlier values of the step around it, by position, in a shape. @typedef {{ shape: Shape, of: number[] }} Argument */

/**
 * @typedef {Object} StepPlan
 * @property {string} name unique in the pipeline
 * @property {import('../../../../js/index.js').Kind} kind
 * @property {number} process
 * @property {'message' | 'http'} transport by which it is called, if the step around it runs elsewhere
 * @property {Argument[]} takes
 * @property {StepPlan[]} inner the steps that it calls, one after the other
 * @property {Form} gives
 * @property {number} seed of the words that it makes up
 */

const KINDS = /** @type {const} */ (['task', 'llm', 'tool', 'retrieval', 'agent', 'workflow']);
const SHAPES = { whole: 4, member: 2, text: 3, copy: 1, json: 1, template: 4, request: 3 };
const RESULTS = { documents: 4, text: 5, pass: 1, record: 2, quote: 2 };
const MAX_DEPTH = 2;

/**
 * @param {Choices} choices @param {{ processes: number, transports: StepPlan['transport'][] }} world
 * @returns {StepPlan} the root, which runs in process 0
 */
export function planPipeline(choices, { processes, transports }) {
  let count = 0;
  /** @param {number} depth @param {number} values how many values the step around it has @returns {StepPlan} */
  const planStep = (depth, values) => {
    const name = `s${count++}`;
    const takes = depth === 0 ? [] : planArguments(choices, values);
    const most = depth === 0 ? 5 : depth < MAX_DEPTH ? 2 : 0;
    const least = depth === 0 ? 2 : 0;
    const steps = most === 0 || (depth > 0 && !choices.oneIn(3)) ? 0 : least + choices.int(most - least + 1);
    const own = depth === 0 ? 1 : takes.length;
    return {
      name,
      kind: depth === 0 ? 'workflow' : choices.pick(KINDS),
      process: depth === 0 ? 0 : choices.int(processes),
      transport: choices.pick(transports),
      takes,
      inner: Array.from({ length: steps }, (_, i) => planStep(depth + 1, own + i)),
      gives: choices.weighted(RESULTS),
      seed: choices.int(2 ** 30),
    };
  };
  return planStep(0, 0);
}

/** @param {Choices} choices @param {number} values @returns {Argument[]} */
function planArguments(choices, values) {
  return Array.from({ length: 1 + choices.int(2) }, () => ({
    shape: choices.weighted(SHAPES),
    of: Array.from({ length: 1 + choices.int(2) }, () => choices.int(values)),
  }));
}
