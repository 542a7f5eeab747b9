// The messages in the request or the answer of a model.
import { partsOf, toolCall, toolResult } from './message-parts.js';
import { firstOf, fromJson, isRecord, wordOf } from './plain.js';

/** @typedef {{ content: string, role?: string, tool_calls?: import('./message-parts.js').ToolCall[], tool_results?: import('./message-parts.js').ToolResult[] }} Message */

const LISTS = ['messages', 'input', 'contents', 'prompt', 'choices', 'candidates', 'output', 'steps'];
const SYSTEM = ['system', 'instructions', 'systemInstruction', 'system_instruction'];
const CONTENTS = ['content', 'parts', 'text', 'response', 'completion', 'generated_text'];
/** A call or a result that is an item of its own. */
const ITEM = /^(function|custom_tool)_call/;
/** What a list or an answer wraps a message in. */
const WRAPPERS = ['message', 'content'];
const MAX_WRAPPERS = 2;

/** @param {string} content @returns {Message[] | undefined} undefined if it has no messages */
export function messagesOf(content) {
  const value = fromJson(content);
  return typeof value === 'string' ? [{ content }] : listOf(value);
}

/** @param {unknown} value @returns {Message[] | undefined} */
function listOf(value) {
  // A list of arguments begins with the request.
  if (Array.isArray(value)) return allOf(value) ?? (typeof value[0] === 'object' ? listOf(value[0]) : undefined);
  if (!isRecord(value)) return typeof value === 'string' ? [{ content: value }] : undefined;
  const list = firstOf(value, LISTS);
  const messages = list === undefined ? undefined : allOf([list].flat());
  if (!messages) return allOf([value]);
  const system = firstOf(value, SYSTEM);
  return system === undefined
    ? messages
    : [{ content: partsOf(system.parts ?? system).text, role: 'system' }, ...messages];
}

/** @param {unknown[]} items @returns {Message[] | undefined} undefined if one of them is no message */
function allOf(items) {
  const messages = items.map((item) => messageOf(item));
  return messages.length > 0 && messages.every((message) => message !== undefined) ? messages : undefined;
}

/** @param {unknown} item @param {number} wrappers around it @returns {Message | undefined} */
function messageOf(item, wrappers = 0) {
  if (typeof item === 'string') return { content: item };
  if (isPair(item)) return { content: item[1], role: item[0] };
  if (!isRecord(item)) return undefined;
  const wrapped = WRAPPERS.map((name) => item[name]).find(isRecord);
  if (wrapped) return wrappers < MAX_WRAPPERS ? messageOf(wrapped, wrappers + 1) : undefined;
  const { role, tool_call_id } = item;
  const isItem = ITEM.test(wordOf(item.type) ?? '');
  const content = firstOf(item, CONTENTS);
  const calls = [firstOf(item, ['tool_calls', 'toolCalls']) ?? []].flat().filter(isRecord);
  if (content === undefined && calls.length === 0 && typeof role !== 'string' && !isItem) return undefined;
  const parts = partsOf(content ?? (isItem ? item : []));
  parts.calls.push(...calls.map(toolCall));
  if (tool_call_id != null) parts.results.push(toolResult(item));
  return {
    content: tool_call_id != null ? '' : parts.text,
    ...(typeof role === 'string' && { role }),
    ...(parts.calls.length > 0 && { tool_calls: parts.calls }),
    ...(parts.results.length > 0 && { tool_results: parts.results }),
  };
}

/** A message as role and text. @param {unknown} item @returns {item is [string, string]} */
const isPair = (item) => Array.isArray(item) && item.length === 2 && item.every((member) => typeof member === 'string');
