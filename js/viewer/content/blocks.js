// What a value shows, told by its shape: messages, tool calls, documents, text, or else a tree.
import { documentIn, readDocument } from './documents.js';
import { listOf, messageIn, readContent, readMessage } from './messages.js';
import { filled, memberOf, opened, without, wordOf } from './node.js';
import { readPart } from './parts.js';
import { MAX_ITEMS } from './reading.js';

/** @typedef {import('../model.js').Block} Block */
/** @typedef {import('./node.js').Node} Node */
/** @typedef {import('./node.js').ObjectNode} ObjectNode */
/** @typedef {import('./reading.js').Reading} Reading */

/** Members of a request, an answer or a state that hold messages, in the order in which they are read. */
const MESSAGES = [
  ...['system', 'systemPrompt', 'system_prompt', 'system_instruction', 'systemInstruction', 'instructions'],
  ...[
    'messages',
    'contents',
    'chat_history',
    'history',
    'prompt',
    'input',
    'choices',
    'candidates',
    'generations',
    'output',
  ],
  ...['response', 'responseMessages', 'reasoning', 'reasoningText', 'text', 'toolCalls', 'toolResults', 'tool_calls'],
];
const SYSTEM = /^(system|instructions)/;
const REASONING = /^reasoning/;

/** @param {Node} given @param {Reading} reading @returns {Block[]} */
export function blocksOf(given, reading) {
  const node = opened(given);
  if (node.type === 'object') return ofObject(node, reading);
  if (node.type === 'array') return ofList(node.items, node, reading);
  return [node.type === 'string' ? reading.text(node.text) : reading.tree(node)];
}

/** @param {ObjectNode} node @param {Reading} reading @returns {Block[]} */
function ofObject(node, reading) {
  const read = (/** @type {Node} */ inner) => blocksOf(inner, reading);
  const message = messageIn(node);
  if (message) return [readMessage(message, read)];
  const part = readPart(node, read);
  if (part && part.length > 0) return part;
  const document = documentIn(node);
  if (document) return [readDocument(document, read, (inner) => /** @type {any} */ (reading.tree(inner)))];
  return ofMembers(node, reading);
}

/** A request, an answer or a state with messages, and what is beside them. @param {ObjectNode} node @param {Reading} reading @returns {Block[]} */
function ofMembers(node, reading) {
  const isConversation =
    isPrompt(node) || node.members.some(([name, value]) => MESSAGES.includes(name) && hasMessages(value));
  if (!isConversation) return [reading.tree(node)];
  const read = new Set();
  /** @type {Block[]} */
  const blocks = [];
  for (const name of MESSAGES) {
    const value = memberOf(node, [name]);
    if (!value || !(hasMessages(value) || isText(value))) continue;
    read.add(name);
    const inner = hasMessages(value) ? blocksOf(value, reading) : readContent(value, (each) => blocksOf(each, reading));
    blocks.push(...as(name, inner));
  }
  const rest = without(node, read);
  return rest ? [...blocks, reading.tree(rest)] : blocks;
}

/** @param {string} name of a member @param {Block[]} blocks @returns {Block[]} */
function as(name, blocks) {
  if (blocks.every(({ type }) => type === 'message')) return blocks;
  if (SYSTEM.test(name)) return [{ type: 'message', role: 'system', blocks }];
  if (name === 'prompt') return [{ type: 'message', role: 'user', blocks }];
  return REASONING.test(name) ? [{ type: 'reasoning', blocks }] : blocks;
}

/** A system prompt and a prompt, and nothing else. @param {ObjectNode} node */
const isPrompt = (node) =>
  filled(node).length === 2 && filled(node).every(([name, value]) => /^(system|prompt)$/.test(name) && isText(value));

/** @param {Node} given */
function isText(given) {
  const node = opened(given);
  return node.type === 'string' && node.text.text !== '';
}

/** Whether a list, or a list in it, begins with a message or a part of one. @param {Node} given @returns {boolean} */
function hasMessages(given) {
  const node = opened(given);
  if (node.type === 'object') return messageIn(node) !== undefined;
  const first = node.type === 'array' ? node.items[0] : undefined;
  if (!first) return false;
  const inner = opened(first);
  if (inner.type === 'array') return hasMessages(inner);
  return messageIn(inner) !== undefined || isItem(inner);
}

/** A part that stands for itself in a list of messages. @param {Node} node */
function isItem(node) {
  if (node.type !== 'object') return false;
  const isTyped = /tool|function|reasoning|text$/i.test(wordOf(node, ['type']) ?? '');
  return (
    (isTyped || memberOf(node, ['toolName', 'functionCall']) !== undefined) && readPart(node, () => []) !== undefined
  );
}

/** @param {Node[]} items @param {Node} list @param {Reading} reading @returns {Block[]} */
function ofList(items, list, reading) {
  const read = (/** @type {Node} */ inner) => blocksOf(inner, reading);
  if (items.length === 0) return [reading.tree(list)];
  // Lists of lists of messages, one for each call of a batch.
  if (items.every((item) => opened(item).type === 'array' && hasMessages(item)))
    return bounded(items.flatMap(listOf), (all) => all.flatMap(read));
  const isMessages = items.some((item) => messageIn(item) !== undefined);
  const generations = items.map((item) => memberOf(opened(item), ['message']) ?? item);
  if (isMessages || items.every((item) => isItem(opened(item)))) return bounded(items, (all) => all.flatMap(read));
  if (generations.some((item) => messageIn(item))) return bounded(generations, (all) => all.flatMap(read));
  if (items.every((item) => documentIn(item) !== undefined)) return bounded(items, (all) => all.flatMap(read));
  return [reading.tree(list)];
}

/** @param {Node[]} items @param {(items: Node[]) => Block[]} read @returns {Block[]} */
function bounded(items, read) {
  const blocks = read(items.slice(0, MAX_ITEMS));
  if (items.length <= MAX_ITEMS) return blocks;
  return [...blocks, { type: 'tree', node: { type: 'array', children: [], more: items.length - MAX_ITEMS } }];
}
