// What the stream items and answers of LLM APIs mean. Nothing outside this folder knows a provider's names.
//
// To add a provider's stream:
// 1. Write a file here that exports an `Api` (see facts.js); cohere.js is an example.
// 2. Add it to `APIS` below, or to `SERVER_APIS` in server-apis.js if pages do not call it; then its last item belongs in in-page.js, too.
// 3. Add recorded items and the expected output to tests/js/providers/apis.test.js.
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

/** Answers of any API report their usage and failure alike. @type {import('./facts.js').Api} */
const anyAnswer = {
  marks: ['usage', 'error'],
  read: (draft, answer) => (isObject(answer.usage) || answer.status === 'failed') && readFacts(draft, answer),
};

/** APIs whose streams are read. @type {import('./facts.js').Api[]} */
export const APIS = [openaiChat, openaiResponses, anthropic, aiSdk, gemini, ...SERVER_APIS];
/** How the last items of all APIs are recognized. */
const LAST = APIS.flatMap(({ last = [] }) => last);
const LAST_MARKS = APIS.flatMap(({ lastMark = [] }) => lastMark);
/** APIs whose complete answers are read. */
const ANSWERS = [openaiChat, gemini, anyAnswer, ...SERVER_ANSWERS];
/** Chunks of one item that are read. */
const MAX_CHUNKS = 64;
/** An answer reports its facts at this depth at most. */
const FACTS = { deepest: 3 };

/**
 * Adds an item of a stream to the draft. Returns false if no known API sends such items.
 * @param {Draft} draft @param {unknown} item
 */
export function readItem(draft, item) {
  const list = readable(item);
  // The AI SDK wraps a part in a record.
  if (!Array.isArray(list)) return read(APIS, draft, item) || read(APIS, draft, peek(item, 'part'));
  // LangGraph puts a message and its metadata into a list. Some libraries pass on several chunks at once.
  let isKnown = false;
  for (let i = 0; i < Math.min(list.length, MAX_CHUNKS); i++) isKnown = read(APIS, draft, peek(list, i)) || isKnown;
  return isKnown;
}

/** Whether an item is the last one of an answer. @param {unknown} item */
export function isLast(item) {
  const type = peek(peek(item, 'part') ?? item, 'type');
  return LAST.includes(type) || LAST_MARKS.some((mark) => peek(item, mark) !== undefined);
}

/** Adds what a complete answer reports about itself to the draft. @param {Draft} draft @param {unknown} answer */
export const readAnswer = (draft, answer) => read(ANSWERS, draft, answer, FACTS);
