// The parts of a chat message, as the APIs of models write them: text, tool calls, results of tools.
import { firstOf, fromJson, isRecord, wordOf } from './plain.js';

/** @typedef {{ name: string, arguments: Record<string, unknown>, tool_id: string, type: string }} ToolCall */
/** @typedef {{ name: string, result: string, tool_id: string, type: string }} ToolResult */
/** @typedef {{ text: string, calls: ToolCall[], results: ToolResult[] }} Parts */

const CALL = /^((server_)?tool[_-](use|call)|(function|custom_tool)_call|function)$/;
const RESULT = /^((\w+_)?tool[_-]result|(function|custom_tool)_call_output)$/;
/** A model's thoughts are not what it said. */
const THOUGHT = /thinking|reasoning/;
/** Members that hold a call or a result, in APIs whose parts have no type. */
const CALLS = ['functionCall', 'toolUse'];
const ANSWERS = ['functionResponse', 'toolResult'];
const IDS = ['tool_use_id', 'tool_call_id', 'toolCallId', 'toolUseId', 'call_id', 'id'];
const ARGUMENTS = ['arguments', 'input', 'args'];
const RESULTS = ['content', 'output', 'result', 'response'];

/** @param {...unknown} contents each one text, a part, or a list of them @returns {Parts} */
export function partsOf(...contents) {
  /** @type {Parts} */
  const parts = { text: '', calls: [], results: [] };
  for (const part of contents.flat()) add(parts, part);
  return parts;
}

/** @param {Parts} parts @param {unknown} part */
function add(parts, part) {
  if (typeof part === 'string') parts.text += part;
  if (!isRecord(part)) return;
  const { text } = part;
  const [call, answer] = [firstOf(part, CALLS), firstOf(part, ANSWERS)];
  const type = wordOf(part.type) ?? '';
  if (isRecord(call) || CALL.test(type)) parts.calls.push(toolCall(isRecord(call) ? call : part));
  else if (isRecord(answer) || RESULT.test(type)) parts.results.push(toolResult(isRecord(answer) ? answer : part));
  else if (typeof text === 'string') parts.text += text;
  else if (type && !THOUGHT.test(type)) parts.text += `[${type}]`;
}

/** @param {Record<string, any>} given @returns {ToolCall} */
export function toolCall(given) {
  const call = isRecord(given.function) ? { ...given, ...given.function } : given;
  const said = firstOf(call, ARGUMENTS) ?? {};
  const value = typeof said === 'string' ? fromJson(said) : said;
  return {
    name: nameOf(call),
    arguments: isRecord(value) ? value : { value },
    tool_id: idOf(call),
    type: wordOf(given.type) ?? 'function',
  };
}

/** @param {Record<string, any>} given @returns {ToolResult} */
export function toolResult(given) {
  const found = firstOf(given, RESULTS) ?? '';
  const result = isRecord(found) ? (found.value ?? found) : found;
  const text = Array.isArray(result) ? partsOf(result).text || undefined : wordOf(result);
  return { name: nameOf(given), result: text ?? JSON.stringify(result), tool_id: idOf(given), type: 'tool_result' };
}

/** @param {Record<string, any>} part */
const nameOf = (part) => wordOf(firstOf(part, ['name', 'toolName'])) ?? '';

/** @param {Record<string, any>} part */
const idOf = (part) => wordOf(firstOf(part, IDS)) ?? '';
