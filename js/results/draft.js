// A model's answer while it is streamed, put together in the form of OpenAI's chat messages whatever API it came from.
import { take } from './text.js';
import { normalUsage } from './usage.js';

/** @typedef {{ id?: string, name: string, arguments: string }} Call */
/** @typedef {{ text: string, calls: Map<unknown, Call>, finishReason?: string }} Message */

export class Draft {
  /** @type {string | undefined} */
  model;
  /** Whether arguments were cut before they were added. */
  isCut = false;
  #budget;
  /** By choice. @type {Map<unknown, Message>} */
  #messages = new Map();
  /** @type {Record<string, unknown>} */
  #usage = {};

  /** @param {import('./text.js').Budget} budget */
  constructor(budget) {
    this.#budget = budget;
  }

  /** @param {unknown} choice @returns {Message} */
  #message(choice) {
    const message = this.#messages.get(choice) ?? { text: '', calls: new Map() };
    this.#messages.set(choice, message);
    return message;
  }

  /** @param {unknown} text anything but a string is passed over @param {unknown} [choice] */
  text(text, choice = 0) {
    if (typeof text === 'string') this.#message(choice).text += take(this.#budget, text);
  }

  /**
   * A piece of a tool call.
   * @param {unknown} key of the call @param {{ id?: unknown, name?: unknown, arguments?: unknown }} piece @param {unknown} [choice]
   */
  call(key, { id, name, arguments: args }, choice = 0) {
    const { calls } = this.#message(choice);
    /** @type {Call} */
    const call = calls.get(key) ?? { id: undefined, name: '', arguments: '' };
    calls.set(key, call);
    if (typeof id === 'string') call.id = id;
    if (typeof name === 'string') call.name ||= take(this.#budget, name);
    if (typeof args === 'string') call.arguments += take(this.#budget, args);
  }

  /** @param {unknown} reason @param {unknown} [choice] */
  finish(reason, choice = 0) {
    if (typeof reason === 'string') this.#message(choice).finishReason = reason;
  }

  /** @param {unknown} model */
  answeredBy(model) {
    if (typeof model === 'string') this.model = model;
  }

  /** How much more of the answer can be kept. */
  get room() {
    return this.#budget.left;
  }

  /** Later reports add to and correct earlier ones. @param {unknown} usage */
  spent(usage) {
    for (const [key, value] of Object.entries(usage ?? {})) if (value != null) this.#usage[key] = value;
  }

  value() {
    const values = Array.from(this.#messages.values(), wholeMessage);
    return values.length > 1 ? values : (values[0] ?? '');
  }

  summary() {
    const reasons = Array.from(this.#messages.values(), ({ finishReason }) => finishReason).filter(
      (reason) => reason !== undefined,
    );
    return {
      usage: normalUsage(this.#usage),
      model: this.model,
      finishReasons: reasons.length > 0 ? reasons : undefined,
    };
  }
}

/** @param {Message} message */
function wholeMessage({ text, calls }) {
  if (calls.size === 0) return text;
  return {
    role: 'assistant',
    content: text || null,
    tool_calls: Array.from(calls.values(), ({ id, ...fn }) => ({ id, type: 'function', function: fn })),
  };
}
