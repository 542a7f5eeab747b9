// Watching what a function returned, until it has handed over all it has. Nothing is replaced: methods of the returned
// object are shadowed on that one object, so that identity, prototype and private fields stay as they are.
import { isAsyncIterable, isIterator, watchIterable, watchIterator } from './iterator.js';
import { isNativePromise, observe, transparent } from './native-promise.js';
import { isReadableStream, watchStream } from './stream.js';
import { watchThenable } from './thenable.js';
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

/**
 * Who is told. Errors thrown by these methods are swallowed, except those that `run` passes on from `fn`.
 * @typedef {Object} Observer
 * @property {(value: unknown, stage: 'returned' | 'resolved' | 'completed', promise?: object) => void} value
 *   `returned`: what the caller gets, always and first; `resolved`: what `promise` (a promise or thenable) settled to;
 *   `completed`: the return value of a generator, unless undefined
 * @property {(item: unknown) => void} item a yielded or streamed item, just before its reader gets it
 * @property {(how: How, error?: unknown) => void} end exactly once, after which nothing else is called
 * @property {(fn: Function, thisArg: unknown, args: unknown[]) => any} run calls `fn` and hands on what it returns or throws:
 *   around each step of an iterator, to make the span active in a generator's body whoever pulls it
 * @property {(fn: Function) => Function} bind a function that calls `fn` with what is active now, whenever it is called
 * @property {(kind: 'promise' | 'thenable' | 'iterator' | 'stream', watch: Watch, promise?: object) => void} watching
 *   the result outlives the call: `watch.expire()` ends it; called again when a promise settles to a stream. It is left to the observer to have the
 *   watch end with a `promise`, as most settle soon; `watch` does not hold it
 */

/**
 * Observes a function's result and returns it: the same object, with one exception. The promise of an `async` function is
 * known to nobody else yet, so a promise that follows it is returned instead, and a rejection that nobody handles
 * still is one that nobody handled.
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
  if (isOwnPromise) result.promise = transparent(value, onValue, onError);
  else observe(value, onValue, onError);
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
    if (typeof value !== 'object' || value === null || Array.isArray(value)) watch.end('returned');
    else if (isReadableStream(value)) watchStream(watch, value);
    else if (typeof value.then === 'function') watchThenable(watch, value, settle);
    else if (isIterator(value)) watchIterator(watch, value);
    else if (isAsyncIterable(value)) watchIterable(watch, value);
    else watch.end('returned');
  } catch {
    watch.end('unobservable');
  }
}
