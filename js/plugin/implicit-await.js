// `for await`, `yield*` and `await using` wait for what a method returned, with no `await` to be seen: they get these methods instead.
// Each brings back what is active, calls the method and takes it away again.

/** @typedef {import('./after-await.js').AsyncCall} AsyncCall */
/** @typedef {'wait' | 'give'} Suspension */

/** What `for await` goes over. @param {AsyncCall} call @param {any} iterable */
export const eachOf = (call, iterable) => relay(call, iterable, 'wait');

/** What `yield*` delegates to. @param {AsyncCall} call @param {any} iterable */
export const allOf = (call, iterable) => relay(call, iterable, 'give');

/** What `await using` disposes of in place of `resource`. @param {AsyncCall} call @param {any} resource */
export const disposable = (call, resource) =>
  isObject(resource) ? methods(call, resource, 'wait', [known('asyncDispose'), known('dispose')], false) : resource;

/** What `using` calls before it waits (`give`: where there is nothing to dispose of it may, or may not) and behind. @param {AsyncCall} call @param {'give' | 'back'} step */
export const disposing = (call, step) => ({ [known('dispose')]: () => void call[step]() });

/** Where the language does not have it yet, what compilers put in its place. @param {'asyncDispose' | 'dispose'} name */
const known = (name) => Symbol[name] ?? Symbol.for(`Symbol.${name}`);

/** @param {AsyncCall} call @param {any} iterable @param {Suspension} suspension */
function relay(call, iterable, suspension) {
  const method = iterable?.[Symbol.asyncIterator];
  const isAsync = method !== undefined && method !== null;
  const open = isAsync ? method : iterable?.[Symbol.iterator];
  // The language says best what is wrong with it.
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
 * An object with these methods of `target`, which are read when the language reads them.
 * @param {AsyncCall} call @param {any} target @param {Suspension} suspension @param {PropertyKey[]} keys
 * @param {boolean} isSync the language makes an async iterator of it, with all methods, and waits for what they return
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
