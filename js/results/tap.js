// An object is shadowed once, however often it is returned: the tap is what its shadows report to.
import { within } from './within.js';

/** @typedef {import('./watch.js').Watch} Watch */
/** @typedef {import('./index.js').How} How */
/** @typedef {import('./index.js').Place} Place */

/** Contexts within each other: there is one for each tracer that has spans around a call. */
const MAX_CONTEXTS = 8;
/** Most listeners of one stream or iterator: each item is handed to all of them. */
const MAX_WATCHES = 128;

/** @type {WeakMap<object, Tap>} */
const taps = new WeakMap();

/**
 * Makes `watch` hear of what happens to `target`.
 * @param {any} target @param {Watch} watch @param {Parameters<Watch['watching']>[0]} kind
 * @param {(tap: Tap) => boolean} attach shadows the methods of an object that is met for the first time; false if it could not
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

/** Ends what watches `target`. @param {object} target @param {How} how */
export const endFor = (target, how) => taps.get(target)?.end(how);

export class Tap {
  tap = this;
  /** Items seen. */
  at = 0;
  /** Cursors on it. */
  open = 0;
  /** Steps that have not settled. */
  busy = 0;
  /** What happens now is told elsewhere. */
  isPaused = false;
  /** By which a client's stream is ended. @type {AbortSignal | undefined} */
  signal;
  /** @type {How | undefined} */
  over;
  /** @type {unknown} */
  error;
  /** A reader may outlive the variable that held the target: it holds it by this, so that `collected` is true. */
  target;
  /** Those still listening. @type {Watch[]} */
  #watches = [];
  /** When the list is this long, ended watches are removed. */
  #room = MAX_WATCHES;
  /** Iterators shadowed already. */
  #known = new WeakSet();

  /** @param {object} target */
  constructor(target) {
    this.target = target;
  }

  /** @param {Watch} watch @param {number} most @returns {boolean} whether there was room */
  add(watch, most) {
    if (this.#watches.length >= this.#room) {
      this.#watches = this.#watches.filter(({ isLive }) => isLive);
      this.#room = Math.min(Math.max(2 * this.#watches.length, MAX_WATCHES), most);
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

  /** Takes the listeners away: what comes now is for them alone. */
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

  /** Where a step runs: of each context, where the first listener has it that has one. It is nearest, as it made the object. */
  get places() {
    /** @type {Place[]} */
    const places = [];
    for (let i = 0; i < this.#watches.length && i < MAX_CONTEXTS; i++) {
      const { place } = this.#watches[i];
      if (place && !places.some(({ context }) => context === place.context)) places.push(place);
    }
    return places;
  }

  /** A handler as it is to be called by a step: where it stands now, not within the step. @param {any} handler */
  bind(handler) {
    if (typeof handler !== 'function') return handler;
    return this.places.reduce((fn, { context }) => within(fn, { context, store: context.get() }), handler);
  }
}
