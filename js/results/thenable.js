// Thenables that are not plain promises: lazy queries, and the promises of API clients with methods of their own.
// `then` may start the work, so nothing here calls it: only the user's own call is observed.
import { holdsPromise } from '#proxies';
import { API_PROMISE } from '../providers/openai-client.js';
import { hasMethod } from '../reading/data.js';
import { isNativePromise, isOfRealm, passThrough, whenSettled } from '../reading/native-promise.js';
import { tapIterable } from './iterator.js';
import { listen } from './tap.js';
import { tapMethod, tapResult, tapStep } from './tap-method.js';

/** @typedef {import('./watch.js').Watch} Watch */

/**
 * @param {Watch} watch @param {any} thenable
 * @param {(watch: Watch, value: unknown, promise: object) => void} settle called with the value that it resolved to
 */
export function watchThenable(watch, thenable, settle) {
  listen(thenable, watch, 'thenable', (tap) => {
    /** @param {unknown} value */
    const onValue = (value) => {
      for (const each of tap.take()) settle(each, value, thenable);
    };
    /** @param {unknown} error */
    const onError = (error) => {
      for (const each of tap.take()) each.end('error', error);
    };
    const isTapped = tapThen(tap, thenable, onValue, onError);
    // Paginated lists and queries can also be iterated. Some iterate themselves when they are awaited.
    if (isTapped && isIterable(thenable)) tapIterable(tap, thenable, Symbol.asyncIterator);
    return isTapped;
  });
}

/** @param {any} thenable */
const isIterable = (thenable) => hasMethod(thenable, Symbol.asyncIterator);

/** @typedef {import('../reading/native-promise.js').Listener} Listener */
/** @typedef {import('./tap.js').Tap} Tap */

/** @param {Tap} tap @param {any} thenable @param {Listener} onValue @param {Listener} onError */
function tapParse(tap, thenable, onValue, onError) {
  const [parse, asResponse] = API_PROMISE;
  let isParsed = false;
  tapResult(tap, thenable, asResponse, (response) => {
    const onResponse = (/** @type {unknown} */ value) => isParsed || onValue(value);
    if (isNativePromise(response)) whenSettled(response, onResponse, onError);
  });
  tapResult(tap, thenable, parse, (parsed) => {
    isParsed = true;
    if (isNativePromise(parsed)) whenSettled(parsed, onValue, onError);
  });
}

/** @param {Tap} tap @param {any} thenable @param {Listener} onValue @param {Listener} onError */
function tapThen(tap, thenable, onValue, onError) {
  // A handler in place of a missing one, for real promises. Another thenable may behave differently without a handler.
  const isPromise = holdsPromise(thenable) ?? isOfRealm(thenable);
  const same = isPromise ? (/** @type {unknown} */ value) => value : undefined;
  const rethrow = isPromise
    ? (/** @type {unknown} */ error) => {
        throw error;
      }
    : undefined;

  /** @param {unknown} handler @param {Listener} listener @param {Function} [missing] */
  const after = (handler, listener, missing) => {
    const next = typeof handler === 'function' ? handler : missing;
    if (!next) return handler;
    /** @this {unknown} @param {...unknown} args */
    return function (...args) {
      listener(args[0]);
      return Reflect.apply(next, this, args);
    };
  };
  /** Without all handlers, the call returned a new promise, which reports the rest. No other code holds it. @param {unknown} result */
  const followed = (result) => (tap.isLive && isNativePromise(result) ? passThrough(result, onValue, onError) : result);

  // The work that `then` starts belongs to the step that returned the thenable. The handlers belong to where `then` is called.
  const isTapped = tapStep(tap, thenable, 'then', {
    before([onFulfilled, onRejected, ...rest]) {
      const handlers = [
        after(tap.bind(onFulfilled), onValue, same),
        after(tap.bind(onRejected), onError, rethrow),
        ...rest,
      ];
      tap.isPaused = isIterable(thenable);
      return handlers;
    },
    after(result, [onFulfilled, onRejected]) {
      const hasBoth = isPromise || (typeof onFulfilled === 'function' && typeof onRejected === 'function');
      return hasBoth ? result : followed(result);
    },
    failed: onError,
  });
  if (!isTapped) return false;
  if (API_PROMISE.every((method) => hasMethod(thenable, method))) {
    tapParse(tap, thenable, onValue, onError);
    return true;
  }
  tapMethod(tap, thenable, 'catch', (original, thisArg, args) =>
    // Some promises accept a class of errors first, so the handler is the last argument.
    followed(
      Reflect.apply(original, thisArg, [...args.slice(0, -1), ...args.slice(-1).map((arg) => after(arg, onError))]),
    ),
  );
  tapMethod(tap, thenable, 'finally', (original, thisArg, args) => followed(Reflect.apply(original, thisArg, args)));
  return true;
}
