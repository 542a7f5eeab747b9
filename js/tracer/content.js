// Content: what is exported of a value, bounded and masked; and what links are found by, which is the value as it was and never leaves.
// In the usual case the two are one snapshot in one record.

import { ignoreRejection } from '../base/ignore-rejection.js';
import { named, wholeOf } from '../capture/args.js';
import { captureForLater } from '../capture/capture-value.js';
import { copyOf } from '../capture/plain.js';
import { Snapshot } from '../capture/snapshot.js';
import * as CONTENT from '../log/records/content.js';
import * as SIDE from '../log/records/side.js';
import { ARGUMENTS, NONE } from '../log/records.js';
import { hasMethod, isObject } from '../reading/data.js';
import { readable } from '../reading/observed.js';

/** @typedef {import('../capture/snapshot.js').Captured} Captured */
/** @typedef {import('../capture/plain.js').Copy} Copy */
/** @typedef {'input' | 'output' | 'error' | 'metadata'} Direction */
/** @typedef {import('./span-state.js').SpanState} SpanState */

/** Characters of one value, and of all items of a span, by which links are found. */
const MAX_LINKED = 4 * 2 ** 20;
const MAX_ITEMS = 4096;
/** Bytes of strings that the core has not taken yet. */
const MAX_WAITING = 96 * 2 ** 20;
/** Shorter pieces of text say nothing alone. */
const SHORTEST_ITEM = 8;
/** Characters that are assembled of a stream at least, where links are found by them. */
const ASSEMBLED = 262_144;
/** Characters beyond what is exported that a mask sees at least: what was cut for it stands well behind what leaves. */
const MARGIN = 4096;
/** For a list of numbers, or base64, where links are found by what it stands for. */
const STAND_IN = /[)s]]/;

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
    this.#record(state, SIDE.INPUT, root, wholeOf(args), state.captureInput, args.some(isInformative), {
      naming: names && ((copy) => named(copy, args.length, names)),
    });
  }

  /**
   * A value that is all of a side: what was said about it, or what the span gave.
   * @param {SpanState} state @param {number} side @param {unknown} value @param {boolean} isExported @param {boolean} [isLinked]
   * @param {boolean} [isCut] it lacks something already
   */
  whole(state, side, value, isExported, isLinked = true, isCut = false) {
    this.#record(state, side, NONE, value, isExported, isLinked && isInformative(value), { isCut });
  }

  /**
   * What may leave of what a request or a result says about itself: it is content as well.
   * @param {SpanState} state @param {'input' | 'output'} direction @param {string | undefined} fact
   */
  fact(state, direction, fact) {
    if (!(direction === 'input' ? state.captureInput : state.captureOutput)) return undefined;
    return this.#settings.mask ? this.text(state, direction, fact) : fact;
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
    const isIgnored = ignore?.(item);
    // What the collector assembles is copies, in which nobody can tell what is to be ignored.
    if (ignore && (json !== undefined || isIgnored)) state.isLinkedByItems = true;
    const isText = typeof item === 'string';
    if (isText ? item.length < SHORTEST_ITEM : json === undefined) return;
    if (isIgnored) return;
    const known = json && !ignore && !STAND_IN.test(json) ? { text: json, json: true, isCut: false } : undefined;
    this.#piece(state, index, () => known ?? captureForLater(item, MAX_LINKED, { ignore, isLinked: true }));
  }

  /** A piece of what is assembled of a stream that is still open. @param {SpanState} state @param {import('../results/text.js').Piece} piece */
  news(state, piece) {
    if (this.#links(state) && !state.isLinkedByItems && piece.text.length >= SHORTEST_ITEM)
      this.#piece(state, NONE, () => piece);
  }

  /** Links by a piece of what a stream gives, as far as there is room. @param {SpanState} state @param {number} root @param {() => Captured | undefined} read */
  #piece(state, root, read) {
    if ((root >= MAX_ITEMS && root !== NONE) || state.itemLength >= MAX_LINKED) {
      this.counts.linkSkipped += 1;
      return;
    }
    const found = read();
    if (!found) return;
    state.itemLength += found.text.length;
    this.#link(state, SIDE.OUTPUT, root, found);
  }

  /** How much of a stream is to be assembled. @param {SpanState} state */
  assembledLimit(state) {
    const exported = state.captureOutput ? this.#reach : 0;
    return this.#links(state) ? Math.max(exported, ASSEMBLED) : exported;
  }

  /** How much of a value that is exported has to be seen. */
  get #reach() {
    const { mask, capture } = this.#settings;
    return mask ? Math.max(capture.maxValueBytes + MARGIN, MAX_LINKED) : capture.maxValueBytes;
  }

  /**
   * The text of what is exported, and by which no links are found. There is none where a mask answers with null.
   * @param {SpanState} state @param {Direction} direction @param {unknown} value
   */
  text(state, direction, value) {
    const found = this.#exported(state, direction, copyOf(value, this.#reach, { isFair: !this.#settings.mask }));
    const text = found?.text.toString();
    return found?.json && text === 'null' ? undefined : text;
  }

  /** Whether links are found by the span's content. @param {SpanState} state */
  #links(state) {
    return this.#settings.links.byContent && state.isLinked;
  }

  /**
   * @param {SpanState} state @param {number} side @param {number} root @param {unknown} value
   * @param {boolean} isExported @param {boolean} isInformative
   * @param {{ naming?: (copy: Copy | undefined) => Copy, isCut?: boolean }} about what is exported
   */
  #record(state, side, root, value, isExported, isInformative, { naming, isCut = false }) {
    const { mask, capture, links } = this.#settings;
    const { ignore } = links.limits;
    const isLinked = isInformative && this.#links(state) && !(root !== ARGUMENTS && ignore?.(value));
    if (!isExported && !isLinked) return;
    // One copy for both.
    const reach = Math.max(isExported ? this.#reach : 0, isLinked ? MAX_LINKED : 0);
    // Where a mask saw less than the whole, only the beginning of what it saw may leave: what was cut stands well behind that.
    const copy = copyOf(value, reach, { ignore: isLinked ? ignore : undefined, isFair: !mask, isLinked });
    const direction = side === SIDE.INPUT ? 'input' : 'output';
    const isShared = isLinked && isExported && !mask && !naming && !ignore && isWhole(copy, capture.maxValueBytes);
    if (isLinked && !isShared && copy) {
      const linked = new Snapshot(copy, MAX_LINKED, true);
      // The mask may change the copy that it gets.
      if (mask) linked.toString();
      this.#link(state, side, root, linked);
    }
    if (!isExported) return;
    const given = naming ? naming(copy) : copy;
    const isLoose = naming !== undefined || (isCut && given?.json === true);
    const exported = this.#exported(state, direction, given && isCut ? { ...given, isCut } : given, isLoose);
    if (exported) this.#recorder.content(state, side, exported, isShared ? CONTENT.LINKED : 0, root);
  }

  /** Records what is for linking alone. @param {SpanState} state @param {number} side @param {number} root @param {Captured} found */
  #link(state, side, root, found) {
    // What leaves is not to go without room because of what does not.
    if (this.#recorder.log.stringBytes > MAX_WAITING) {
      this.counts.linkSkipped += 1;
      return;
    }
    if (found.isCut) this.counts.linkTruncated += 1;
    this.#recorder.content(state, side, found, CONTENT.LINKED | CONTENT.LOCAL, root);
  }

  /**
   * What leaves. A mask sees the value before it is cut. If it throws or answers with a promise, or if what leaves would show
   * where the value was cut for the mask, the content is dropped.
   * @param {SpanState} state @param {Direction} direction @param {Copy | undefined} copy
   * @param {boolean} [isLoose] it may be cut elsewhere than at its end @returns {Captured | undefined}
   */
  #exported(state, direction, copy, isLoose = false) {
    const { mask, capture, onError } = this.#settings;
    const { maxValueBytes } = capture;
    let seen = copy;
    if (mask && copy) {
      const { kind, name } = state.template;
      try {
        const masked = mask(copy.data, { kind, name, direction });
        ignoreRejection(masked);
        if (hasMethod(readable(masked), 'then')) throw new TypeError('mask() must answer at once, not with a promise');
        seen = copyOf(masked, maxValueBytes + MARGIN, { isFair: !copy.isCut });
        const isNear = isLoose || (seen && seen.length < maxValueBytes + MARGIN);
        if (copy.isCut && seen && isNear) throw new RangeError('mask() could not see the whole value: it is too long');
      } catch (error) {
        this.counts.maskFailed += 1;
        onError(
          new Error(`mask() failed for the ${direction} of ${kind} ${name}, which was dropped`, { cause: error }),
        );
        return undefined;
      }
    }
    const captured = seen && new Snapshot(seen, maxValueBytes);
    if (captured?.isCut) this.counts.truncated += 1;
    return captured;
  }
}

/** Whether links could be found by a value alone. @param {unknown} value */
const isInformative = (value) =>
  typeof value === 'string' ||
  typeof value === 'number' ||
  typeof value === 'bigint' ||
  (typeof value === 'object' && value !== null);

/** Whether its text will not be cut, though escapes make it longer, and is what links are found by. @param {Copy | undefined} copy @param {number} limit */
const isWhole = (copy, limit) =>
  copy !== undefined && !copy.isCut && copy.others.length === 0 && copy.length * (copy.json ? 2 : 1) <= limit;
