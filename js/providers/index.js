// What the answers of LLM APIs mean, in pieces or whole.
import { SERVER_ANSWERS, SERVER_APIS } from '#providers';
import { isObject } from '../reading/data.js';
import { peek, readable } from '../reading/observed.js';
import { aiSdk } from './ai-sdk.js';
import { anthropic } from './anthropic.js';
import { readFacts } from './facts.js';
import { gemini } from './gemini.js';
import { openaiChat } from './openai-chat.js';
import { openaiResponses } from './openai-responses.js';
import { read } from './read.js';

/** @typedef {import('./facts.js').Draft} Draft */

/** Whatever API an answer came from, it says the same about itself. @type {import('./facts.js').Api} */
const anyAnswer = {
  marks: ['usage', 'error'],
  read: (draft, answer) => (isObject(answer.usage) || answer.status === 'failed') && readFacts(draft, answer),
};

/** What the items of streams come from. */
export const APIS = [openaiChat, openaiResponses, anthropic, aiSdk, gemini, ...SERVER_APIS];
const ANSWERS = [openaiChat, gemini, anyAnswer, ...SERVER_ANSWERS];
/** Of one item. */
const MAX_CHUNKS = 64;
/** How deep in an answer stands what it says about itself. */
const FACTS = { deepest: 3 };

/**
 * Adds what an item of a stream says to the draft; false for an item that no known API sends.
 * @param {Draft} draft @param {unknown} item
 */
export function readItem(draft, item) {
  const list = readable(item);
  // The AI SDK puts a part into a record.
  if (!Array.isArray(list)) return read(APIS, draft, item) || read(APIS, draft, peek(item, 'part'));
  // LangGraph puts a message into a list with what is known of it; some hand on several chunks at once.
  let isKnown = false;
  for (let i = 0; i < Math.min(list.length, MAX_CHUNKS); i++) isKnown = read(APIS, draft, peek(list, i)) || isKnown;
  return isKnown;
}

/** What an API sends last; Ollama's last item has a reason. */
const LAST = /^(finish|message_stop|message-end|response\.(completed|incomplete|failed))$/;

/** Whether an item is the last one of an answer. @param {unknown} item */
export function isLast(item) {
  const type = peek(peek(item, 'part') ?? item, 'type');
  return (typeof type === 'string' && LAST.test(type)) || peek(item, 'done_reason') !== undefined;
}

/** Adds what a complete answer says about itself to the draft. @param {Draft} draft @param {unknown} answer */
export const readAnswer = (draft, answer) => read(ANSWERS, draft, answer, FACTS);
