// Messages in the shapes of the common APIs and frameworks.

import { memberOf, opened, wordOf } from './node.js';
import { readPart, reasoning, toolCall } from './parts.js';
import { MAX_ITEMS } from './reading.js';

/** @typedef {import('../model.js').Block} Block */
/** @typedef {import('./node.js').Node} Node */
/** @typedef {import('./parts.js').Read} Read */
/** @typedef {{ role: string, name?: string, node: Node }} Message */

const ROLES = /^(user|assistant|system|tool|developer|function|model|human|ai|chatbot|critic|observation|ipython)$/i;
const SAME_ROLES = /** @type {Record<string, string>} */ ({
  human: 'user',
  ai: 'assistant',
  model: 'assistant',
  chatbot: 'assistant',
});
const LANGCHAIN = /^(Human|AI|System|Tool|Function|Chat)Message(Chunk)?$/;
const LANGCHAIN_TYPE = /^(human|ai|system|tool|function|AIMessageChunk)$/;
const BODIES = [
  ...[
    'content',
    'contents',
    'parts',
    'blocks',
    'text',
    'message',
    'tool_calls',
    'toolCalls',
    'tool_call',
    'function_call',
  ],
  ...['tool_plan', 'reasoning', 'reasoning_content', 'thinking', 'refusal', 'output', 'audio'],
];
const CONTENTS = ['content', 'contents', 'parts', 'blocks', 'text', 'message', 'output'];
const REASONINGS = ['reasoning_content', 'reasoning', 'thinking', 'tool_plan'];
const CALLS = ['tool_calls', 'toolCalls', 'function_call', 'tool_call'];
const CALL_IDS = ['tool_call_id', 'toolCallId', 'call_id'];

/** @param {Node} given @returns {Message | undefined} */
export function messageIn(given) {
  const node = opened(given);
  if (node.type !== 'object') return undefined;
  const role = wordOf(node, ['role', 'author']);
  if (role !== undefined && ROLES.test(role) && memberOf(node, BODIES)) return found(role, node);
  const kind = wordOf(node, ['type']);
  if (kind !== undefined && LANGCHAIN_TYPE.test(kind) && memberOf(node, ['content', 'data']))
    return found(kind.replace(/MessageChunk$/, ''), memberOf(node, ['data']) ?? node);
  const kwargs = memberOf(node, ['kwargs']);
  const constructed = kwargs && LANGCHAIN.exec(lastWord(memberOf(node, ['id'])))?.[1];
  if (kwargs && constructed) return found(constructed, kwargs);
  // What only wraps a message, as `llm.input_messages.0.message` and a choice do.
  const wrapped = memberOf(node, ['message']);
  const message = wrapped && wrapped.type === 'object' ? messageIn(wrapped) : undefined;
  return message && withText(message, memberOf(node, ['text']));
}

/** LangChain says the same text beside the message, and there first, which is where its use is found. @param {Message} message @param {Node | undefined} text @returns {Message} */
function withText(message, text) {
  const content = memberOf(message.node, CONTENTS);
  if (text?.type !== 'string' || content?.type !== 'string' || text.text.text !== content.text.text) return message;
  const members = message.node.type === 'object' ? message.node.members : [];
  return {
    ...message,
    node: { type: 'object', members: members.map(([key, value]) => [key, value === content ? text : value]) },
  };
}

/** @param {string} role @param {Node} node @returns {Message} */
function found(role, node) {
  const name = wordOf(node, ['name', 'agent_name']);
  const lower = role.toLowerCase();
  return { role: SAME_ROLES[lower] ?? lower, ...(name && { name }), node };
}

/** @param {Node | undefined} list */
function lastWord(list) {
  const last = list?.type === 'array' ? list.items.at(-1) : undefined;
  return last?.type === 'string' ? last.text.text : '';
}

/** @param {Message} message @param {Read} read @returns {Block} */
export function readMessage({ role, name, node }, read) {
  const content = memberOf(node, CONTENTS);
  const callId = wordOf(node, CALL_IDS);
  const body = content ? readContent(content, read) : [];
  const thought = memberOf(node, REASONINGS);
  const calls = memberOf(node, CALLS);
  const refusal = memberOf(node, ['refusal']);
  const isResult = (role === 'tool' || role === 'function') && !body.some(({ type }) => type === 'tool-result');
  return {
    type: 'message',
    role,
    ...(name !== undefined && { name }),
    blocks: [
      ...(thought ? reasoning(readContent(thought, read)) : []),
      ...(isResult ? [resultOf(name, callId, body)] : body),
      ...(calls ? listOf(calls).map((call) => toolCall(opened(call), read)) : []),
      ...(refusal ? read(refusal) : []),
    ],
  };
}

/** @param {string | undefined} name @param {string | undefined} id @param {Block[]} blocks @returns {Block} */
const resultOf = (name, id, blocks) => ({
  type: 'tool-result',
  ...(name !== undefined && { name }),
  ...(id !== undefined && { id }),
  blocks,
});

/** The content of a message: text, or parts. @param {Node} given @param {Read} read @returns {Block[]} */
export function readContent(given, read) {
  const node = opened(given);
  if (node.type === 'object') return readPart(node, read) ?? read(given);
  if (node.type !== 'array') return read(given);
  const items = node.items.filter(({ type }) => type !== 'null');
  const parts = items.slice(0, MAX_ITEMS).map((item) => (item.type === 'string' ? read(item) : readPart(item, read)));
  return parts.length > 0 && parts.every((part) => part !== undefined)
    ? parts.flatMap((part) => part ?? [])
    : read(given);
}

/** @param {Node} given @returns {Node[]} */
export function listOf(given) {
  const node = opened(given);
  return node.type === 'array' ? node.items.slice(0, MAX_ITEMS) : [node];
}
