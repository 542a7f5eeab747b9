// Generators, iterators and async iterables: each step is observed as its reader takes it. No step is taken here.
import { isNativeGenerator } from '#proxies';
import { API_STREAM } from '../providers/openai-client.js';
import { dataOf, hasGetter, hasMethod } from '../reading/data.js';
import { isNativePromise, passThrough, whenSettled } from '../reading/native-promise.js';
import { isPlain, readable } from '../reading/observed.js';
import { Cursor } from './cursor.js';
import { listen } from './tap.js';
import { tapResult, tapStep } from './tap-method.js';

/** @typedef {import('./cursor.js').Source} Source */
/** @typedef {import('./tap.js').Tap} Tap */
/** @typedef {import('./watch.js').Watch} Watch */

/** The `next` methods of native generators. */
const generatorSteps = () =>
  [async function* () {}, function* () {}].map((generator) => Object.getPrototypeOf(generator).prototype.next);

/** @param {Watch} watch @param {any} iterator */
export function watchIterator(watch, iterator) {
  listen(iterator, watch, 'iterator', (tap) => {
    const isGenerator = isNativeGenerator(iterator) ?? generatorSteps().includes(iterator.next);
    if (!tapIterator(tap, iterator, isGenerator)) return false;
    // A generator is its own iterator. A database cursor with `next` may return others.
    if (!isGenerator && hasMethod(iterator, Symbol.asyncIterator)) tapIterable(tap, iterator, Symbol.asyncIterator);
    return true;
  });
}

/** @param {Watch} watch @param {any} iterable */
export function watchIterable(watch, iterable) {
  listen(iterable, watch, 'iterator', (tap) => {
    if (!tapIterable(tap, iterable, Symbol.asyncIterator)) return false;
    const [iterator, controller] = API_STREAM;
    if (Object.hasOwn(iterable, iterator)) tapIterable(tap, iterable, iterator);
    // A running step reports its own end: these clients also abort after an error.
    const onAbort = () => {
      if (tap.busy === 0) tap.end('cancelled');
    };
    const abort = dataOf(iterable, controller);
    if (abort instanceof AbortController) {
      tap.signal = abort.signal;
      tap.signal.addEventListener('abort', onAbort, { once: true });
    }
    return true;
  });
}

/**
 * Observes the iterators that a method returns.
 * @param {Source} source @param {any} iterable @param {PropertyKey} method @param {boolean} [isNative] whether the method is the platform's
 */
export function tapIterable(source, iterable, method, isNative = false) {
  const { tap } = source;
  return tapResult(tap, iterable, method, (iterator, args) => {
    if (tap.meets(iterator))
      tapIterator(new Cursor(source), iterator, isNative, dataOf(readable(args[0]), 'preventCancel'));
  });
}

/** The result of a step. If reading it would run code, it counts as an item. @param {any} result */
export const plainResult = (result) =>
  result && (!isPlain(result) || hasGetter(result, 'done') || hasGetter(result, 'value')) ? { value: result } : result;

/**
 * @param {Source} cursor @param {any} iterator @param {boolean} isOwn whether no other code holds the promises that its steps return
 * @param {boolean} [isKept] whether the source can still be read after `return()`
 * @returns {boolean} whether it is observed
 */
function tapIterator(cursor, iterator, isOwn, isKept = false) {
  const { tap } = cursor;
  /** How many steps are running within each other. */
  let depth = 0;
  /** @param {() => void} atEnd @param {boolean} [isReturn] @returns {import('./tap-method.js').Step} */
  const step = (atEnd, isReturn) => {
    /** @param {any} given */
    const onResult = (given) => {
      tap.busy -= 1;
      const result = isOwn ? given : plainResult(given);
      // `return` may return anything, and a database cursor's `next` may return a row.
      const isOver = isReturn ? result?.done !== false : result.done;
      if (!isOver && ('done' in result || 'value' in result)) cursor.item(result.value);
      if (!isOver) return;
      if (!isReturn) tap.complete(result.value);
      atEnd();
    };
    /** @param {unknown} error */
    const onError = (error) => {
      tap.busy -= 1;
      cursor.close('error', error);
    };
    return {
      before(args) {
        depth += 1;
        tap.busy += 1;
        return args;
      },
      after(result) {
        depth -= 1;
        if (!isNativePromise(result)) {
          onResult(result);
          return result;
        }
        return (isOwn ? passThrough : whenSettled)(result, onResult, onError, tap.places[0]);
      },
      failed(error) {
        depth -= 1;
        // The language rejects a generator that calls itself while it runs; the outer step goes on.
        if (depth > 0) tap.busy -= 1;
        else onError(error);
      },
    };
  };
  const onDone = () => cursor.end(tap.signal?.aborted ? 'cancelled' : 'drained');
  if (!tapStep(tap, iterator, 'next', step(onDone))) return false;
  tapStep(tap, iterator, 'throw', step(onDone));
  tapStep(
    tap,
    iterator,
    'return',
    step(() => (isKept ? cursor.leave() : cursor.close('cancelled')), true),
  );
  return true;
}
