// Runs a function in a place.
/** @typedef {import('./index.js').Place} Place */

/** Returns a function that calls `fn` in a place. @param {Function} fn @param {Place} place */
export function within(fn, { context, store }) {
  /** @this {unknown} @param {...unknown} args */
  return function (...args) {
    if (!context.enter) return context.run(store, fn, this, args);
    const outer = context.enter(store);
    try {
      return Reflect.apply(fn, this, args);
    } finally {
      context.leave?.(outer);
    }
  };
}
