// What a span has to say of an answer.
import { callsOf, MODEL, refusalOf, textOf, usageOf } from '../server/answers.js';

/** Of a span, what these tests look at. @param {import('../../../js/index.js').FinishedSpan} span */
export const seen = ({ output, status, attributes }) => ({
  output: parsed(output),
  status: status.code,
  result: attributes['spanloom.result'],
  input: attributes['gen_ai.usage.input_tokens'],
  out: attributes['gen_ai.usage.output_tokens'],
  cached: attributes['gen_ai.usage.cache_read.input_tokens'],
  model: attributes['gen_ai.response.model'],
});

/** @param {unknown} output */
export function parsed(output) {
  try {
    return JSON.parse(/** @type {string} */ (output));
  } catch {
    return output;
  }
}

/** @param {unknown} output @param {number} id @param {object} [more] */
export function answered(output, id, more = {}) {
  const { input, output: out, cached } = usageOf(id);
  return { output: parsed(output), status: 'ok', result: undefined, input, out, cached, model: MODEL, ...more };
}

/** Two answers: the calls of a tool, and the text after it. @param {number} id */
export function answeredTwice(id) {
  const [first, second] = [usageOf(id), usageOf(id, 1)];
  return answered({ ...calling(id), content: textOf(id) }, id, {
    input: first.input + second.input,
    out: first.output + second.output,
    cached: first.cached + second.cached,
  });
}

/** A stream that was left: what had passed, and the usage if it was among that. @param {unknown} output @param {object} more */
export const partly = (output, more) => ({
  ...answered(output, 0),
  input: undefined,
  out: undefined,
  cached: undefined,
  ...more,
});

/** @param {number} id the message in which a model calls its tool twice */
export const calling = (id) => ({
  role: 'assistant',
  content: null,
  tool_calls: callsOf(id).map(({ id: callId, name, input }) => ({
    id: callId,
    type: 'function',
    function: { name, arguments: JSON.stringify(input) },
  })),
});

/** By plan, what a stream that was read to its end has said. @type {Record<string, (id: number) => any>} */
export const STREAMED = {
  text: (id) => answered(textOf(id), id),
  think: (id) => answered(textOf(id), id),
  tools: (id) => answered(calling(id), id),
  refusal: (id) => answered(refusalOf(id), id),
};
