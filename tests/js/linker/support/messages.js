// What the steps of a program say, in the forms that several conventions share.

/** @typedef {import('./steps.js').Step} Step */
/** @typedef {{ id: string, type: string, function: { name: string, arguments: string } }} ToolCall */
/** As OpenAI has it. @typedef {{ role: string, content?: any, name?: string, tool_call_id?: string, tool_calls?: ToolCall[] | null }} Message */

/** A text as it is, anything else as JSON. @param {unknown} value */
export const textOf = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** The one argument, or the list of all. @param {Step} step */
export const argumentOf = ({ args }) => (args.length === 1 ? args[0] : args);

/** @param {unknown} value @returns {value is Message} */
const isMessage = (value) => typeof value === 'object' && value !== null && 'role' in value;

/** @param {Step} step @returns {Message[]} */
export function requestMessages(step) {
  const first = /** @type {any} */ (step.args[0]);
  if (step.args.length === 1 && Array.isArray(first?.messages)) return first.messages;
  if (step.args.length === 1 && Array.isArray(first) && first.every(isMessage)) return first;
  return [{ role: 'user', content: textOf(argumentOf(step)) }];
}

/** @param {Step} step @returns {Message | undefined} undefined if it did not answer */
export function answerMessage({ output }) {
  if (output === undefined) return undefined;
  return isMessage(output) ? output : { role: 'assistant', content: textOf(output) };
}

/** The text of a message; '' if it has none. @param {Message} message */
export const contentText = ({ content }) => (content === null || content === undefined ? '' : textOf(content));

/** The arguments of a call as an object, if they are one. @param {ToolCall} call */
export function parsedArguments({ function: { arguments: text } }) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The answer of OpenAI's chat API around a message. @param {Step} step */
export function chatCompletion(step) {
  const message = answerMessage(step);
  if (!message) return undefined;
  const finish_reason = message.tool_calls ? 'tool_calls' : 'stop';
  return {
    id: `chatcmpl-${step.spanId}`,
    object: 'chat.completion',
    created: Number(step.start / 1_000_000_000n),
    model: 'gpt-4o-2024-08-06',
    choices: [{ index: 0, message, logprobs: null, finish_reason }],
    usage: { prompt_tokens: 1200, completion_tokens: 64, total_tokens: 1264 },
  };
}

/** The request of OpenAI's chat API. @param {Step} step */
export const chatRequest = (step) => ({ model: 'gpt-4o', temperature: 0, messages: requestMessages(step) });

/** Attributes without those that are undefined. @param {Record<string, unknown>} attributes */
export const present = (attributes) =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
