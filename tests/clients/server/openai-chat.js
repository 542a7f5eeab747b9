// OpenAI's chat completions, embeddings and list of models.
import { pieces, words } from './answers.js';

/** @typedef {import('./answers.js').Answer} Answer */

const usage = ({ input, output, cached }) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
  prompt_tokens_details: { cached_tokens: cached },
  completion_tokens_details: { reasoning_tokens: 0 },
});

const toolCalls = (calls) =>
  calls.map((call) => ({
    id: call.id,
    type: 'function',
    function: { name: call.name, arguments: JSON.stringify(call.input) },
  }));

/** @param {Answer} answer what each choice says */
function choices({ texts, calls, refusal }) {
  if (calls) return [{ tool_calls: toolCalls(calls) }];
  if (refusal) return [{ refusal }];
  return texts.map((content) => ({ content }));
}

const envelope = ({ id, model }, object) => ({ id: `chatcmpl-${id}`, object, created: 1_790_000_000, model });

/** @param {Answer} answer */
export function completion(answer) {
  return {
    ...envelope(answer, 'chat.completion'),
    choices: choices(answer).map((message, index) => ({
      index,
      message: { role: 'assistant', content: null, refusal: null, ...message },
      logprobs: null,
      finish_reason: message.tool_calls ? 'tool_calls' : 'stop',
    })),
    usage: usage(answer.usage),
  };
}

/** @param {Answer} answer @param {any} body of the request */
export function completionEvents(answer, body) {
  const chunk = (choices, more) => ({ ...envelope(answer, 'chat.completion.chunk'), choices, ...more });
  const said = choices(answer).map((message, index) =>
    deltas(message).map((delta) => chunk([{ index, delta, finish_reason: null }])),
  );
  const finish = choices(answer).map((message, index) =>
    chunk([{ index, delta: {}, finish_reason: message.tool_calls ? 'tool_calls' : 'stop' }]),
  );
  const spent = body.stream_options?.include_usage ? [chunk([], { usage: usage(answer.usage) })] : [];
  const events = [...interleaved(said), ...finish, ...spent];
  return [...events.map((data) => ({ data })), { data: '[DONE]' }];
}

/** @returns {object[]} */
function deltas({ content, refusal, tool_calls: calls }) {
  const first = { role: 'assistant', content: content === undefined ? null : '' };
  if (content) return [first, ...words(content).map((word) => ({ content: word }))];
  if (refusal) return [first, ...words(refusal).map((word) => ({ refusal: word }))];
  const begun = calls.map(({ function: fn, ...call }, index) => [
    { tool_calls: [{ index, ...call, function: { name: fn.name, arguments: '' } }] },
    ...pieces(fn.arguments).map((piece) => ({ tool_calls: [{ index, function: { arguments: piece } }] })),
  ]);
  return [first, ...interleaved(begun)];
}

/** One of each in turn, as parallel answers come. @template T @param {T[][]} lists @returns {T[]} */
function interleaved(lists) {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}

/** @param {Answer} answer @param {any} body of the request */
export function embeddings({ vectors, model, usage: { input } }, body) {
  const format = (vector) =>
    body.encoding_format === 'base64' ? Buffer.from(Float32Array.from(vector).buffer).toString('base64') : vector;
  const data = vectors.map((vector, index) => ({ object: 'embedding', index, embedding: format(vector) }));
  return { object: 'list', data, model, usage: { prompt_tokens: input, total_tokens: input } };
}

/** @param {{ id: string }} answer one page of a list */
export const models = ({ id }) => ({
  object: 'list',
  data: ['a', 'b'].map((name) => ({
    id: `model-${id}-${name}`,
    object: 'model',
    created: 1_790_000_000,
    owned_by: 'us',
  })),
});
