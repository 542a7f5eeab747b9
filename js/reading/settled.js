/** Results of promises that spanloom saw settle: values are walked as if they stood in the promise's place. @type {WeakMap<object, { value: unknown }>} */
const results = new WeakMap();

/** @param {object} promise @param {unknown} value */
export const noteSettled = (promise, value) => {
  results.set(promise, { value });
};

/** @param {object} promise */
export const settledResult = (promise) => results.get(promise);
