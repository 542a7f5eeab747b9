// Nothing in the language tells a proxy from other objects without running its traps. So the global `Proxy` notes each that is made while a tracer is open.
import { realm } from '../base/realm.js';
import { lookBack, rawOfMade, rawOfOlder } from './proxy-libraries.js';

export { rawOfOlder };

/** What a proxy was made of; nothing is known of one that can be revoked. @typedef {[target?: any, handler?: any]} Made */

/** All copies of the package have one. @typedef {{ made: WeakMap<object, Made>, users: number, restore: () => void }} Registry */

/** Undefined as long as no tracer was open. @type {Registry['made'] | undefined} */
let known;

/**
 * What can be read in place of an object without anybody noticing: itself, the raw value behind the proxy of a library, or undefined where nothing can.
 * @param {any} object @returns {any}
 */
export function rawOf(object) {
  const made = known?.get(object);
  return made ? rawOfMade(object, made, rawOf) : object;
}

/** Nothing tells. Minifiers take calls of such functions away. @type {(value: any) => any} */
function unknown() {}

/** Whether a value is a promise, whatever its realm and class; and whether it is a generator whose steps are the language's own. */
export { unknown as holdsPromise, unknown as isNativeGenerator };

/** Notes proxies until the function is called that it returns. */
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

/** @param {WeakMap<object, Made>} made @returns {() => void} puts back what was there */
function install(made) {
  const Native = globalThis.Proxy;
  const revocable = Native?.revocable;
  if (!revocable) return () => {};
  /** @param {object} proxy @param {any[]} parts */
  const note = (proxy, parts) => {
    try {
      made.set(proxy, /** @type {Made} */ (parts));
    } catch {
      // There is no stack left.
    }
  };
  // Proxies of the originals look like them.
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

/** Where built-ins are frozen nothing happens. @param {any} holder @param {string} key @param {unknown} value @returns {() => void} undoes it, unless somebody else has replaced it since */
function replace(holder, key, value) {
  const found = Object.getOwnPropertyDescriptor(holder, key);
  if (!found?.writable || !Reflect.defineProperty(holder, key, { ...found, value })) return () => {};
  return () => {
    if (Object.getOwnPropertyDescriptor(holder, key)?.value === value) Reflect.defineProperty(holder, key, found);
  };
}
