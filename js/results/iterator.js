// Generators, iterators and async iterables: each step is watched as its consumer takes it; none is taken from here.
import { brandOf } from '../capture/plain.js';
import { isNativePromise, observe } from './native-promise.js';
import { Cursor, listen, tapMethod, tapResult } from './tap.js';

/** @typedef {import('./tap.js').Source} Source */
/** @typedef {import('./tap.js').Tap} Tap */
/** @typedef {import('./watch.js').Watch} Watch */

/** @param {any} value */
export const isIterator = (value) =>
  typeof value.next === 'function' && (typeof value[Symbol.iterator] === 'function' || isAsyncIterable(value));

/** @param {any} value */
export const isAsyncIterable = (value) => typeof value[Symbol.asyncIterator] === 'function';

/** @param {Watch} watch @param {any} iterator */
export function watchIterator(watch, iterator) {
  listen(iterator, watch, 'iterator', (tap) => {
    if (!tapIterator(tap, iterator)) return false;
    // A generator is its own iterator; a database cursor with `next` may hand out others.
    if (isAsyncIterable(iterator) && brandOf(iterator) !== 'AsyncGenerator')
      tapIterable(tap, iterator, Symbol.asyncIterator);
    return true;
  });
}

/** @param {Watch} watch @param {any} iterable */
export function watchIterable(watch, iterable) {
  listen(iterable, watch, 'iterator', (tap) => {
    if (!tapIterable(tap, iterable, Symbol.asyncIterator)) return false;
    // The streams of the OpenAI and Anthropic clients: `tee` goes through `iterator`, and `controller` aborts.
    if (Object.hasOwn(iterable, 'iterator')) tapIterable(tap, iterable, 'iterator');
    const signal = iterable.controller?.signal;
    // A step that is under way says itself how it ends: these clients also abort after an error.
    const onAbort = () => {
      if (tap.busy === 0) tap.end('cancelled');
    };
    if (signal instanceof AbortSignal) signal.addEventListener('abort', onAbort, { once: true });
    return true;
  });
}

/**
 * Watches the iterators that a method hands out.
 * @param {Source} source @param {any} iterable @param {PropertyKey} method
 */
export function tapIterable(source, iterable, method) {
  const { tap } = source;
  return tapResult(tap, iterable, method, (iterator, args) => {
    if (tap.meets(iterator)) tapIterator(new Cursor(source), iterator, args[0]?.preventCancel);
  });
}

/** @param {any} target */
const isAborted = (target) => target.controller?.signal?.aborted === true;

/**
 * @param {Source} cursor @param {any} iterator @param {boolean} [isKept] the source can be read on after `return()`
 * @returns {boolean} whether it is watched
 */
function tapIterator(cursor, iterator, isKept = false) {
  const { tap } = cursor;
  let isRunning = false;
  /** @param {() => void} atEnd @param {boolean} isReturn */
  const step = (atEnd, isReturn) => {
    /** @param {any} result */
    const onResult = (result) => {
      tap.busy -= 1;
      try {
        // `return` may answer with anything, and a database cursor's `next` with a row.
        const isOver = isReturn ? result?.done !== false : result.done;
        if (!isOver && ('done' in result || 'value' in result)) cursor.item(result.value);
        if (!isOver) return;
        if (!isReturn) tap.complete(result.value);
        atEnd();
      } catch {}
    };
    /** @param {unknown} error */
    const onError = (error) => {
      tap.busy -= 1;
      cursor.close('error', error);
    };
    /** @type {import('./shadow.js').Replacement} */
    return (original, thisArg, args) => {
      const isNested = isRunning;
      isRunning = true;
      tap.busy += 1;
      let result;
      try {
        result = tap.run(original, thisArg, args);
      } catch (error) {
        // A generator that calls itself while it runs is refused, and goes on.
        if (isNested) tap.busy -= 1;
        else onError(error);
        throw error;
      } finally {
        isRunning = isNested;
      }
      try {
        if (isNativePromise(result)) observe(result, onResult, onError);
        else onResult(result);
      } catch {}
      return result;
    };
  };
  const onDone = () => cursor.end(isAborted(tap.target) ? 'cancelled' : 'drained');
  if (!tapMethod(tap, iterator, 'next', step(onDone, false))) return false;
  tapMethod(tap, iterator, 'throw', step(onDone, false));
  tapMethod(
    tap,
    iterator,
    'return',
    step(() => (isKept ? cursor.leave() : cursor.close('cancelled')), true),
  );
  return true;
}
