// `for await`, `yield*` and `await using` wait for what a method returned, without an `await` in the source. They get wrapped methods instead. Each restores
// what is active, calls the method, and clears it.

/** @typedef {import('./after-await.js').AsyncCall} AsyncCall */
/** @typedef {'wait' | 'give'} Suspension */

/** Returns what `for await` iterates instead. @param {AsyncCall} call @param {any} iterable */
export const eachOf = (call, iterable) => wrapIterable(call, iterable, 'wait');

/** Returns what `yield*` delegates to instead. @param {AsyncCall} call @param {any} iterable */
export const allOf = (call, iterable) => wrapIterable(call, iterable, 'give');

/** Returns what `await using` disposes of instead. @param {AsyncCall} call @param {any} resource */
export const disposable = (call, resource) =>
  isObject(resource) ? methods(call, resource, 'wait', [known('asyncDispose'), known('dispose')], false) : resource;

/** Returns a resource whose disposal runs a step of the call: before the wait and after it. With nothing to dispose of, `using` may not wait, hence `give`. @param {AsyncCall} call @param {'give' | 'back'} step */
export const disposing = (call, step) => ({ [known('dispose')]: () => void call[step]() });

/** The symbol, or the one that compilers use where the language has none yet. @param {'asyncDispose' | 'dispose'} name */
const known = (name) => Symbol[name] ?? Symbol.for(`Symbol.${name}`);

/** @param {AsyncCall} call @param {any} iterable @param {Suspension} suspension */
function wrapIterable(call, iterable, suspension) {
  const method = iterable?.[Symbol.asyncIterator];
  const isAsync = method !== undefined && method !== null;
  const open = isAsync ? method : iterable?.[Symbol.iterator];
  // Left as it is, so that the language reports the error.
  if (typeof open !== 'function') return iterable;
  return {
    __proto__: null,
    [isAsync ? Symbol.asyncIterator : Symbol.iterator]() {
      const iterator = Reflect.apply(open, iterable, []);
      return isObject(iterator) ? methods(call, iterator, suspension, ['next', 'return', 'throw'], !isAsync) : iterator;
    },
  };
}

/**
 * Returns an object with some methods of `target`. Each is read when the language reads it.
 * @param {AsyncCall} call @param {any} target @param {Suspension} suspension @param {PropertyKey[]} keys
 * @param {boolean} isSync whether the language makes an async iterator of it, with all methods, and waits for what they return
 */
function methods(call, target, suspension, keys, isSync) {
  const get = (/** @type {PropertyKey} */ key) => () => {
    const method = target[key];
    if (typeof method !== 'function') {
      if (isSync) call[suspension]();
      return method;
    }
    return (/** @type {unknown[]} */ ...args) => {
      call.back();
      const result = Reflect.apply(method, target, args);
      call[suspension]();
      return result;
    };
  };
  return Object.create(null, Object.fromEntries(keys.map((key) => [key, { get: get(key) }])));
}

/** @param {unknown} value */
const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
