// Records content: the exported form of a value, bounded and masked, and the form that links are found by, which is unmasked and never exported.
// Usually the two are one snapshot in one record.

import { ignoreRejection } from '../base/ignore-rejection.js';
import { named, wholeOf } from '../capture/args.js';
import { captureForLater } from '../capture/capture-value.js';
import { MAX_UNIT_BYTES, unitsIn } from '../capture/cut.js';
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

/** Characters recorded for links: of one value, and of all items of a span. */
const MAX_LINKED = 4 * 2 ** 20;
const MAX_ITEMS = 4096;
/** Bytes of strings in the event log, above which nothing is recorded for links alone. */
const MAX_LOG_BYTES = 96 * 2 ** 20;
/** Shorter pieces of text are not informative. */
const MIN_ITEM_LENGTH = 8;
/** Characters assembled from a stream for links, at least. */
const MIN_ASSEMBLED = 262_144;
/** Characters that a mask sees beyond the exported length, at least. Where the value is truncated for the mask is thus well behind what is exported. */
const MARGIN = 4096;
/** The placeholder of a list of numbers or of base64, in whose place links use the value itself. */
const STAND_IN = /[)s]]/;

export class Content {
  #settings;
  #recorder;
  counts = { truncated: 0, maskFailed: 0, linkTruncated: 0, linkSkipped: 0 };
  #countCut = () => {
    this.counts.truncated += 1;
  };

  /** @param {import('../options/tracer-options.js').Settings} settings @param {import('./recorder.js').Recorder} recorder */
  constructor(settings, recorder) {
    this.#settings = settings;
    this.#recorder = recorder;
  }

  /** How many values are not recorded in full for links. */
  get incomplete() {
    return this.counts.linkTruncated + this.counts.linkSkipped;
  }

  /** Records the arguments of a call. @param {SpanState} state @param {unknown[]} args @param {readonly string[] | undefined} names */
  args(state, args, names) {
    if (args.length === 0) return;
    const root = args.length === 1 ? 0 : ARGUMENTS;
    this.#record(state, SIDE.INPUT, root, wholeOf(args), state.captureInput, args.some(isInformative), {
      naming: names && ((copy) => named(copy, args.length, names)),
    });
  }

  /**
   * Records a value that is a whole side of a span: given to `annotate()`, or the span's result.
   * @param {SpanState} state @param {number} side @param {unknown} value @param {boolean} isExported @param {boolean} [isLinked]
   * @param {boolean} [isCut] whether it is incomplete
   */
  whole(state, side, value, isExported, isLinked = true, isCut = false) {
    this.#record(state, side, NONE, value, isExported, isLinked && isInformative(value), { isCut });
  }

  /**
   * Returns what may be exported of a fact in a request or a result, such as the model. It is content, so capture and mask apply.
   * @param {SpanState} state @param {'input' | 'output'} direction @param {string | undefined} fact
   */
  fact(state, direction, fact) {
    if (!(direction === 'input' ? state.captureInput : state.captureOutput)) return undefined;
    return this.#settings.mask ? this.text(state, direction, fact) : fact;
  }

  /** Whether an item is recorded by itself. A token is not. @param {unknown} item */
  isTaken(item) {
    const { isOn, byContent, limits } = this.#settings.links;
    if (typeof item === 'string') return byContent && (item.length >= MIN_ITEM_LENGTH || limits.ignore !== undefined);
    return isObject(item) && (isOn || byContent);
  }

  /**
   * Records an item as it passes, as it may be used before all items are assembled.
   * @param {SpanState} state @param {unknown} item @param {number} index
   * @param {string | undefined} json the collector's JSON of it; undefined if it is not informative
   */
  item(state, item, index, json) {
    if (!this.#links(state)) return;
    const { ignore } = this.#settings.links.limits;
    const isIgnored = ignore?.(item);
    // The collector assembles copies, for which `links.ignore` cannot decide.
    if (ignore && (json !== undefined || isIgnored)) state.isLinkedByItems = true;
    const isText = typeof item === 'string';
    if (isText ? item.length < MIN_ITEM_LENGTH : json === undefined) return;
    if (isIgnored) return;
    const known = json && !ignore && !STAND_IN.test(json) ? { text: json, json: true, isCut: false } : undefined;
    this.#piece(state, index, () => known ?? captureForLater(item, MAX_LINKED, { ignore, isLinked: true }));
  }

  /** Records a piece of the text assembled from a stream that is still open. @param {SpanState} state @param {import('../results/text.js').Piece} piece */
  assembled(state, piece) {
    if (this.#links(state) && !state.isLinkedByItems && piece.text.length >= MIN_ITEM_LENGTH)
      this.#piece(state, NONE, () => piece);
  }

  /** Returns the content of a message from another process, if there is room for it. @param {unknown} value */
  message(value) {
    const { byContent, limits } = this.#settings.links;
    if (!byContent || !isInformative(value)) return undefined;
    const found = captureForLater(value, MAX_LINKED, { ignore: limits.ignore, isLinked: true });
    return found && this.#hasRoom(found) ? found : undefined;
  }

  /** Records a piece of a stream for links, if there is room. @param {SpanState} state @param {number} root @param {() => Captured | undefined} read */
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

  /** Returns how many characters of a stream to assemble. @param {SpanState} state */
  assembledLimit(state) {
    const exported = state.captureOutput ? this.#reach : 0;
    return this.#links(state) ? Math.max(exported, MIN_ASSEMBLED) : exported;
  }

  /** How many characters of an exported value to copy. */
  get #reach() {
    const { mask, capture } = this.#settings;
    return mask ? Math.max(capture.maxValueBytes + MARGIN, MAX_LINKED) : capture.maxValueBytes;
  }

  /**
   * Returns the exported text of a value that is not used for links; undefined if the mask returns null.
   * @param {SpanState} state @param {Direction} direction @param {unknown} value
   */
  text(state, direction, value) {
    const found = this.#exported(state, direction, copyOf(value, this.#reach, { isFair: !this.#settings.mask }));
    const text = found?.text.toString();
    return found?.json && text === 'null' ? undefined : text;
  }

  /** Whether the span's content is recorded for links. @param {SpanState} state */
  #links(state) {
    return this.#settings.links.byContent && state.isLinked;
  }

  /**
   * @param {SpanState} state @param {number} side @param {number} root @param {unknown} value
   * @param {boolean} isExported @param {boolean} isInformative
   * @param {{ naming?: (copy: Copy | undefined) => Copy, isCut?: boolean }} form of the exported value
   */
  #record(state, side, root, value, isExported, isInformative, { naming, isCut = false }) {
    const { mask, capture, links } = this.#settings;
    const { ignore } = links.limits;
    const isLinked = isInformative && this.#links(state) && !(root !== ARGUMENTS && ignore?.(value));
    if (!isExported && !isLinked) return;
    // One copy for export and links.
    const reach = Math.max(isExported ? this.#reach : 0, isLinked ? MAX_LINKED : 0);
    // If the mask did not see the whole value, only the beginning of what it saw is exported: the cut is well behind that.
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

  /** Records content for links alone. @param {SpanState} state @param {number} side @param {number} root @param {Captured} found */
  #link(state, side, root, found) {
    if (this.#hasRoom(found)) this.#recorder.content(state, side, found, CONTENT.LINKED | CONTENT.LOCAL, root);
  }

  /** Counts content for links alone that is not recorded in full. Returns whether there is room for it. @param {Captured} found */
  #hasRoom({ isCut }) {
    // Exported content has precedence.
    if (this.#recorder.log.stringBytes > MAX_LOG_BYTES) {
      this.counts.linkSkipped += 1;
      return false;
    }
    if (isCut) this.counts.linkTruncated += 1;
    return true;
  }

  /**
   * Returns the exported form. A mask sees the value before it is truncated. The content is dropped if the mask throws or returns a promise, or if the
   * exported form would include the place where the value was truncated for the mask.
   * @param {SpanState} state @param {Direction} direction @param {Copy | undefined} copy
   * @param {boolean} [isLoose] whether it may be truncated elsewhere than at its end @returns {Captured | undefined}
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
        if (hasMethod(readable(masked), 'then'))
          throw new TypeError('mask() must return the masked value, not a promise');
        seen = copyOf(masked, maxValueBytes + MARGIN, { isFair: !copy.isCut });
        const isNear = isLoose || (seen && seen.length < maxValueBytes + MARGIN);
        if (copy.isCut && seen && isNear) throw new RangeError('the value is too long for mask() to see it all');
      } catch (error) {
        this.counts.maskFailed += 1;
        onError(
          new Error(`mask() failed for the ${direction} of ${kind} ${name}, which was dropped`, { cause: error }),
        );
        return undefined;
      }
    }
    return seen && new Snapshot(seen, maxValueBytes, false, this.#countCut);
  }
}

/** Whether a value can be evidence by itself. @param {unknown} value */
const isInformative = (value) =>
  typeof value === 'string' ||
  typeof value === 'number' ||
  typeof value === 'bigint' ||
  (typeof value === 'object' && value !== null);

/** Whether its text fits into so many bytes, even if escapes make it longer, and is the text for links. @param {Copy | undefined} copy @param {number} limit */
const isWhole = (copy, limit) =>
  copy !== undefined &&
  !copy.isCut &&
  copy.others.length === 0 &&
  (copy.json ? copy.length * MAX_UNIT_BYTES <= limit : unitsIn(String(copy.data), limit) === copy.length);
