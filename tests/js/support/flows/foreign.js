// Runs in another realm: its promises and its async functions are not ours.
globalThis.foreign = {
  Promise,
  /** @param {Promise<unknown>} promise */
  wait: async (promise) => await promise,
  /** @param {Promise<unknown>} promise @param {() => unknown} fn */
  call: async (promise, fn) => {
    await promise;
    return await fn();
  },
};
