// One process of a pipeline: runs its steps in its own tracer, and calls the steps of others by message or by HTTP.
import { perform } from './values.js';

/** @typedef {import('./plan.js').StepPlan} StepPlan */
/** A call as it travels. @typedef {{ plan: StepPlan, args: unknown[], context?: object }} Call */
/** @typedef {{ result: unknown, context?: object }} Answer */

/**
 * @typedef {Object} Network how a process reaches others
 * @property {(to: number, call: Call) => Promise<Answer>} send a message and its reply
 * @property {(to: number, call: Call) => Promise<unknown>} [request] by HTTP
 */

/**
 * @param {import('../../../../js/index.js').Tracer} tracer @param {number} own the number of the process; undefined if all steps run here
 * @param {Network} [network]
 */
export function createNode(tracer, own, network) {
  /** @param {StepPlan} plan @param {unknown[]} args @returns {Promise<any>} */
  const run = (plan, args) => {
    const step = async (/** @type {unknown[]} */ ...given) => perform(plan, given, call);
    return tracer[plan.kind](step, { name: plan.name })(...args);
  };
  /** @param {StepPlan} plan @param {unknown[]} args */
  const call = async (plan, args) => {
    if (!network || plan.process === own) return run(plan, args);
    if (plan.transport === 'http' && network.request) return network.request(plan.process, { plan, args });
    const context = tracer.inject({}, { values: args });
    const answer = await network.send(plan.process, { plan, args, context });
    tracer.extract(answer.context, { values: [answer.result] });
    return answer.result;
  };
  return {
    run,
    /** Answers a message. @param {Call} call @returns {Promise<Answer>} */
    answer: ({ plan, args, context }) =>
      tracer.extract(context, { values: args }).run(async () => {
        const result = await run(plan, args);
        return { result, context: tracer.inject({}, { values: [result] }) };
      }),
  };
}
