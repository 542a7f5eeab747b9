// An object is shadowed once, however often it is returned: the tap is what its shadows report to.
import { shadow } from './shadow.js';

/** @typedef {import('./watch.js').Watch} Watch */
/** @typedef {import('./index.js').How} How */

/** Contexts within each other: there is one for each tracer that has spans around a call. */
const DEEPEST = 8;
/** Most listeners of one stream or iterator: each item is handed to all of them. */
const MOST_WATCHES = 128;

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
  if (!tap.add(watch, kind === 'thenable' ? Number.POSITIVE_INFINITY : MOST_WATCHES)) return watch.end('unobservable');
  watch.endWith(target);
  watch.watching(kind);
}

/** What is read: items that several readers get are counted once. @typedef {Tap | Cursor} Source */

export class Tap {
  tap = this;
  /** Items seen. */
  at = 0;
  /** Cursors on it. */
  open = 0;
  /** Steps that have not settled. */
  busy = 0;
  /** @type {How | undefined} */
  over;
  /** @type {unknown} */
  error;
  /** A reader may outlive the variable that held the target: it holds it by this, so that `collected` is true. */
  target;
  /** Those still listening. @type {Watch[]} */
  #watches = [];
  /** When the list is this long, ended watches are removed. */
  #room = MOST_WATCHES;
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
      this.#room = Math.min(Math.max(2 * this.#watches.length, MOST_WATCHES), most);
    }
    return this.#watches.length < this.#room && this.#watches.push(watch) > 0;
  }

  get isLive() {
    return this.#watches.some((watch) => watch.isLive);
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

  /** A handler as it is to be called by a step: where it stands now, not within the step. @param {unknown} handler */
  bind(handler) {
    if (typeof handler !== 'function') return handler;
    return this.#nearest.reduce((bound, watch) => watch.bind(bound), handler);
  }

  /** Those whose context counts. One object may be the result of many calls; it is nested only so deep. */
  get #nearest() {
    return this.#watches.length > DEEPEST ? this.#watches.slice(0, DEEPEST) : this.#watches;
  }

  /**
   * Runs a step for all who listen. The first of them is nearest: it made the object.
   * @param {Function} fn @param {unknown} thisArg @param {unknown[]} args
   */
  run(fn, thisArg, args) {
    const [first, ...others] = this.#nearest;
    if (others.length === 0) return first ? first.run(fn, thisArg, args) : Reflect.apply(fn, thisArg, args);
    return others.reduce(
      (inner, watch) => () => watch.run(inner, undefined, []),
      () => first.run(fn, thisArg, args),
    )();
  }
}

/** One reader of a source: an iterator, a stream reader, a branch of a tee. */
export class Cursor {
  /** Items seen, counted from the beginning of the source. @type {number} */
  at;
  /** Cursors on it. */
  open = 0;
  /** @type {Tap} */
  tap;
  #source;
  #hasLeft = false;

  /** @param {Source} source */
  constructor(source) {
    this.#source = source;
    this.tap = source.tap;
    this.at = source.at;
    source.open += 1;
  }

  /** Passes on what no other reader of the source has seen. @param {unknown} item */
  item(item) {
    this.at += 1;
    if (this.at > this.#source.at) this.#source.item(item);
  }

  /** Reads no more, but the source can be read on. */
  leave() {
    if (!this.#hasLeft) this.#source.open -= 1;
    this.#hasLeft = true;
  }

  /** Reads no more; the source is over when nobody else reads it. @param {How} how @param {unknown} [error] */
  close(how, error) {
    if (this.#hasLeft) return;
    this.leave();
    if (this.#source.open === 0) this.#source.close(how, error);
  }

  /** The source is over for all. @param {How} how @param {unknown} [error] */
  end(how, error) {
    if (!this.#hasLeft) this.tap.end(how, error);
  }
}

/**
 * Shadows a method with one that steps aside when nobody listens.
 * @param {Tap} tap @param {any} target @param {PropertyKey} name @param {import('./shadow.js').Replacement} replacement
 */
export function tapMethod(tap, target, name, replacement) {
  return shadow(target, name, (original, thisArg, args) =>
    tap.isLive ? replacement(original, thisArg, args) : Reflect.apply(original, thisArg, args),
  );
}

/**
 * Looks at what a method returned.
 * @param {Tap} tap @param {any} target @param {PropertyKey} name @param {(result: any, args: any[]) => void} look
 */
export function tapResult(tap, target, name, look) {
  return tapMethod(tap, target, name, (original, thisArg, args) => {
    const result = tap.run(original, thisArg, args);
    try {
      look(result, args);
    } catch {}
    return result;
  });
}
