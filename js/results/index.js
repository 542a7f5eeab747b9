// Watching what a function returned, until it has handed over all it has. Nothing is replaced: methods of the returned
// object are shadowed on that one object, so that identity, prototype and private fields stay as they are.
import { isObject } from '../reading/data.js';
import { isNativePromise, passThrough, whenSettled } from '../reading/native-promise.js';
import { isPlain } from '../reading/observed.js';
import { noteSettled } from '../reading/settled.js';
import { heldBy, lifeOf, lifeOfMember } from './source.js';
import { Watch } from './watch.js';

/**
 * How a result came to its end.
 * - `returned`: a value that is complete as it is, at once or when its promise settled
 * - `drained`: an iterator or stream that was read to its end
 * - `cancelled`: left early: `break`, `return()`, `cancel()`, or its own AbortController
 * - `error`: it failed, with the error beside it
 * - `collected`: nobody could read it any more
 * - `timeout`, `evicted`: `expire()` was called, as nothing happened for a while or there was no room
 * - `unobservable`: a frozen stream, iterator or thenable, of which nothing will be seen, or a stream or iterator that 128 calls are watching already
 * @typedef {'returned' | 'drained' | 'cancelled' | 'error' | 'collected' | 'timeout' | 'evicted' | 'unobservable'} How
 */

/** Something that is active in a context. @typedef {{ context: import('../context/from-storage.js').Context, store: unknown, before?: { found: unknown } }} Place */

/**
 * Who is told. Errors thrown by these methods are swallowed.
 * @typedef {Object} Observer
 * @property {(value: unknown, stage: 'returned' | 'resolved' | 'completed', promise?: object) => void} value
 *   `returned`: what the caller gets, always and first; `resolved`: what `promise` (a promise or thenable) settled to;
 *   `completed`: the return value of a generator, unless undefined
 * @property {(item: unknown) => void} item a yielded or streamed item, just before its reader gets it
 * @property {(how: How, error?: unknown, failure?: { error: unknown }) => void} end exactly once, after which nothing else is called; `failure` is
 *   the first rejection of a promise that the result holds
 * @property {boolean} [isOutermost] whether the result leaves the traced program
 * @property {() => Place} [place] where the steps of an iterator, a stream and a thenable run: so that the span is active in a generator's body, whoever pulls it
 * @property {(kind: 'promise' | 'thenable' | 'iterator' | 'stream', watch: Watch, promise?: object) => void} watching
 *   the result outlives the call: `watch.expire()` ends it; called again when a promise settles to a stream. It is left to the observer to have the
 *   watch end with a `promise`, as most settle soon; `watch` does not hold it
 */

/**
 * Observes a function's result and returns it: the same object, but for a promise that is known to nobody else yet. The promise of an `async` function
 * is one; so are those that the steps of native async generators and of platform streams give. A promise that follows is returned instead, so that
 * a rejection that nobody handles still is one that nobody handled.
 * The observer must not hold the result strongly, or `collected` cannot happen.
 * @template T
 * @param {T} value @param {Observer} observer @param {boolean} [isOwnPromise] `value` came from an `async` function
 * @returns {T}
 */
export function watchResult(value, observer, isOwnPromise = false) {
  const watch = new Watch(observer);
  if (!isNativePromise(value)) {
    watch.value(value, 'returned');
    watchShape(watch, value);
    return value;
  }
  /** @type {{ promise: object }} */
  const result = { promise: value };
  /** @param {unknown} resolved */
  const onValue = (resolved) => settle(watch, resolved, result.promise);
  /** @param {unknown} error */
  const onError = (error) => watch.end('error', error);
  const attend = isOwnPromise ? passThrough : whenSettled;
  result.promise = attend(value, onValue, onError, watch.place);
  try {
    watch.value(result.promise, 'returned');
    watch.watching('promise', value);
  } catch {
    // There is no stack left. Whoever called has to get the promise that follows: nobody else would handle its rejection.
  }
  return /** @type {T} */ (result.promise);
}

/** @param {Watch} watch @param {unknown} value @param {object} promise */
function settle(watch, value, promise) {
  if (!watch.isLive) return;
  watch.value(value, 'resolved', promise);
  watchShape(watch, value);
}

/** @param {Watch} watch @param {any} value */
function watchShape(watch, value) {
  try {
    // What is observed is left as it is.
    if (typeof value !== 'object' || value === null || !isPlain(value)) return watch.end('returned');
    const life = lifeOf(value);
    if (life) return life(watch, value, settle);
    const held = heldBy(value);
    watch.endsWithAnswer = held.life !== undefined;
    if (held.life) held.life(watch, held.member, settle);
    else if (held.promises.length > 0) watchPromises(watch, value, held.promises);
    else watch.end('returned');
  } catch {
    watch.end('unobservable');
  }
}

/**
 * A list or record is complete when the promises in it have settled; if one settles to a source, when that is over.
 * Their rejections count as handled from here on, so the first is told.
 * @param {Watch} watch @param {object} holder @param {Promise<any>[]} promises
 */
function watchPromises(watch, holder, promises) {
  /** 0 when a source was found. */
  let pending = promises.length;
  const onSettled = () => {
    pending -= 1;
    if (pending !== 0) return;
    watch.value(holder, 'resolved');
    watch.end('returned');
  };
  /** @param {unknown} error */
  const onError = (error) => {
    watch.failure ??= { error };
    onSettled();
  };
  for (const promise of promises) {
    /** @param {any} value */
    const onValue = (value) => {
      noteSettled(promise, value);
      const life = pending > 0 && isObject(value) && lifeOfMember(value);
      if (!life) return onSettled();
      pending = 0;
      life(watch, value, settle);
    };
    whenSettled(promise, onValue, onError);
  }
  watch.watching('promise', holder);
}
