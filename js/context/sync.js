// What is active in this realm where the language has no AsyncContext and the runtime no AsyncLocalStorage: until a function returns, and in the code
// that waited for a promise of ours. One for all copies of the package, which see each other's promises.
import { realm } from '../base/realm.js';

/**
 * @typedef {object} Slot
 * @property {unknown} active
 * @property {boolean} isRestored whether it was brought back after an `await`
 * @property {{ found: unknown } | undefined} before what was found when the code that goes on now began to wait, where nothing was active
 * @property {Map<number, unknown>} waiting what is active in the code for which a marker of that number waits
 * @property {number} markers how many there were
 */

/** @returns {Slot} */
export const sync = () => {
  const shared = realm();
  shared.sync ??= { active: undefined, isRestored: false, before: undefined, waiting: new Map(), markers: 0 };
  return shared.sync;
};

/** Makes something active until `leave`. @param {unknown} active @param {boolean} isRestored @returns what was active */
export function enter(active, isRestored) {
  const slot = sync();
  const outer = { active: slot.active, isRestored: slot.isRestored };
  slot.active = active;
  slot.isRestored = isRestored;
  return outer;
}

/** @param {ReturnType<typeof enter>} outer */
export const leave = (outer) => restore(outer.active, outer.isRestored);

/**
 * Calls `fn` with something active, until it returns.
 * @param {unknown} active @param {boolean} isRestored @param {Function} fn @param {unknown} thisArg @param {ArrayLike<unknown>} args
 */
export function runWith(active, isRestored, fn, thisArg, args) {
  const outer = enter(active, isRestored);
  try {
    return Reflect.apply(fn, thisArg, args);
  } finally {
    leave(outer);
  }
}

/** @param {unknown} active */
export function restore(active, isRestored = true) {
  const slot = sync();
  slot.active = active;
  slot.isRestored = isRestored;
}

/** Code goes on that waited, until `end`. @param {unknown} active @param {Slot['before']} before */
export function begin(active, before) {
  sync().before = before;
  restore(active);
}

/** Nothing is active any more. */
export function end() {
  sync().before = undefined;
  restore(undefined, false);
}
