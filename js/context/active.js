/**
 * What is active in this realm where the language has no AsyncContext and the runtime no AsyncLocalStorage.
 * `isRestored` says that it was brought back after an `await`.
 * @type {{ active: unknown, isRestored: boolean }}
 */
export const slot = { active: undefined, isRestored: false };

/** @param {unknown} active */
export function restore(active) {
  slot.active = active;
  slot.isRestored = true;
}

export function clear() {
  slot.active = undefined;
  slot.isRestored = false;
}
