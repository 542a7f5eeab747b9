// Follows what a function returned until nothing more can come of it. The result is never replaced: its methods are shadowed on that one object,
// so identity, prototype and private fields stay as they are.
import { isObject } from '../reading/data.js';
import { isNativePromise, passThrough, whenSettled } from '../reading/native-promise.js';
import { isPlain } from '../reading/observed.js';
import { noteSettled } from '../reading/settled.js';
import { heldBy, watcherOf, watcherOfMember } from './source.js';
import { Watch } from './watch.js';

/**
 * How a result ended.
 * - `returned`: a value that was complete, at once or when its promise settled
 * - `drained`: an iterator or stream that was read to its end
 * - `cancelled`: the reader stopped early: `break`, `return()`, `cancel()`, or the result's own AbortController
 * - `error`: it failed; the error is passed along
 * - `collected`: it was garbage-collected, so nobody can read it any more
 * - `timeout`, `evicted`: `expire()` was called, because nothing happened for a while or to make room
 * - `unobservable`: a frozen stream, iterator or thenable, which cannot be followed; or a stream or iterator that 128 calls follow already
 * @typedef {'returned' | 'drained' | 'cancelled' | 'error' | 'collected' | 'timeout' | 'evicted' | 'unobservable'} How
 */

/** A value that is active in a context, such as a span. @typedef {{ context: import('../context/from-storage.js').Context, store: unknown, before?: { found: unknown } }} Place */

/**
 * Receives what happens to a result. Errors that these methods throw are ignored.
 * @typedef {Object} Observer
 * @property {(value: unknown, stage: 'returned' | 'resolved' | 'completed', promise?: object) => void} value
 *   `returned`: the value that the caller gets, always reported, and first; `resolved`: the value that `promise` (a promise or thenable) resolved to;
 *   `completed`: the return value of a generator, unless undefined
 * @property {(item: unknown) => void} item a yielded or streamed item, just before its reader receives it
 * @property {(how: How, error?: unknown, failure?: { error: unknown }) => void} end called exactly once, and last; `failure` is the first rejection of
 *   a promise inside the result
 * @property {boolean} [isOutermost] whether the result leaves the traced program
 * @property {() => Place} [place] the place where the steps of an iterator, stream or thenable run, so that the span is active in a generator's body, whoever
 *   reads it
 * @property {(kind: 'promise' | 'thenable' | 'iterator' | 'stream', watch: Watch, promise?: object) => void} watching
 *   called when the result outlives the call, and again when a promise resolves to a stream. `watch.expire()` ends it. For a `promise`, the observer decides
 *   how to notice that it was garbage-collected, as most settle soon; `watch` does not hold it
 */

/**
 * Observes a function's result and returns it: the same object, or, for a promise that no other code holds yet, a new promise that settles like it. So an
 * unhandled rejection stays unhandled. No other code holds the promises of `async` functions, of the steps of native async generators, and of the platform's
 * streams.
 * The observer must not hold the result strongly, or `collected` cannot happen.
 * @template T
 * @param {T} value @param {Observer} observer @param {boolean} [isOwnPromise] whether `value` is the promise of an `async` function
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
    // No stack is left. The caller must still get the new promise: nothing else would handle its rejection.
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
    // An object that a library observes, such as a reactive proxy, is left alone.
    if (typeof value !== 'object' || value === null || !isPlain(value)) return watch.end('returned');
    const watcher = watcherOf(value);
    if (watcher) return watcher(watch, value, settle);
    const held = heldBy(value);
    watch.endsWithAnswer = held.watcher !== undefined;
    if (held.watcher) held.watcher(watch, held.member, settle);
    else if (held.promises.length > 0) watchPromises(watch, value, held.promises);
    else watch.end('returned');
  } catch {
    watch.end('unobservable');
  }
}

/**
 * Follows a list or record that holds promises: it is complete when they have settled. If one resolves to a stream or iterator, that is followed instead.
 * From here on their rejections count as handled, so the first is reported.
 * @param {Watch} watch @param {object} holder @param {Promise<any>[]} promises
 */
function watchPromises(watch, holder, promises) {
  /** Set to 0 when a stream or iterator was found. */
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
      const watcher = pending > 0 && isObject(value) && watcherOfMember(value);
      if (!watcher) return onSettled();
      pending = 0;
      watcher(watch, value, settle);
    };
    whenSettled(promise, onValue, onError);
  }
  watch.watching('promise', holder);
}
