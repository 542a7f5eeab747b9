// What the fake APIs answer: made of the number in the question, so that no two answers are alike.

export const MODEL = 'model-1-2026';

/** @param {number | string} id */
export const textOf = (id) => `Answer ${id}: rotate key ${Number.parseInt(id, 10) * 7919}, then tell the team, née Ω.`;

/** @param {number} id */
export const thoughtOf = (id) => `The question ${id} is about keys.`;

/** @param {number} id */
export const refusalOf = (id) => `I cannot help with ${id}.`;

/** @param {number} id two calls of one tool, made at once */
export const callsOf = (id) =>
  ['Paris', 'Rome'].map((city) => ({ id: `call_${id}_${city}`, name: 'weather', input: { city, day: id } }));

/** @param {number} id what a schema asks for */
export const recordOf = (id) => ({ city: `City ${id}`, days: id });

/** @param {number} id @param {number} [turn] of a conversation, from 0 */
export const usageOf = (id, turn = 0) => ({ input: 100 + id + 50 * turn, output: 10 + (id % 7), cached: 5 });

/**
 * @typedef {Object} Answer what a model says, in no protocol yet
 * @property {string} id
 * @property {string} model
 * @property {{ input: number, output: number, cached: number }} usage
 * @property {string[]} [texts] a choice each
 * @property {{ id: string, name: string, input: object }[]} [calls] of tools
 * @property {string} [refusal]
 * @property {string} [thought]
 * @property {number[][]} [vectors]
 */

/** @param {import('./server.js').Asked} asked @returns {Answer} */
export function answerTo({ id, plan, turn, body }) {
  const said = plan === 'tools' && turn === 0 ? { calls: callsOf(id) } : { texts: textsOf(id, plan, body.n) };
  return {
    id: `${id}_${turn}`,
    model: MODEL,
    usage: usageOf(id, turn),
    ...said,
    ...(plan === 'refusal' ? { refusal: refusalOf(id) } : {}),
    ...(plan === 'think' ? { thought: thoughtOf(id) } : {}),
    vectors: [body.input].flat().map(() => [id, id / 2, id / 4]),
  };
}

const textsOf = (id, plan, n = 1) =>
  plan === 'record'
    ? [JSON.stringify(recordOf(id))]
    : Array.from({ length: n }, (_, index) => textOf(index ? `${id}.${index}` : id));

/** @param {string} text */
export const words = (text) => text.match(/\S+\s*/g) ?? [];

/** @param {string} text pieces that respect nothing, as tokens do */
export const pieces = (text) => text.match(/.{1,7}/gsu) ?? [];
