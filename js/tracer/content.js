// Content: what is exported of a value, bounded and masked; and what links are found by, which is the value as it was and never leaves.
// In the usual case the two are one snapshot in one record.
import { captureNamed, wholeOf } from '../capture/args.js';
import { captureForLater } from '../capture/capture-value.js';
import { Snapshot } from '../capture/snapshot.js';
import { isObject } from '../identity/object-ids.js';
import * as CONTENT from '../log/records/content.js';
import * as SIDE from '../log/records/side.js';
import { ARGUMENTS, NONE } from '../log/records.js';
import { ignoreRejection } from './ignore-rejection.js';

/** @typedef {import('../capture/capture-value.js').CapturedForLater} Captured */
/** @typedef {'input' | 'output' | 'error' | 'metadata'} Direction */
/** @typedef {import('./span-state.js').SpanState} SpanState */
/** @typedef {{ args: unknown[], names: readonly string[] }} Naming */

/** Characters of one value, and of all items of a span, by which links are found. */
const MOST_LINKED = 4 * 2 ** 20;
const MOST_ITEMS = 4096;
/** Shorter pieces of text say nothing alone. */
const SHORTEST_ITEM = 8;
/** Characters that are assembled of a stream at least, where links are found by them. */
const ASSEMBLED = 262_144;

export class Content {
  #settings;
  #recorder;
  counts = { truncated: 0, maskFailed: 0, linkTruncated: 0, linkSkipped: 0 };

  /** @param {import('../options/tracer-options.js').Settings} settings @param {import('./recorder.js').Recorder} recorder */
  constructor(settings, recorder) {
    this.#settings = settings;
    this.#recorder = recorder;
  }

  /** The arguments of a call. @param {SpanState} state @param {unknown[]} args @param {readonly string[] | undefined} names */
  args(state, args, names) {
    if (args.length === 0) return;
    const root = args.length === 1 ? 0 : ARGUMENTS;
    const isTelling = args.some(tells);
    this.#record(state, SIDE.INPUT, root, wholeOf(args), state.captureInput, isTelling, names && { args, names });
  }

  /**
   * A value that is all of a side: what was said about it, or what the span gave.
   * @param {SpanState} state @param {number} side @param {unknown} value @param {boolean} isExported @param {boolean} [isLinked]
   */
  whole(state, side, value, isExported, isLinked = true) {
    this.#record(state, side, NONE, value, isExported, isLinked && tells(value));
  }

  /** Whether an item says something alone, unlike a token. @param {unknown} item */
  isTaken(item) {
    const { isOn, byContent, limits } = this.#settings.links;
    if (typeof item === 'string') return byContent && (item.length >= SHORTEST_ITEM || limits.ignore !== undefined);
    return isObject(item) && (isOn || byContent);
  }

  /**
   * An item as it passes: it may be used before all of them are assembled.
   * @param {SpanState} state @param {unknown} item @param {number} index
   * @param {string | undefined} json what the collector made of it, undefined where it says nothing alone
   */
  item(state, item, index, json) {
    if (!this.#links(state)) return;
    const { ignore } = this.#settings.links.limits;
    // What the collector assembles is copies, in which nobody can tell what is to be ignored.
    if (ignore && (json !== undefined || ignore(item))) state.isLinkedByItems = true;
    const isText = typeof item === 'string';
    if (isText ? item.length < SHORTEST_ITEM : json === undefined) return;
    if (index >= MOST_ITEMS || state.itemLength >= MOST_LINKED) {
      this.counts.linkSkipped += 1;
      return;
    }
    const captured = json ? { text: json, json: true, truncated: false } : undefined;
    state.itemLength += this.#link(state, SIDE.OUTPUT, index, item, captured);
  }

  /** How much of a stream is to be assembled. @param {SpanState} state */
  assembledLimit(state) {
    const { maxValueBytes } = this.#settings.capture;
    return this.#links(state) ? Math.max(maxValueBytes, ASSEMBLED) : maxValueBytes;
  }

  /**
   * The snapshot of what is exported, and by which no links are found.
   * @param {SpanState} state @param {Direction} direction @param {unknown} value @returns {Captured | undefined}
   */
  value(state, direction, value) {
    return this.#masked(state, direction, captureForLater(value, this.#settings.capture.maxValueBytes));
  }

  /** Whether links are found by the span's content. @param {SpanState} state */
  #links(state) {
    return this.#settings.links.byContent && state.isLinked;
  }

  /**
   * @param {SpanState} state @param {number} side @param {number} root @param {unknown} value
   * @param {boolean} isExported @param {boolean} isTelling @param {Naming} [naming] of arguments, when they are exported
   */
  #record(state, side, root, value, isExported, isTelling, naming) {
    const isLinked = isTelling && this.#links(state);
    if (!isExported) {
      if (isLinked) this.#link(state, side, root, value);
      return;
    }
    const { mask, capture, links } = this.#settings;
    const { maxValueBytes } = capture;
    const captured = captureForLater(value, maxValueBytes);
    const isShared = isLinked && !mask && !naming && !links.limits.ignore && isWhole(captured, maxValueBytes);
    if (isLinked && !isShared) this.#link(state, side, root, value, captured);
    const named = naming ? captureNamed(captured, naming.args, naming.names, maxValueBytes) : captured;
    const exported = this.#masked(state, side === SIDE.INPUT ? 'input' : 'output', named);
    if (exported) this.#recorder.content(state, side, exported, isShared ? CONTENT.LINKED : 0, root);
  }

  /**
   * Records what is for linking alone; returns its length.
   * @param {SpanState} state @param {number} side @param {number} root @param {unknown} value
   * @param {Captured} [captured] a snapshot of the value that is there already
   */
  #link(state, side, root, value, captured) {
    const { mask, links } = this.#settings;
    const { ignore } = links.limits;
    if (ignore && root !== ARGUMENTS && ignore(value)) return 0;
    const known = ignore || captured?.truncated ? undefined : captured;
    const found = known ?? captureForLater(value, MOST_LINKED, ignore);
    if (!found) return 0;
    if (found.truncated) this.counts.linkTruncated += 1;
    const { text, json } = found;
    const whole = known && text instanceof Snapshot ? text.whole : text;
    // The mask may change the copy that it gets.
    const content = { text: mask && known ? String(whole) : whole, json };
    this.#recorder.content(state, side, content, CONTENT.LINKED | CONTENT.LOCAL, root);
    return text.length;
  }

  /**
   * A mask sees what would leave: the text, or what its JSON stands for. If it throws, or answers with a promise, the content is dropped.
   * @param {SpanState} state @param {Direction} direction @param {Captured | undefined} captured
   */
  #masked(state, direction, captured) {
    if (!captured) return undefined;
    if (captured.truncated) this.counts.truncated += 1;
    const { mask, capture, onError } = this.#settings;
    if (!mask) return captured;
    try {
      const { kind, name } = state.template;
      const masked = mask(contentOf(captured), { kind, name, direction });
      ignoreRejection(masked);
      if (typeof (/** @type {any} */ (masked)?.then) === 'function')
        throw new TypeError('mask() must answer at once, not with a promise');
      return captureForLater(masked, capture.maxValueBytes);
    } catch (error) {
      this.counts.maskFailed += 1;
      onError(new Error('mask() failed, so the content was dropped', { cause: error }));
      return undefined;
    }
  }
}

/** Whether links could be found by a value alone. @param {unknown} value */
const tells = (value) =>
  typeof value === 'string' ||
  typeof value === 'number' ||
  typeof value === 'bigint' ||
  (typeof value === 'object' && value !== null);

/** Whether the text of a snapshot will not be cut, though escapes make it longer. @param {Captured | undefined} captured @param {number} limit */
const isWhole = (captured, limit) =>
  captured !== undefined &&
  !captured.truncated &&
  (typeof captured.text === 'string' || captured.text.length * 2 <= limit);

/** What a mask sees: data where it can be had. A snapshot that was cut may not be JSON any more. @param {Captured} captured */
function contentOf({ text, json }) {
  if (typeof text !== 'string') return text.data;
  try {
    return json ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}
