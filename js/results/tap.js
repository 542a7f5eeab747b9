// An object is shadowed once, however often it is returned: the tap is what its shadows report to.
import { shadow } from './shadow.js';

/** @typedef {import('./watch.js').Watch} Watch */
/** @typedef {import('./index.js').How} How */
/** @typedef {import('./index.js').Place} Place */

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

/** Ends what watches `target`. @param {object} target @param {How} how */
export const endFor = (target, how) => taps.get(target)?.end(how);

/** What is read: items that several readers get are counted once. @typedef {Tap | Cursor} Source */

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
    for (let i = 0; i < this.#watches.length && i < DEEPEST; i++) {
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

/** A function that calls `fn` in a place. @param {Function} fn @param {Place} place */
function within(fn, { context, store }) {
  /** @this {unknown} @param {...unknown} args */
  return function (...args) {
    if (!context.enter) return context.run(store, fn, this, args);
    const outer = context.enter(store);
    try {
      return Reflect.apply(fn, this, args);
    } finally {
      context.leave?.(outer);
    }
  };
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
    if (!this.#hasLeft) this.#source.end(how, error);
  }
}

/**
 * Shadows a method with one that steps aside when nobody listens.
 * @param {Tap} tap @param {any} target @param {PropertyKey} name @param {(original: Function, thisArg: any, args: any[]) => any} replacement
 */
export function tapMethod(tap, target, name, replacement) {
  return shadow(
    target,
    name,
    (original) =>
      /** @this {any} @param {...any} args */
      function (...args) {
        return tap.isLive ? replacement(original, this, args) : Reflect.apply(original, this, args);
      },
  );
}

/**
 * What is done about a step. `before` gives the arguments, where the caller stands, and may pause the tap until the step has returned; `after` gives the
 * result. What they share is set last in `before`: the stack may end in it.
 * @typedef {{ before?: (args: any[]) => any[], after?: (result: any, args: any[]) => any, failed?: (error: unknown) => void }} Step
 */

/**
 * Shadows a method that runs with what its listeners have active. It takes one frame of the user's stack.
 * @param {Tap} tap @param {any} target @param {PropertyKey} name @param {Step} step
 */
export function tapStep(tap, target, name, { before, after, failed }) {
  return shadow(
    target,
    name,
    (original) =>
      /** @this {any} @param {...any} args */
      function (...args) {
        if (!tap.isLive) return Reflect.apply(original, this, args);
        let call = original;
        let given = args;
        let isSeen = false;
        /** @type {Place | undefined} */
        let entered;
        let outer;
        try {
          if (before) given = before(args);
          isSeen = true;
          const { places } = tap;
          const outermost = places.pop();
          call = places.reduce(within, original);
          if (outermost?.context.enter) {
            outer = outermost.context.enter(outermost.store);
            entered = outermost;
          } else if (outermost) call = within(call, outermost);
        } catch {
          // There is no stack left.
        }
        let result;
        /** @type {{ error: unknown } | undefined} */
        let thrown;
        try {
          result = Reflect.apply(call, this, given);
        } catch (error) {
          thrown = { error };
        }
        tap.isPaused = false;
        try {
          entered?.context.leave?.(outer);
          if (isSeen && thrown) failed?.(thrown.error);
          else if (isSeen && after) result = after(result, args);
        } catch {}
        if (thrown) throw thrown.error;
        return result;
      },
  );
}

/**
 * Looks at what a method returned.
 * @param {Tap} tap @param {any} target @param {PropertyKey} name @param {(result: any, args: any[]) => void} [look]
 */
export function tapResult(tap, target, name, look) {
  return tapStep(tap, target, name, {
    after(result, args) {
      look?.(result, args);
      return result;
    },
  });
}
