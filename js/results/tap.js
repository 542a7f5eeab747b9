// An object is shadowed once, however often it is returned. Its tap receives what its shadowed methods see, and passes it to all watches.
import { within } from './within.js';

/** @typedef {import('./watch.js').Watch} Watch */
/** @typedef {import('./index.js').How} How */
/** @typedef {import('./index.js').Place} Place */

/** Contexts within each other: each tracer with a span around a call has one. */
const MAX_CONTEXTS = 8;
/** How many watches one stream or iterator can have: each item is passed to all of them. */
const MAX_WATCHES = 128;

/** @type {WeakMap<object, Tap>} */
const taps = new WeakMap();

/**
 * Makes `watch` follow `target`.
 * @param {any} target @param {Watch} watch @param {Parameters<Watch['watching']>[0]} kind
 * @param {(tap: Tap) => boolean} attach shadows the methods of an object that has no tap yet; returns false if it could not
 */
export function listen(target, watch, kind, attach) {
  let tap = taps.get(target);
  if (!tap) {
    tap = new Tap(target);
    if (!attach(tap)) return watch.end('unobservable');
    taps.set(target, tap);
  }
  if (tap.over) return watch.end(tap.over, tap.error);
  if (!tap.add(watch, kind === 'thenable' ? Infinity : MAX_WATCHES)) return watch.end('unobservable');
  watch.endWith(target);
  watch.watching(kind);
}

/** Ends all watches of `target`. @param {object} target @param {How} how */
export const endFor = (target, how) => taps.get(target)?.end(how);

export class Tap {
  tap = this;
  /** Items seen so far. */
  at = 0;
  /** Cursors that are open. */
  open = 0;
  /** Steps that have not settled. */
  busy = 0;
  /** Set while something else reports what happens. */
  isPaused = false;
  /** Aborted to end the stream of an API client. @type {AbortSignal | undefined} */
  signal;
  /** @type {How | undefined} */
  over;
  /** @type {unknown} */
  error;
  /** A reader may outlive the variable that held the target. The reader holds the tap, so the target is not `collected` before. */
  target;
  /** Watches; some may have ended. @type {Watch[]} */
  #watches = [];
  /** When the list has this length, ended watches are removed. */
  #room = MAX_WATCHES;
  /** Iterators that are shadowed already. */
  #known = new WeakSet();

  /** @param {object} target */
  constructor(target) {
    this.target = target;
  }

  /** @param {Watch} watch @param {number} max @returns {boolean} whether there was room */
  add(watch, max) {
    if (this.#watches.length >= this.#room) {
      this.#watches = this.#watches.filter(({ isLive }) => isLive);
      this.#room = Math.min(Math.max(2 * this.#watches.length, MAX_WATCHES), max);
    }
    return this.#watches.length < this.#room && this.#watches.push(watch) > 0;
  }

  get isLive() {
    return !this.isPaused && this.#watches.some((watch) => watch.isLive);
  }

  /** Whether `object` is new to this tap. @param {object} object */
  meets(object) {
    const isNew = object !== this.target && !this.#known.has(object);
    this.#known.add(object);
    return isNew;
  }

  /** @param {unknown} item */
  item(item) {
    this.at += 1;
    for (const watch of this.#watches) watch.item(item);
  }

  /** @param {unknown} value */
  complete(value) {
    if (value !== undefined) for (const watch of this.#watches) watch.value(value, 'completed');
  }

  /** Removes and returns the watches: what comes now is only for them. */
  take() {
    return this.#watches.splice(0);
  }

  /** @param {How} how @param {unknown} [error] */
  end(how, error) {
    this.over ??= how;
    this.error ??= error;
    for (const watch of this.take()) watch.end(how, error);
  }

  /** @param {How} how @param {unknown} [error] */
  close(how, error) {
    this.end(how, error);
  }

  leave() {}

  /** Where a step runs: one place for each context, that of its first watch. The first watch is the innermost: its span made the object. */
  get places() {
    /** @type {Place[]} */
    const places = [];
    for (let i = 0; i < this.#watches.length && i < MAX_CONTEXTS; i++) {
      const { place } = this.#watches[i];
      if (place && !places.some(({ context }) => context === place.context)) places.push(place);
    }
    return places;
  }

  /** Returns a handler that a step may call: it runs in the place where it was passed, not within the step. @param {any} handler */
  bind(handler) {
    if (typeof handler !== 'function') return handler;
    return this.places.reduce((fn, { context }) => within(fn, { context, store: context.get() }), handler);
  }
}
