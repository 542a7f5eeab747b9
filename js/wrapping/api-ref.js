// The tracer behind the functions that `init` and `createTracer` return.

/** @typedef {import('./wrap.js').TracerRef} TracerRef */

/** @type {WeakMap<object, TracerRef>} */
const refs = new WeakMap();

/** @template {object} T @param {T} api @param {TracerRef} ref @returns {T} */
export function withRef(api, ref) {
  refs.set(api, ref);
  return api;
}

/** @param {any} api @returns {TracerRef | undefined} undefined if this copy of the package did not make it */
export const refOf = (api) => (Object(api) === api ? refs.get(api) : undefined);
