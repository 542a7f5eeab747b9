/**
 * What is active in this realm where the language has no AsyncContext and the runtime no AsyncLocalStorage.
 * `isRestored` says that it was brought back after an `await`; `open` counts the spans in which something may run.
 * @type {{ active: unknown, isRestored: boolean, open: number }}
 */
export const slot = { active: undefined, isRestored: false, open: 0 };

/** @param {unknown} active */
export function restore(active) {
  slot.active = active;
  slot.isRestored = true;
}

export function clear() {
  slot.active = undefined;
  slot.isRestored = false;
}
