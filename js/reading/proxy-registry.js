// The language has no test for proxies that runs no trap. So while a tracer is open, the global `Proxy` is replaced by one that notes each proxy that is made.
import { realm } from '../base/realm.js';
import { lookBack, rawOfMade, rawOfOlder } from './proxy-libraries.js';

export { rawOfOlder };

/** The arguments that a proxy was made with; empty for a revocable one. @typedef {[target?: any, handler?: any]} Made */

/** Shared by all copies of the package. @typedef {{ made: WeakMap<object, Made>, users: number, restore: () => void }} Registry */

/** Undefined until the first tracer opens. @type {Registry['made'] | undefined} */
let known;

/**
 * Returns what to read in place of an object, without side effects: the object itself, the raw value behind a library's proxy, or undefined if there is none.
 * @param {any} object @returns {any}
 */
export function rawOf(object) {
  const made = known?.get(object);
  return made ? rawOfMade(object, made, rawOf) : object;
}

/** Unknown in a page. Minifiers remove calls of an empty function. @type {(value: any) => any} */
function unknown() {}

/** Whether a value is a promise of any realm and class; whether it is a generator with the language's own methods. */
export { unknown as holdsPromise, unknown as isNativeGenerator };

/** Notes proxies until the returned function is called. */
export function noteProxies() {
  const { proxies = { made: new WeakMap(), users: 0, restore: () => {} } } = realm();
  realm().proxies = proxies;
  lookBack();
  known = proxies.made;
  proxies.users += 1;
  if (proxies.users === 1) proxies.restore = install(proxies.made);
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    proxies.users -= 1;
    if (proxies.users === 0) proxies.restore();
  };
}

/** Replaces the global `Proxy`. @param {WeakMap<object, Made>} made @returns {() => void} restores it */
function install(made) {
  const Native = globalThis.Proxy;
  const revocable = Native?.revocable;
  if (!revocable) return () => {};
  /** @param {object} proxy @param {any[]} parts */
  const note = (proxy, parts) => {
    try {
      made.set(proxy, /** @type {Made} */ (parts));
    } catch {
      // No stack is left.
    }
  };
  // Proxies of the originals, so that they look the same.
  /** @type {any} */
  const Noting = new Native(Native, {
    construct(target, args, newTarget) {
      const proxy = Reflect.construct(target, args, newTarget === Noting ? target : newTarget);
      note(proxy, args);
      return proxy;
    },
  });
  const noting = new Native(revocable, {
    apply(target, thisArg, args) {
      const pair = Reflect.apply(target, thisArg, args);
      note(pair.proxy, []);
      return pair;
    },
  });
  const restores = [replace(Native, 'revocable', noting), replace(globalThis, 'Proxy', Noting)];
  return () => {
    for (const restore of restores) restore();
  };
}

/** Replaces a property. Does nothing if built-ins are frozen. @param {any} holder @param {string} key @param {unknown} value @returns {() => void} restores it, unless other code has replaced it since */
function replace(holder, key, value) {
  const found = Object.getOwnPropertyDescriptor(holder, key);
  if (!found?.writable || !Reflect.defineProperty(holder, key, { ...found, value })) return () => {};
  return () => {
    if (Object.getOwnPropertyDescriptor(holder, key)?.value === value) Reflect.defineProperty(holder, key, found);
  };
}
