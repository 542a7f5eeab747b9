// Parts of a message: text, reasoning, tool calls and their results, images and files.
import { filled, memberOf, opened, wordOf } from './node.js';

/** @typedef {import('../model.js').Block} Block */
/** @typedef {import('./node.js').Node} Node */
/** Reads what is inside. @typedef {(node: Node) => Block[]} Read */

const TEXT = /^(text|input_text|output_text|summary_text|refusal)$/;
const REASONING = /^(reasoning|thinking|redacted_thinking|reasoning_text|reasoningContent)$/;
const CALL =
  /^(tool[-_ ]?call|tool[-_]use|toolCall|function[-_]call|functionCall|server_tool_use|mcp_call|toolRequest)$/i;
const RESULT =
  /^(tool[-_]result|tool[-_]call[-_](response|result|output)|function[-_](call[-_]output|response)|toolResponse|functionResponse)$/i;
const MEDIA =
  /^(image|image_url|input_image|audio|input_audio|video|file|input_file|media|blob|uri|inlineData|inline_data|file_data)$/;

const NAMES = ['name', 'toolName', 'tool_name'];
const IDS = ['id', 'toolCallId', 'tool_call_id', 'call_id', 'toolUseId', 'tool_use_id', 'toolCallID'];
const RESULT_IDS = ['toolCallId', 'tool_call_id', 'call_id', 'toolUseId', 'tool_use_id', 'id', 'ref'];
const ARGUMENTS = ['arguments', 'args', 'input', 'toolInput', 'parameters'];
const RESULTS = ['output', 'result', 'response', 'content', 'toolOutput', 'structuredContent', 'outputs'];
const TEXTS = ['text', 'content', 'refusal', 'thinking', 'reasoning', 'reasoningText', 'summary', 'data'];
const CALL_MEMBERS = ['functionCall', 'function_call', 'toolUse', 'tool_call', 'function', 'toolRequest'];
const RESULT_MEMBERS = ['functionResponse', 'function_response', 'toolResult', 'toolResponse', 'tool_call_result'];
const REASONING_MEMBERS = ['reasoningContent', 'thinking'];
const MEDIA_MEMBERS = ['inlineData', 'inline_data', 'fileData', 'file_data', 'image_url', 'image', 'input_audio'];
const MEDIA_WORDS = [
  'mimeType',
  'mime_type',
  'mediaType',
  'media_type',
  'filename',
  'file_name',
  'format',
  'url',
  'uri',
  'fileUri',
  'file_id',
];

const MAX_DESCRIPTION = 200;

/** @param {Node} given @param {Read} read @returns {Block[] | undefined} undefined if it is no part of a message */
export function readPart(given, read) {
  const node = opened(given);
  if (node.type !== 'object') return undefined;
  const type = wordOf(node, ['type', 'kind', 'part_kind']) ?? '';
  const wrapped = memberOf(node, ['message_content']);
  if (wrapped && node.members.length === 1) return readPart(wrapped, read);
  if (TEXT.test(type)) return textsOf(node, read);
  if (REASONING.test(type)) return reasoning(textsOf(node, read) ?? []);
  if (RESULT.test(type)) return [toolResult(node, read)];
  if (CALL.test(type) || isCall(node)) return [toolCall(node, read)];
  const call = inner(node, CALL_MEMBERS);
  if (call) return [toolCall(node, read)];
  const result = inner(node, RESULT_MEMBERS);
  if (result) return [toolResult(result, read)];
  const thought = memberOf(node, REASONING_MEMBERS);
  if (thought && type === '') return reasoning(read(memberOf(thought, ['reasoningText', 'text']) ?? thought));
  if (MEDIA.test(type) || (type === '' && memberOf(node, MEDIA_MEMBERS))) return [media(node, type)];
  return type === '' && isTextAlone(node) ? textsOf(node, read) : undefined;
}

/** @param {Node} node @param {Read} read @returns {Block} */
export function toolCall(node, read) {
  const call = inner(node, CALL_MEMBERS);
  const inside = call ? (inner(call, ['function']) ?? call) : node;
  const args = memberOf(inside, ARGUMENTS) ?? memberOf(node, ARGUMENTS);
  const id = wordOf(node, IDS) ?? wordOf(call, IDS);
  return {
    type: 'tool-call',
    name: wordOf(inside, NAMES) ?? wordOf(node, NAMES) ?? 'tool',
    ...(id !== undefined && { id }),
    blocks: args ? read(args) : [],
  };
}

/** @param {Node} node @param {Read} read @returns {Block} */
export function toolResult(node, read) {
  const result = memberOf(node, RESULTS);
  const [name, id] = [wordOf(node, NAMES), wordOf(node, RESULT_IDS)];
  // The AI SDK says of what type a result is.
  const isTyped = result && /^(text|json|error-text|error-json|content)$/.test(wordOf(result, ['type']) ?? '');
  const value = (isTyped && memberOf(result, ['value'])) || result;
  return {
    type: 'tool-result',
    ...(name !== undefined && { name }),
    ...(id !== undefined && { id }),
    blocks: value ? read(value) : [],
  };
}

/** @param {Block[]} blocks @returns {Block[]} */
export const reasoning = (blocks) => (blocks.length > 0 ? [{ type: 'reasoning', blocks }] : []);

/** @param {Node} node @param {Read} read @returns {Block[] | undefined} */
function textsOf(node, read) {
  const text = memberOf(node, TEXTS);
  return text && read(text);
}

/** A call that does not say its type. @param {Node} node */
const isCall = (node) =>
  memberOf(node, ['toolName', 'tool_name'])
    ? memberOf(node, ARGUMENTS) !== undefined && memberOf(node, RESULTS) === undefined
    : memberOf(node, ['name']) !== undefined && memberOf(node, ['args', 'arguments']) !== undefined;

/** @param {Node} node */
const isTextAlone = (node) => {
  const [[name, value] = [], ...others] = node.type === 'object' ? filled(node) : [];
  return others.length === 0 && value?.type === 'string' && (name === 'text' || name === 'content');
};

/** @param {Node | undefined} node @param {readonly string[]} names @returns {Node | undefined} an object */
function inner(node, names) {
  const found = memberOf(node, names);
  return found?.type === 'object' ? found : undefined;
}

/** @param {Node} node @param {string} type @returns {Block} */
function media(node, type) {
  const holders = [node, ...(node.type === 'object' ? node.members.map(([, value]) => value) : [])];
  const words = holders.flatMap((holder) => MEDIA_WORDS.map((word) => wordOf(holder, [word])));
  const told = [...new Set(words.filter((word) => word !== undefined))].map(shortened);
  const kind = /image|audio|video/.exec(`${type} ${told.join(' ')}`)?.[0] ?? 'file';
  return { type: 'media', kind, description: told.join(', ').slice(0, MAX_DESCRIPTION) };
}

/** Data in a URL are not shown. @param {string} word */
const shortened = (word) => (word.startsWith('data:') ? word.slice(0, word.indexOf(',') + 1 || 64) : word);
