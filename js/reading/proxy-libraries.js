// Where libraries keep the raw values behind their proxies.
import { isObject, own } from './data.js';

/** @typedef {import('./proxy-registry.js').Made} Made */

/** Traps by which reading is noticed. */
const READS = ['get', 'has', 'ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf'];
/** What stands in `get` of proxies whose target is the raw value: Vue's, TanStack Query's. */
const RAW_TARGET = /__v_raw|trackProp/;
/** What symbols of a target say of whose it is. */
const SOLID = 'solid-proxy';
const MOBX = 'mobx administration';

/** By handler: the text of a function takes long. @type {WeakMap<object, boolean>} */
const rawTargets = new WeakMap();
/** By MobX's administration of an object. @type {WeakMap<object, Record<string, unknown>>} */
const records = new WeakMap();
/** @type {symbol | undefined} */
let mobx;
/** MobX's state, where it was in the page before proxies were noted: else there can be none of its proxies. @type {{ trackingDerivation: unknown } | undefined} */
let olderMobx;

/** To be called when noting begins. */
export function lookBack() {
  olderMobx = /** @type {any} */ (globalThis).__mobxGlobals;
}

/**
 * The raw value of a proxy whose making was seen; undefined where there is none that could be read.
 * @param {object} proxy @param {Made} made @param {(object: any) => any} rawOf
 */
export function rawOfMade(proxy, [target, handler], rawOf) {
  // Either may be a proxy again.
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
 * What MobX has behind a proxy: a list, or a record of values.
 * @param {any} object the proxy or its target, either of which gives its administration silently @param {object} proxy
 */
function ofMobx(object, proxy) {
  const administration = mobx && own(object, mobx);
  const values = own(administration, 'proxy_') === proxy ? own(administration, 'values_') : undefined;
  return values instanceof Map ? recordOf(administration, values) : values;
}

/** The same one each time, so that what holds itself is known again. @param {object} administration @param {Map<string, object>} values */
function recordOf(administration, values) {
  const record = records.get(administration) ?? {};
  records.set(administration, record);
  for (const key of Object.keys(record)) delete record[key];
  // What is computed is no data.
  for (const [key, observable] of values)
    if (Object.hasOwn(observable, 'enhancer_'))
      Object.defineProperty(record, key, { value: own(observable, 'value_'), enumerable: true, configurable: true });
  return record;
}

/**
 * The same of an object that may be a proxy from before proxies were noted: what the libraries that keep state at module level answer silently.
 * @param {any} object @param {object | null} prototype its own
 */
export function rawOfOlder(object, prototype) {
  // Svelte throws; for all others nothing changes.
  Reflect.setPrototypeOf(object, prototype);
  if (!olderMobx) return ofVue(object) ?? object;
  // As MobX's `untracked` does it.
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

/** Vue gives this before it notes who reads. @param {any} object */
function ofVue(object) {
  const raw = object.__v_raw;
  return isObject(raw) && !Object.hasOwn(object, '__v_raw') ? raw : undefined;
}
