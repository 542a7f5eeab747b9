// A WebAssembly core that traps where it is told to. To be imported before the core is loaded.

/** Calls of the exports so far, in order. @type {string[]} */
let calls = [];
let strikeAt = 0;

const { instantiate } = WebAssembly;
Object.assign(WebAssembly, {
  /** @param {WebAssembly.Module} module */
  async instantiate(module) {
    const { exports } = await instantiate(module);
    const wrapped = Object.entries(exports).map(([name, value]) => [
      name,
      typeof value === 'function' ? failing(name, value) : value,
    ]);
    return { exports: Object.fromEntries(wrapped) };
  },
});

/** @param {string} name @param {Function} fn */
const failing =
  (name, fn) =>
  (/** @type {unknown[]} */ ...args) => {
    if (calls.push(name) === strikeAt) throw new WebAssembly.RuntimeError('unreachable');
    return fn(...args);
  };

export const core = {
  /** @param {number} [at] the call that traps */
  watch(at = 0) {
    [calls, strikeAt] = [[], at];
  },

  stop() {
    strikeAt = 0;
    return [...calls];
  },
};
