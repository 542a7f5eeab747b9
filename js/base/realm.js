// What copies of the package in one realm share. A monorepo may have several copies, as may a program that is bundled in parts or reloads modules.
// It holds IDs and functions only; the content of spans cannot be reached from here.

/** @typedef {import('../index.js').Tracer} Api */
/** @typedef {{ isOpen(): boolean, api: Api }} Entry */
/** A wrapped function. It has no owner if it belongs to `init`. @typedef {{ fn: Function, kind: string, name: string, owner: object | undefined }} Wrapped */

/**
 * @typedef {object} Realm
 * @property {number} protocol the version of this type
 * @property {import('../context/from-storage.js').Context} [context] keeps the active span
 * @property {import('../context/sync.js').Slot} [sync] the same, in runtimes that cannot keep it across `await`
 * @property {Entry[]} tracers one for each copy that called `init`
 * @property {WeakMap<Function, Wrapped>} wrapped
 * @property {WeakMap<object, number>} exporters the number of open tracers that use each
 * @property {import('../page/network.js').Network} [network] of the page
 * @property {import('../reading/proxy-registry.js').Registry} [proxies] created while a tracer was open
 * @property {Set<import('../delivery/exit.js').Flushable>} [waiting] flushed before the program ends
 * @property {Map<string, object>} [builds] the public names of each package, loaded as ES modules, as CommonJS, or as both
 * @property {boolean} [isWarned] whether the warning about several copies was printed
 */

const KEY = Symbol.for('spanloom');
const PROTOCOL = 1;

/** @type {Realm | undefined} */
let joined;

/** Returns the realm. Created on first use, as loading the package has no side effects. */
export const realm = () => {
  joined ??= join();
  return joined;
};

/** Returns the API of the first copy whose tracer is open, for copies that have none. @returns {Api | undefined} */
export function firstApi() {
  const shared = realm();
  const api = shared.tracers.find(({ isOpen }) => isOpen())?.api;
  if (api && !shared.isWarned) {
    shared.isWarned = true;
    warn('init() of one copy applies to both');
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
  if (found) warn('the versions are incompatible, so their traces are separate');
  // If globals are frozen, each copy is alone.
  else Reflect.defineProperty(globalThis, KEY, { value: own });
  return own;
}

/** Another version, or other code, may have put something else there. @param {any} value */
function isRealm(value) {
  try {
    const { protocol, tracers, wrapped, exporters } = value;
    const isWhole = Array.isArray(tracers) && [wrapped, exporters].every((map) => map instanceof WeakMap);
    return protocol === PROTOCOL && isWhole && Object.isExtensible(value);
  } catch {
    return false;
  }
}
