// The output of a stream, assembled from its items as they pass and no longer than a bound.
import { captureValue } from '../capture/capture-value.js';
import { Draft } from './draft.js';
import { readEvent } from './events.js';
import { Text } from './text.js';

/** @typedef {import('../index.js').Usage} Usage */

/**
 * @typedef {Object} Collected
 * @property {unknown} value text where the items were text, UTF-8 bytes or a model's text deltas; an assistant message with `content`
 *   and `tool_calls` where a model called tools (a list of them for several choices); else the list of items. What was left out
 *   is counted at its end. Undefined when there were no items.
 * @property {Usage} [usage] the last that was reported
 * @property {string} [model] that answered
 * @property {string[]} [finishReasons]
 * @property {boolean} [isCut] something of the value was left out
 */

/** Room for the note on what was left out, and for brackets. */
const NOTE = 48;

export class Collector {
  #budget;
  /** Parts in order: a run of text, a run of bytes, the draft of a model's answer, the JSON of any other item. @type {(Text | Draft | string)[]} */
  #parts = [];
  /** @type {Draft | undefined} */
  #draft;
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
    const isBytes = item instanceof Uint8Array;
    if (typeof item === 'string' || isBytes) {
      this.#run(isBytes).add(item);
      return undefined;
    }
    const draft = this.#draft ?? new Draft(this.#budget);
    if (readEvent(draft, item)) {
      if (!this.#draft) this.#parts.push(draft);
      this.#draft = draft;
      return undefined;
    }
    const captured = this.#budget.left > 0 ? captureValue(item ?? null, this.#budget.left) : undefined;
    if (!captured) {
      this.#omitted += 1;
      return '';
    }
    this.#parts.push(captured.text);
    this.#budget.left -= captured.text.length + 1;
    this.#isCut ||= captured.truncated;
    return captured.truncated ? '' : captured.text;
  }

  /** The run of text or bytes that goes on. @param {boolean} isBytes */
  #run(isBytes) {
    const last = this.#parts.at(-1);
    if (last instanceof Text && last.isBytes === isBytes) return last;
    const run = new Text(this.#budget, isBytes);
    this.#parts.push(run);
    return run;
  }

  /** @returns {Collected} */
  result() {
    const values = this.#parts.map((part) => (typeof part === 'string' ? parsed(part) : part.value()));
    const { omitted } = this.#budget;
    if (omitted > 0) values.push(`… ${omitted} more characters`);
    if (this.#omitted > 0) values.push(`… ${this.#omitted} more items`);
    const isText = values.length > 0 && values.every((value) => typeof value === 'string') && !this.#hasItems;
    const { usage, model, finishReasons } = this.#draft?.summary() ?? {};
    const isCut = this.#isCut || this.#draft?.isCut || omitted + this.#omitted > 0;
    return { value: isText ? values.join('') : this.#whole(values), usage, model, finishReasons, isCut };
  }

  /** Items of their own, which make the output a list. */
  get #hasItems() {
    return this.#omitted > 0 || this.#parts.some((part) => typeof part === 'string');
  }

  /** @param {unknown[]} values */
  #whole(values) {
    return values.length === 1 && !this.#hasItems ? values[0] : values.length > 0 ? values : undefined;
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
