// What LLM APIs stream: each reader takes the items of one API and says whether an item was one.
import { captureValue } from '../capture/capture-value.js';

/** @typedef {import('./draft.js').Draft} Draft */

/**
 * Adds what an item says to the draft; false for an item that no known API sends.
 * @param {Draft} draft @param {any} item
 * @returns {boolean}
 */
export function readEvent(draft, item) {
  if (typeof item !== 'object' || item === null) return false;
  if (Array.isArray(item.choices)) return chatChunk(draft, item);
  const { type } = item;
  if (typeof type !== 'string') return false;
  if (type.startsWith('response.')) return responsesEvent(draft, item);
  return /^(message_|content_block_|ping$)/.test(type) ? anthropicEvent(draft, item) : aiSdkPart(draft, item);
}

/** OpenAI chat completions, and the many APIs like it. @param {Draft} draft @param {any} chunk */
function chatChunk(draft, { choices, model, usage }) {
  for (const { index, delta, text, finish_reason } of choices) {
    draft.text(delta?.content ?? delta?.refusal ?? text, index);
    if (delta?.function_call) draft.call('function_call', delta.function_call, index);
    for (const call of delta?.tool_calls ?? [])
      draft.call(call.index ?? call.id, { id: call.id, ...call.function }, index);
    draft.finish(finish_reason, index);
  }
  draft.answeredBy(model);
  draft.spent(usage);
  return true;
}

/** OpenAI responses. @param {Draft} draft @param {any} event */
function responsesEvent(draft, { type, delta, item, output_index, response }) {
  if (type === 'response.output_text.delta' || type === 'response.refusal.delta') draft.text(delta);
  else if (type === 'response.output_item.added' && item?.type === 'function_call')
    draft.call(output_index, { id: item.call_id, name: item.name });
  else if (type === 'response.function_call_arguments.delta') draft.call(output_index, { arguments: delta });
  if (!response) return true;
  draft.answeredBy(response.model);
  draft.spent(response.usage);
  if (/^response\.(completed|incomplete|failed)$/.test(type))
    draft.finish(response.incomplete_details?.reason ?? response.status);
  return true;
}

/** Anthropic messages. @param {Draft} draft @param {any} event */
function anthropicEvent(draft, { type, index, message, content_block, delta, usage }) {
  if (type === 'message_start') {
    draft.answeredBy(message?.model);
    draft.spent(message?.usage);
  } else if (type === 'content_block_start') {
    if (content_block?.type === 'tool_use') draft.call(index, { id: content_block.id, name: content_block.name });
    else draft.text(content_block?.text);
  } else if (type === 'content_block_delta') {
    draft.text(delta?.text);
    if (delta?.type === 'input_json_delta') draft.call(index, { arguments: delta.partial_json });
  } else if (type === 'message_delta') {
    draft.finish(delta?.stop_reason);
    draft.spent(usage);
  }
  return true;
}

/** Parts of the AI SDK that say nothing of the answer. */
const AI_SDK_NOISE = /^(start-step|(text|reasoning)-(start|end)|reasoning-delta|tool-input-(start|delta|end))$/;

/** AI SDK, versions 4 to 6. @param {Draft} draft @param {any} part */
function aiSdkPart(draft, part) {
  const { type, toolCallId, usage, totalUsage, finishReason } = part;
  if (type === 'text-delta') {
    draft.text(part.text ?? part.textDelta ?? part.delta);
  } else if (type === 'tool-call' && toolCallId) {
    const input = part.input ?? part.args;
    const name = part.toolName;
    const captured = captureValue(input, draft.room);
    draft.isCut ||= captured?.truncated === true;
    draft.call(toolCallId, { id: toolCallId, name, arguments: captured?.text });
  } else if (type === 'finish' && finishReason) {
    draft.finish(finishReason.unified ?? finishReason);
    draft.spent(totalUsage ?? usage);
  } else if (type === 'finish-step') {
    draft.answeredBy(part.response?.modelId);
    draft.spent(usage);
  } else {
    return AI_SDK_NOISE.test(type) || (type === 'start' && Object.keys(part).length === 1);
  }
  return true;
}
