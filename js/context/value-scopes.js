// Where a call without an active span belongs, by the values that it was given: a value is known within the spans that received it, and,
// once a span gave it, within the span around that one. Only open spans count. What the values leave open is told as unknown, never guessed.
import { keysOf } from './value-keys.js';

/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */
/** @typedef {import('../index.js').Kind} Kind */
/** @typedef {{ parent?: SpanState, isUnknown?: boolean }} Place */
/** @typedef {Set<SpanState>} Holders open spans */
/** @typedef {{ parent: SpanState | undefined, job: object | undefined, held: Map<string | Holders, Holders> }} Scope `held` has strings by their key, and the rest by itself */

/** Beyond these, what came first is forgotten. */
const MOST_OPEN = 1024;
const MOST_HELD = 256;

export class ValueScopes {
  /** @type {WeakMap<object, Holders>} */
  #byObject = new WeakMap();
  /** @type {Map<string, Holders>} */
  #byString = new Map();
  /** @type {Map<SpanState, Scope>} */
  #open = new Map();
  /** The span around a span, also when that has ended. @type {WeakMap<SpanState, SpanState>} */
  #parents = new WeakMap();
  /** Functions that were called where nothing was open: another such call is a new beginning. @type {Set<number>} */
  #entries = new Set();
  /** Changes with every job in which spans start. @type {object | undefined} */
  #job;

  /** Something runs in a span. @param {SpanState} state */
  opened(state) {
    if (state.ended || this.#open.has(state)) return;
    if (!this.#job) {
      this.#job = {};
      queueMicrotask(() => {
        this.#job = undefined;
      });
    }
    const { parent } = state;
    if (parent) this.#parents.set(state, parent);
    this.#open.set(state, { parent, job: this.#job, held: new Map() });
    if (this.#open.size > MOST_OPEN) for (const [oldest] of this.#open) return this.closed(oldest);
  }

  /** @param {SpanState} state */
  closed(state) {
    const scope = this.#open.get(state);
    if (!scope) return;
    for (const key of scope.held.keys()) this.#release(state, scope, key);
    this.#open.delete(state);
  }

  /** What an open span was given, or one of its children gave. @param {SpanState | undefined} state @param {Iterable<unknown>} values */
  hold(state, values) {
    const scope = state && this.#open.get(state);
    if (!state || !scope) return;
    for (const key of keysOf(values)) {
      const holders = this.#holders(key) ?? new Set();
      holders.add(state);
      if (typeof key === 'string') this.#byString.set(key, holders);
      else this.#byObject.set(key, holders);
      scope.held.set(typeof key === 'string' ? key : holders, holders);
      if (scope.held.size > MOST_HELD)
        for (const oldest of scope.held.keys()) return this.#release(state, scope, oldest);
    }
  }

  /** @param {SpanState} state @param {Scope} scope @param {string | Holders} key */
  #release(state, scope, key) {
    const holders = scope.held.get(key);
    scope.held.delete(key);
    holders?.delete(state);
    if (typeof key === 'string' && holders?.size === 0) this.#byString.delete(key);
  }

  /**
   * The span in which a call was made, as far as its arguments tell.
   * @param {{ settings: { sample: unknown } }} tracer whose spans count @param {number} fn number of the called function @param {Kind} kind @param {Iterable<unknown>} args
   * @returns {Place}
   */
  find(tracer, fn, kind, args) {
    // What is open here: without code that may have gone on, nothing can have called.
    const open = new Set([...this.#open.keys()].filter((state) => state.tracer === tracer && this.#canGoOn(state)));
    if (open.size === 0) this.#entries.add(fn);
    if (open.size === 0 || this.#entries.has(fn) || kind === 'workflow') return {};
    const known = [...keysOf(args)]
      .map((key) => [...(this.#holders(key) ?? [])].filter((state) => open.has(state)))
      .filter((holders) => holders.length > 0);
    // Where traces are left out by sampling, the caller may be in one of those.
    if (known.length === 0)
      return open.size === 1 && tracer.settings.sample === 1 ? this.#root(open) : { isUnknown: true };
    const telling = known.filter((holders) => holders.every(({ trace }) => trace === holders[0].trace));
    if (telling.length === 0 || telling.some(([{ trace }]) => trace !== telling[0][0].trace))
      return { isUnknown: true };
    // The caller is at or below the outermost holder of each value.
    const [bound, ...others] = telling
      .map((holders) => this.#outermost(holders))
      .sort((a, b) => this.#depth(b) - this.#depth(a));
    const isCertain =
      others.every((other) => this.#isWithin(bound, other)) &&
      telling.flat().every((state) => state === bound || !this.#isWithin(state, bound));
    return isCertain ? { parent: bound } : { isUnknown: true };
  }

  /** @param {Set<SpanState>} open the only one @returns {Place} */
  #root([state]) {
    const { parent } = /** @type {Scope} */ (this.#open.get(state));
    return parent && this.#open.has(parent) ? { isUnknown: true } : { parent: state };
  }

  /** @param {string | object} key */
  #holders(key) {
    return typeof key === 'string' ? this.#byString.get(key) : this.#byObject.get(key);
  }

  /** Whether code of an open span may be running: not behind its first `await` as long as the job lasts in which it began. @param {SpanState} state */
  #canGoOn(state) {
    return !this.#job || this.#open.get(state)?.job !== this.#job;
  }

  /** @param {SpanState} state */
  #depth(state) {
    let depth = 0;
    for (let at = this.#parents.get(state); at; at = this.#parents.get(at)) depth += 1;
    return depth;
  }

  /** @param {SpanState[]} holders */
  #outermost(holders) {
    return holders.reduce((a, b) => (this.#depth(b) < this.#depth(a) ? b : a));
  }

  /** @param {SpanState} state @param {SpanState} ancestor */
  #isWithin(state, ancestor) {
    /** @type {SpanState | undefined} */
    let at = state;
    while (at && at !== ancestor) at = this.#parents.get(at);
    return at === ancestor;
  }
}
