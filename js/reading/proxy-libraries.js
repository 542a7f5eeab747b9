// Knows where reactive libraries keep the raw values behind their proxies.
import { isObject, own } from './data.js';

/** @typedef {import('./proxy-registry.js').Made} Made */

/** Traps by which a proxy can notice a read. */
const READS = ['get', 'has', 'ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf'];
/** Source text in the `get` trap of proxies whose target is the raw value, such as those of Vue and TanStack Query. */
const RAW_TARGET = /__v_raw|trackProp/;
/** Descriptions of symbols by which libraries mark a target. */
const SOLID = 'solid-proxy';
const MOBX = 'mobx administration';

/** Whether a handler's proxies have the raw value as target. Cached, as reading a function's source takes long. @type {WeakMap<object, boolean>} */
const rawTargets = new WeakMap();
/** Copies of observable records, by MobX's administration. @type {WeakMap<object, Record<string, unknown>>} */
const records = new WeakMap();
/** @type {symbol | undefined} */
let mobx;
/** MobX's global state, if MobX was loaded before proxies were noted. Otherwise every MobX proxy was noted. @type {{ trackingDerivation: unknown } | undefined} */
let olderMobx;

/** Call this when proxies begin to be noted. */
export function lookBack() {
  olderMobx = /** @type {any} */ (globalThis).__mobxGlobals;
}

/**
 * Returns the raw value behind a proxy that was noted when it was made, or undefined if it cannot be read.
 * @param {object} proxy @param {Made} made @param {(object: any) => any} rawOf
 */
export function rawOfMade(proxy, [target, handler], rawOf) {
  // The target or the handler may itself be a proxy.
  const raw = target && rawOf(handler) === handler ? rawOf(target) : undefined;
  if (!raw || READS.every((trap) => !(trap in handler)) || hasRawTarget(handler)) return raw;
  for (const symbol of Object.getOwnPropertySymbols(raw)) {
    if (symbol.description === SOLID && own(raw, symbol) === proxy) return raw;
    if (symbol.description === MOBX) mobx = symbol;
  }
  return ofMobx(raw, proxy);
}

/** @param {any} handler */
function hasRawTarget(handler) {
  let isRaw = rawTargets.get(handler);
  if (isRaw === undefined) {
    isRaw = typeof handler.get === 'function' && RAW_TARGET.test(Function.prototype.toString.call(handler.get));
    rawTargets.set(handler, isRaw);
  }
  return isRaw;
}

/**
 * The raw value that MobX keeps behind a proxy: a list, or a record of values.
 * @param {any} object the proxy or its target: both return their administration without side effects @param {object} proxy
 */
function ofMobx(object, proxy) {
  const administration = mobx && own(object, mobx);
  const values = own(administration, 'proxy_') === proxy ? own(administration, 'values_') : undefined;
  return values instanceof Map ? recordOf(administration, values) : values;
}

/** Returns the same record each time, so that a circular structure is recognized. @param {object} administration @param {Map<string, object>} values */
function recordOf(administration, values) {
  const record = records.get(administration) ?? {};
  records.set(administration, record);
  for (const key of Object.keys(record)) delete record[key];
  // Computed values are left out.
  for (const [key, observable] of values)
    if (Object.hasOwn(observable, 'enhancer_'))
      Object.defineProperty(record, key, { value: own(observable, 'value_'), enumerable: true, configurable: true });
  return record;
}

/**
 * Returns the raw value of an object that may be a proxy made before proxies were noted. It reads only what such libraries return without side effects.
 * @param {any} object @param {object | null} prototype its own
 */
export function rawOfOlder(object, prototype) {
  // This makes Svelte's proxies throw, and changes nothing for others.
  Reflect.setPrototypeOf(object, prototype);
  if (!olderMobx) return ofVue(object) ?? object;
  // The same as MobX's `untracked`.
  const { trackingDerivation } = olderMobx;
  olderMobx.trackingDerivation = null;
  try {
    const raw = ofVue(object);
    if (raw) return raw;
    mobx ??= Object.getOwnPropertySymbols(object).find(({ description }) => description === MOBX);
    return ofMobx(object, object) ?? object;
  } finally {
    olderMobx.trackingDerivation = trackingDerivation;
  }
}

/** Vue returns this before it tracks the reader. @param {any} object */
function ofVue(object) {
  const raw = object.__v_raw;
  return isObject(raw) && !Object.hasOwn(object, '__v_raw') ? raw : undefined;
}
