// What the copies of the package in one realm share: a monorepo has several, as has a program that is bundled in parts, or a module that is evaluated again.
// Ids, functions and marks; what a span holds cannot be reached from here.

/** @typedef {import('../index.js').Tracer} Api */
/** @typedef {{ isOpen(): boolean, api: Api }} Entry */
/** A function that was wrapped: by the tracer of `init`, where it has no owner. @typedef {{ fn: Function, kind: string, name: string, owner: object | undefined }} Wrapped */

/**
 * @typedef {object} Realm
 * @property {number} protocol which meaning the rest has
 * @property {import('../context/from-storage.js').Context} [context] what carries the active span
 * @property {import('../context/sync.js').Slot} [sync] the same where the runtime has nothing for it
 * @property {Entry[]} tracers those of `init`, one for each copy that called it
 * @property {WeakMap<Function, Wrapped>} wrapped
 * @property {WeakMap<object, number>} exporters how many open tracers use each
 * @property {import('../page/network.js').Network} [network] of the page
 * @property {import('../reading/proxy-registry.js').Registry} [proxies] those that were made while a tracer was open
 * @property {Set<import('../delivery/exit.js').Flushable>} [waiting] what is to be delivered before the program ends
 * @property {Map<string, object>} [builds] the public names of each package that is there as ES modules, as CommonJS, or as both
 * @property {boolean} [isTold] whether the user knows that there are several copies
 */

const KEY = Symbol.for('spanloom');
const PROTOCOL = 1;

/** @type {Realm | undefined} */
let joined;

/** Joined when it is needed first: while the package loads, nothing happens. */
export const realm = () => {
  joined ??= join();
  return joined;
};

/** The functions of the first copy whose tracer is open: what a copy uses that has none. @returns {Api | undefined} */
export function firstApi() {
  const shared = realm();
  const api = shared.tracers.find(({ isOpen }) => isOpen())?.api;
  if (api && !shared.isTold) {
    shared.isTold = true;
    warn('what one copy was told by init() holds for the other');
  }
  return api;
}

/** @param {string} what */
const warn = (what) => console.warn(`spanloom is loaded twice: ${what}`);

/** @returns {Realm} */
function join() {
  const own = { protocol: PROTOCOL, tracers: [], wrapped: new WeakMap(), exporters: new WeakMap() };
  const found = Object.getOwnPropertyDescriptor(globalThis, KEY);
  if (isRealm(found?.value)) return found?.value;
  if (found) warn('incompatible versions, whose traces are separate');
  // Where globals are frozen, each copy is alone.
  else Reflect.defineProperty(globalThis, KEY, { value: own });
  return own;
}

/** Another version may have left something else there, and so may anybody. @param {any} value */
function isRealm(value) {
  try {
    const { protocol, tracers, wrapped, exporters } = value;
    const isWhole = Array.isArray(tracers) && [wrapped, exporters].every((map) => map instanceof WeakMap);
    return protocol === PROTOCOL && isWhole && Object.isExtensible(value);
  } catch {
    return false;
  }
}
