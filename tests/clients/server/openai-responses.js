// OpenAI's responses.
import { pieces, words } from './answers.js';

/** @typedef {import('./answers.js').Answer} Answer */

/** @param {Answer} answer what is answered, whole */
function output({ id, texts, calls }) {
  if (calls)
    return calls.map((call) => ({
      type: 'function_call',
      id: `fc_${call.id}`,
      call_id: call.id,
      name: call.name,
      arguments: JSON.stringify(call.input),
      status: 'completed',
    }));
  const content = [{ type: 'output_text', text: texts[0], annotations: [], logprobs: [] }];
  return [{ type: 'message', id: `msg_${id}`, role: 'assistant', status: 'completed', content }];
}

const head = ({ id, model }, more) => ({
  id: `resp_${id}`,
  object: 'response',
  created_at: 1_790_000_000,
  status: 'in_progress',
  error: null,
  incomplete_details: null,
  instructions: null,
  model,
  output: [],
  parallel_tool_calls: true,
  tool_choice: 'auto',
  tools: [],
  temperature: 1,
  top_p: 1,
  metadata: {},
  usage: null,
  ...more,
});

/** @param {Answer} answer */
export function response(answer) {
  const { input, output: out, cached } = answer.usage;
  return head(answer, {
    status: 'completed',
    output: output(answer),
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: cached },
      output_tokens: out,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input + out,
    },
  });
}

/** @param {Answer} answer */
export function responseEvents(answer) {
  const events = [
    { type: 'response.created', response: head(answer) },
    { type: 'response.in_progress', response: head(answer) },
    ...output(answer).flatMap((item, index) => itemEvents(item, index)),
    { type: 'response.completed', response: response(answer) },
  ];
  return events.map((event, sequence_number) => ({ name: event.type, data: { ...event, sequence_number } }));
}

function itemEvents(item, output_index) {
  const place = { item_id: item.id, output_index };
  const done = { type: 'response.output_item.done', output_index, item };
  if (item.type === 'function_call')
    return [
      { type: 'response.output_item.added', output_index, item: { ...item, arguments: '', status: 'in_progress' } },
      ...pieces(item.arguments).map((delta) => ({ type: 'response.function_call_arguments.delta', ...place, delta })),
      { type: 'response.function_call_arguments.done', ...place, name: item.name, arguments: item.arguments },
      done,
    ];
  const [part] = item.content;
  const inPart = { ...place, content_index: 0 };
  return [
    { type: 'response.output_item.added', output_index, item: { ...item, content: [], status: 'in_progress' } },
    { type: 'response.content_part.added', ...inPart, part: { ...part, text: '' } },
    ...words(part.text).map((delta) => ({ type: 'response.output_text.delta', ...inPart, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...inPart, text: part.text, logprobs: [] },
    { type: 'response.content_part.done', ...inPart, part },
    done,
  ];
}
