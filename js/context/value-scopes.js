// Where a call without an active span belongs, by the values that it was given: a value is known within the spans that received it, and,
// once a span gave it, within the span around that one. Only open spans count. What the values leave open is told as unknown, never guessed.
import { isObject } from '../identity/object-ids.js';
import { slot } from './active.js';

/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */
/** @typedef {import('../index.js').Kind} Kind */
/** @typedef {{ parent?: SpanState, isUnknown?: boolean }} Place */

/** Shorter strings turn up anywhere. */
const SHORTEST = 8;
const MOST_VALUES = 32;
const DEPTH = 2;
/** A value that this many spans hold is shared by all and tells nothing. */
const MOST_HOLDERS = 64;

export class ValueScopes {
  /** @type {WeakMap<object, Set<SpanState>>} */
  #byObject = new WeakMap();
  /** @type {Map<string, Set<SpanState>>} */
  #byString = new Map();
  /** Open spans, and the strings they hold. @type {Map<SpanState, Set<string>>} */
  #open = new Map();
  /** Functions that were called where nothing was open: another such call is a new beginning. @type {Set<number>} */
  #entries = new Set();
  /** Changes with every job in which spans start. @type {object | undefined} */
  #job;
  /** @type {WeakMap<SpanState, object>} */
  #startedIn = new WeakMap();

  /** @param {SpanState} state */
  opened(state) {
    if (state.ended || this.#open.has(state)) return;
    slot.open += 1;
    if (!this.#job) {
      this.#job = {};
      queueMicrotask(() => {
        this.#job = undefined;
      });
    }
    this.#startedIn.set(state, this.#job);
    this.#open.set(state, new Set());
  }

  /** @param {SpanState} state */
  closed(state) {
    for (const string of this.#open.get(state) ?? []) {
      const holders = this.#byString.get(string);
      holders?.delete(state);
      if (holders?.size === 0) this.#byString.delete(string);
    }
    if (this.#open.delete(state)) slot.open -= 1;
  }

  /** What an open span was given, or one of its children gave. @param {SpanState | undefined} state @param {Iterable<unknown>} values */
  hold(state, values) {
    const strings = state && this.#open.get(state);
    if (!state || !strings) return;
    for (const value of within(values)) {
      const isString = typeof value === 'string';
      const holders = (isString ? this.#byString.get(value) : this.#byObject.get(value)) ?? new Set();
      if (holders.size >= MOST_HOLDERS) for (const each of holders) if (each.ended) holders.delete(each);
      if (holders.size >= MOST_HOLDERS) continue;
      holders.add(state);
      if (isString) {
        strings.add(value);
        this.#byString.set(value, holders);
      } else this.#byObject.set(value, holders);
    }
  }

  /**
   * The span in which a call was made, as far as its arguments tell.
   * @param {unknown} tracer whose spans count @param {number} fn number of the called function @param {Kind} kind @param {Iterable<unknown>} args
   * @returns {Place}
   */
  find(tracer, fn, kind, args) {
    const open = [...this.#open.keys()].filter((state) => state.tracer === tracer);
    if (open.length === 0) this.#entries.add(fn);
    if (open.length === 0 || this.#entries.has(fn)) return {};
    const known = [...within(args)]
      .map((value) => this.#holders(tracer, value))
      .filter((holders) => holders.length > 0);
    if (known.length === 0) return kind === 'workflow' ? {} : this.#onlyRoot(open);
    const telling = known.filter((holders) => holders.every(({ trace }) => trace === holders[0].trace));
    if (telling.length === 0 || telling.some(([{ trace }]) => trace !== telling[0][0].trace))
      return { isUnknown: true };
    // The caller is at or below the outermost holder of each value.
    const [bound, ...others] = telling.map(outermost).sort((a, b) => depth(b) - depth(a));
    if (!others.every((other) => isWithin(bound, other))) return { isUnknown: true };
    const isInner = (/** @type {SpanState} */ state) => state !== bound && isWithin(state, bound);
    return telling.flat().some((state) => isInner(state) && this.#canGoOn(state))
      ? { isUnknown: true }
      : { parent: bound };
  }

  /** @param {SpanState[]} open @returns {Place} */
  #onlyRoot(open) {
    const roots = open.filter(({ parent }) => !parent || !open.includes(parent));
    const isAlone = open.every((state) => roots.includes(state) || !this.#canGoOn(state));
    return roots.length === 1 && isAlone ? { parent: roots[0] } : { isUnknown: true };
  }

  /** Whether code of an open span may be running: not behind its first `await` as long as the job lasts in which it began. @param {SpanState} state */
  #canGoOn(state) {
    return !this.#job || this.#startedIn.get(state) !== this.#job;
  }

  /** @param {unknown} tracer @param {string | object} value @returns {SpanState[]} open spans that hold it */
  #holders(tracer, value) {
    const holders = typeof value === 'string' ? this.#byString.get(value) : this.#byObject.get(value);
    return [...(holders ?? [])].filter((state) => state.tracer === tracer && !state.ended);
  }
}

/**
 * The values and what is in them, outer ones first: objects, and strings that are not short.
 * @param {Iterable<unknown>} values @returns {Set<string | object>}
 */
function within(values) {
  /** @type {Set<string | object>} */
  const found = new Set();
  let level = [...values];
  for (let depth = 0; depth <= DEPTH && level.length > 0; depth++) {
    const next = [];
    for (const value of level) {
      if (found.size >= MOST_VALUES) return found;
      if (typeof value === 'string' ? value.length < SHORTEST : !isObject(value)) continue;
      found.add(/** @type {string | object} */ (value));
      next.push(...members(value));
    }
    level = next;
  }
  return found;
}

/** @param {unknown} value @returns {unknown[]} */
function members(value) {
  if (!isObject(value)) return [];
  try {
    const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
    return isPlain ? Object.values(value).slice(0, MOST_VALUES) : [];
  } catch {
    // A getter or proxy of the user's.
    return [];
  }
}

/** @param {SpanState} state */
function depth(state) {
  let depth = 0;
  for (let { parent } = state; parent; parent = parent.parent) depth += 1;
  return depth;
}

/** @param {SpanState[]} holders */
const outermost = (holders) => holders.reduce((a, b) => (depth(b) < depth(a) ? b : a));

/** @param {SpanState | undefined} state @param {SpanState} ancestor */
function isWithin(state, ancestor) {
  let at = state;
  while (at && at !== ancestor) at = at.parent;
  return at === ancestor;
}
