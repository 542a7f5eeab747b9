// Assembles a streamed answer, whatever API sent it, in the form of OpenAI's chat messages.
import { list } from '../providers/facts.js';
import { add, readUsage } from '../providers/usage.js';
import { Text, take } from './text.js';

/** @typedef {{ id?: string, name: string, arguments: string, isReported?: boolean }} Call */
/**
 * @typedef {Object} Message
 * @property {Text} text
 * @property {Call[]} calls
 * @property {Map<unknown, Call>} current unfinished calls by index or id, and the last one
 * @property {string} [finishReason]
 */

/** About as long as the JSON around a call's id, name and arguments. */
const FRAME = ' '.repeat(64);

/** Consecutive answers form one draft: their texts are joined, their calls listed, and their tokens added up. */
export class Draft {
  /** @type {string | undefined} */
  model;
  #budget;
  /** Messages by choice. @type {Map<unknown, Message>} */
  #messages = new Map();
  /** Tokens of earlier answers. @type {Record<string, number>} */
  #spent = {};
  /** Tokens of this answer, as reported. @type {Record<string, unknown>} */
  #usage = {};
  /** @type {unknown} */
  #id;
  #isFinished = false;
  /** @type {unknown} */
  #failure;

  /** @param {import('./text.js').Budget} budget */
  constructor(budget) {
    this.#budget = budget;
  }

  /** @param {unknown} choice @returns {Message} */
  #message(choice) {
    const message = this.#messages.get(choice) ?? { text: new Text(this.#budget), calls: [], current: new Map() };
    this.#messages.set(choice, message);
    return message;
  }

  /** Begins another answer. */
  begin() {
    this.add(this.#usage);
    this.#usage = {};
    this.#isFinished = false;
    for (const { current } of this.#messages.values()) current.clear();
  }

  /** Names the answer that the next items belong to. Some APIs send a new id with each chunk. @param {unknown} id */
  answer(id) {
    if (!id) return;
    if (this.#isFinished && id !== this.#id) this.begin();
    this.#id = id;
  }

  /** @param {unknown} text a string or a list of blocks; anything else is ignored @param {unknown} [choice] */
  text(text, choice = 0) {
    if (typeof text === 'string') this.#message(choice).text.add(text);
    else for (const block of list(text)) if (block.type === 'text') this.text(block.text, choice);
  }

  /**
   * Adds a tool call or a piece of one. A piece that has neither an index or id nor a new name continues the last call.
   * @param {{ index?: unknown, id?: unknown, name?: unknown, arguments?: unknown }} piece @param {unknown} [choice]
   */
  call({ index, id, name, arguments: args }, choice = 0) {
    const message = this.#message(choice);
    const key = index ?? (id || undefined);
    const json = typeof args === 'string' ? args : args ? JSON.stringify(args) : '';
    let call = message.current.get(key);
    if (!call || begins(call, index, id, name, json)) {
      take(this.#budget, FRAME);
      if (this.#budget.left === 0) return;
      call = { id: undefined, name: '', arguments: '' };
      message.calls.push(call);
    }
    message.current.set(key, call);
    message.current.set(undefined, call);
    if (id && typeof id === 'string') call.id ??= id;
    if (typeof name === 'string') call.name ||= take(this.#budget, name);
    call.arguments += take(this.#budget, json);
  }

  /** @param {unknown} reason @param {unknown} [choice] */
  finish(reason, choice = 0) {
    if (typeof reason !== 'string') return;
    this.#message(choice).finishReason = reason;
    this.#isFinished = true;
  }

  /** Records the model's failure, if there is one. @param {unknown} error */
  fail(error) {
    if (error) this.#failure = error;
  }

  /** @param {unknown} model */
  answeredBy(model) {
    if (typeof model === 'string') this.model = model;
  }

  /** Adds a report on this answer's tokens. Later reports complete and correct earlier ones. @param {any} usage */
  spent(usage) {
    for (const key in usage) if (usage[key] != null) this.#usage[key] = usage[key];
  }

  /** Adds tokens that no report on this answer includes. @param {any} usage */
  add(usage) {
    const counts = readUsage(usage);
    for (const name in counts) add(this.#spent, name, counts[name]);
  }

  /** Replaces all token counts by a report on the whole stream. @param {any} usage */
  total(usage) {
    this.#spent = {};
    this.#usage = { ...usage };
  }

  value() {
    const values = Array.from(this.#messages.values(), wholeMessage);
    return values.length > 1 ? values : (values[0] ?? '');
  }

  /** Text and completed tool calls that are new since the last call. @returns {import('./text.js').Piece[]} */
  news() {
    return [...this.#messages.values()].flatMap(({ text, calls }) => [
      ...text.news(),
      ...calls.filter(isNews).map((call) => {
        call.isReported = true;
        return { text: call.arguments, json: true, isCut: false };
      }),
    ]);
  }

  summary() {
    this.begin();
    const finishReasons = [...this.#messages.values()].flatMap(({ finishReason }) => finishReason ?? []);
    return { usage: this.#spent, model: this.model, finishReasons, failure: this.#failure };
  }
}

/**
 * Whether a piece begins another call instead of continuing this one. Some APIs give all calls one index or no ids, some repeat the name, and some give each
 * piece an id of its own.
 * @param {Call} call @param {unknown} index @param {unknown} id @param {unknown} name @param {string} args
 */
const begins = (call, index, id, name, args) =>
  id && call.id
    ? id !== call.id && (name || isWhole(call))
    : name && call.name && (name !== call.name || ((args !== '' || index === undefined) && isWhole(call)));

/** @param {Call} call */
const isNews = (call) => !call.isReported && isWhole(call);

/** Whether the arguments are a complete list or record. @param {Call} call */
function isWhole({ arguments: json }) {
  try {
    // Checked first, because incomplete arguments may be long.
    return /[\]}]/.test(json.trimEnd().slice(-1)) && JSON.parse(json) !== undefined;
  } catch {
    return false;
  }
}

/** @param {Message} message */
function wholeMessage({ text, calls }) {
  const content = text.value();
  if (calls.length === 0) return content;
  return {
    role: 'assistant',
    content: content || null,
    tool_calls: calls.map(({ id, name, arguments: args }) => ({
      id,
      type: 'function',
      function: { name, arguments: args },
    })),
  };
}
