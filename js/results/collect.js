// Assembles the output of a stream from its items as they pass, up to a limit.
import { captureForLater } from '../capture/capture-value.js';
import { failureIn } from '../providers/failure.js';
import { readItem } from '../providers/index.js';
import { readable } from '../reading/observed.js';
import { bytesOf } from '../reading/platform.js';
import { Decoder } from './decode.js';
import { Draft } from './draft.js';
import { Text } from './text.js';

/**
 * @typedef {Object} Collected
 * @property {unknown} value a text, if the items were text, UTF-8 bytes or a model's text deltas; an assistant message with `content` and `tool_calls`, if a
 *   model called tools (a list of messages for several choices); otherwise the list of items. A note at its end counts what was left out. Undefined if there
 *   were no items.
 * @property {import('../providers/usage.js').Counts} [usage]
 * @property {string} [model] the model that answered
 * @property {string[]} [finishReasons]
 * @property {unknown} [failure] the error that the stream reported without failing itself
 * @property {boolean} [isCut] whether some of the value was left out
 */

/** The beginning of server-sent events. */
const EVENTS = /^(data|event|id)?:/;
/** Room for brackets and for the note on what was left out. */
const NOTE = 48;

export class Collector {
  #budget;
  /** Parts in order: a run of text or bytes, the draft of a model's answer, or the JSON of any other item. @type {(Text | Draft | string)[]} */
  #parts = [];
  /** @type {Draft | undefined} */
  #draft;
  /** Parts that have grown since the last call of `news`. @type {Set<Text | Draft>} */
  #grown = new Set();
  #omitted = 0;
  #isCut = false;

  /** @param {number} limit in UTF-16 units, on what is kept */
  constructor(limit) {
    this.#budget = { left: Math.max(0, limit - NOTE), omitted: 0 };
  }

  /**
   * Adds an item. Never throws.
   * @param {unknown} item
   * @returns {string | undefined} the JSON of an item that is listed by itself, or '' if there was not enough room for it; undefined for text, bytes and parts
   *   of an answer
   */
  add(item) {
    try {
      return this.#add(item);
    } catch {
      this.#omitted += 1;
      return '';
    }
  }

  /** @param {unknown} item */
  #add(item) {
    const seen = readable(item);
    const isBytes = seen instanceof Uint8Array;
    if (typeof seen === 'string' || isBytes) {
      const piece = isBytes ? bytesOf(seen, 'Uint8Array') : seen;
      const run = this.#run(isBytes);
      run.add(piece);
      this.#grown.add(run);
      return undefined;
    }
    const draft = this.#draft ?? new Draft(this.#budget);
    if (readItem(draft, item)) {
      if (!this.#draft) this.#parts.push(draft);
      this.#draft = draft;
      this.#grown.add(draft);
      return undefined;
    }
    const failure = this.#draft && failureIn(item);
    if (failure) {
      this.#draft?.fail(failure);
      return undefined;
    }
    const captured = this.#budget.left > 0 ? captureForLater(item ?? null, this.#budget.left) : undefined;
    if (!captured) {
      this.#omitted += 1;
      return '';
    }
    const text = captured.toString();
    this.#parts.push(text);
    this.#budget.left -= text.length + 1;
    this.#isCut ||= captured.isCut;
    return captured.isCut ? '' : text;
  }

  /** The last part, if it is a run of the same kind; otherwise a new one. @param {boolean} isBytes */
  #run(isBytes) {
    const last = this.#parts.at(-1);
    if (last instanceof Text && last.isBytes === isBytes) return last;
    const run = new Text(this.#budget, isBytes);
    this.#parts.push(run);
    return run;
  }

  /** Text and completed tool calls that are new since the last call. */
  news() {
    const news = Array.from(this.#grown, (part) => part.news());
    this.#grown.clear();
    return news.flat();
  }

  /** If all items together are the text of server-sent events, replaces the text by the answer in them. */
  #readEvents() {
    const [run] = this.#parts;
    const text = run instanceof Text ? run.value() : '';
    if (this.#parts.length > 1 || !EVENTS.test(text)) return;
    const said = new Collector(Infinity);
    for (const event of new Decoder('event-stream').add(text)) said.add(event);
    if (!said.#draft || said.#parts[1]) return;
    this.#parts = said.#parts;
    this.#draft = said.#draft;
  }

  /** @returns {Collected} */
  result() {
    this.#readEvents();
    const values = this.#parts.map((part) => (typeof part === 'string' ? parsed(part) : part.value()));
    const { omitted } = this.#budget;
    if (omitted > 0) values.push(`… ${omitted} more characters`);
    if (this.#omitted > 0) values.push(`… ${this.#omitted} more items`);
    // An item that is listed by itself makes the output a list; so do several choices beside text.
    const isList =
      this.#omitted > 0 ||
      this.#parts.some((part) => typeof part === 'string') ||
      (values.length > 1 && values.some((value) => typeof value !== 'string'));
    const value = isList ? values : typeof values[0] === 'string' ? values.join('') : values[0];
    return {
      ...this.#draft?.summary(),
      value,
      isCut: this.#isCut || omitted + this.#omitted > 0,
    };
  }
}

/** @param {string} json a snapshot, which is cut short if there was no room for the mark */
function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
