// Values of promises that have settled. The walks over a value read them in place of the promise.
/** @type {WeakMap<object, { value: unknown }>} */
const results = new WeakMap();

/** @param {object} promise @param {unknown} value */
export const noteSettled = (promise, value) => {
  results.set(promise, { value });
};

/** @param {object} promise */
export const settledResult = (promise) => results.get(promise);
