// Anthropic's messages.
import { pieces, words } from './answers.js';

/** @typedef {import('./answers.js').Answer} Answer */

/** What goes to the cache is counted apart, as is what comes from it. */
const WRITTEN = 3;

/** @param {Answer} answer */
function content({ id, texts, calls = [], thought }) {
  const thinking = thought ? [{ type: 'thinking', thinking: thought, signature: `sign${id}` }] : [];
  const said = (texts ?? []).map((text) => ({ type: 'text', text, citations: null }));
  return [...thinking, ...said, ...calls.map((call) => ({ type: 'tool_use', ...call }))];
}

/** @param {Answer} answer */
export function message(answer) {
  const { input, output, cached } = answer.usage;
  return {
    id: `msg_${answer.id}`,
    type: 'message',
    role: 'assistant',
    model: answer.model,
    content: content(answer),
    stop_reason: answer.calls ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    usage: {
      input_tokens: input - cached - WRITTEN,
      cache_creation_input_tokens: WRITTEN,
      cache_read_input_tokens: cached,
      output_tokens: output,
    },
  };
}

/** @param {Answer} answer */
export function messageEvents(answer) {
  const whole = message(answer);
  const usage = { ...whole.usage, output_tokens: 1 };
  const { stop_reason } = whole;
  const events = [
    { type: 'message_start', message: { ...whole, content: [], stop_reason: null, usage } },
    { type: 'ping' },
    ...whole.content.flatMap((block, index) => [
      { type: 'content_block_start', index, content_block: { ...block, ...EMPTY[block.type] } },
      ...deltas(block).map((delta) => ({ type: 'content_block_delta', index, delta })),
      { type: 'content_block_stop', index },
    ]),
    {
      type: 'message_delta',
      delta: { stop_reason, stop_sequence: null },
      usage: { output_tokens: whole.usage.output_tokens },
    },
    { type: 'message_stop' },
  ];
  return events.map((data) => ({ name: data.type, data }));
}

const EMPTY = { text: { text: '' }, thinking: { thinking: '', signature: '' }, tool_use: { input: {} } };

function deltas(block) {
  if (block.type === 'text') return words(block.text).map((text) => ({ type: 'text_delta', text }));
  if (block.type === 'tool_use')
    return pieces(JSON.stringify(block.input)).map((partial_json) => ({ type: 'input_json_delta', partial_json }));
  return [
    ...words(block.thinking).map((thinking) => ({ type: 'thinking_delta', thinking })),
    { type: 'signature_delta', signature: block.signature },
  ];
}
