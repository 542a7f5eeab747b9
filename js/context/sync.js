// What is active in this realm, where neither the language nor the runtime keeps it: until a function returns, and in code that waited for a followed promise.
// All copies of the package share one slot, so they recognize each other's promises.
import { realm } from '../base/realm.js';

/**
 * @typedef {object} Slot
 * @property {unknown} active
 * @property {boolean} isRestored whether it was restored after an `await`
 * @property {{ found: unknown } | undefined} before if nothing was active when the running code began to wait: what the stack showed then
 * @property {Map<number, unknown>} waiting what is active in the code that each marker, by number, waits for
 * @property {number} markers how many markers were made
 */

/** @returns {Slot} */
export const sync = () => {
  const shared = realm();
  shared.sync ??= { active: undefined, isRestored: false, before: undefined, waiting: new Map(), markers: 0 };
  return shared.sync;
};

/** Makes a value active until `leave`. @param {unknown} active @param {boolean} isRestored @returns the state to pass to `leave` */
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
 * Calls `fn` while a value is active.
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

/** Restores what was active in code that has waited, until `end`. @param {unknown} active @param {Slot['before']} before */
export function begin(active, before) {
  sync().before = before;
  restore(active);
}

/** Makes nothing active. */
export function end() {
  sync().before = undefined;
  restore(undefined, false);
}
