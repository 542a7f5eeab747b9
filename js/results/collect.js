// The output of a stream, assembled from its items as they pass and no longer than a bound.
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
 * @property {unknown} value text where the items were text, UTF-8 bytes or a model's text deltas; an assistant message with `content`
 *   and `tool_calls` where a model called tools (a list of them for several choices); else the list of items. What was left out
 *   is counted at its end. Undefined when there were no items.
 * @property {import('../providers/usage.js').Counts} [usage]
 * @property {string} [model] that answered
 * @property {string[]} [finishReasons]
 * @property {unknown} [failure] of the model, that was told and not thrown
 * @property {boolean} [isCut] something of the value was left out
 */

/** How the text of server-sent events begins. */
const EVENTS = /^(data|event|id)?:/;
/** Room for the note on what was left out, and for brackets. */
const NOTE = 48;

export class Collector {
  #budget;
  /** Parts in order: a run of text, a run of bytes, the draft of a model's answer, the JSON of any other item. @type {(Text | Draft | string)[]} */
  #parts = [];
  /** @type {Draft | undefined} */
  #draft;
  /** Parts that grew since `news` was asked. @type {Set<Text | Draft>} */
  #grown = new Set();
  #omitted = 0;
  #isCut = false;

  /** @param {number} limit on the length of what is kept, in UTF-16 units */
  constructor(limit) {
    this.#budget = { left: Math.max(0, limit - NOTE), omitted: 0 };
  }

  /**
   * Never throws.
   * @param {unknown} item
   * @returns {string | undefined} the JSON of an item that stays one, empty if there was not enough room for it; undefined for text, bytes and pieces of an answer
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

  /** The run of text or bytes that goes on. @param {boolean} isBytes */
  #run(isBytes) {
    const last = this.#parts.at(-1);
    if (last instanceof Text && last.isBytes === isBytes) return last;
    const run = new Text(this.#budget, isBytes);
    this.#parts.push(run);
    return run;
  }

  /** Text that came since this was asked before, and tool calls that became complete. */
  news() {
    const news = Array.from(this.#grown, (part) => part.news());
    this.#grown.clear();
    return news.flat();
  }

  /** Where all is the text of an answer's events, it is taken for what they say. */
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
    // Items of their own make the output a list, as messages of several choices beside text do.
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

/** @param {string} json a snapshot, which ends early where there was no room for the mark */
function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
