// Node, Deno and Bun tell which objects are proxies, but not what they stand for, and which are promises and generators.
import { types } from 'node:util';

const textOf = (/** @type {Function} */ fn) => Function.prototype.toString.call(fn);

/** The text of `next` as the language has it in all realms, which no program can write. */
const NEXT = textOf((function* () {})().next);

/** @type {typeof import('./proxy-registry.js').rawOf} */
export const rawOf = (object) => (types.isProxy(object) ? undefined : object);

/** @type {typeof import('./proxy-registry.js').holdsPromise} */
export const holdsPromise = (value) => types.isPromise(value);

/** @type {typeof import('./proxy-registry.js').isNativeGenerator} */
export const isNativeGenerator = (value) => types.isGeneratorObject(value) && textOf(value.next) === NEXT;

/** @type {typeof import('./proxy-registry.js').rawOfOlder} */
export const rawOfOlder = (object) => object;

/** @type {typeof import('./proxy-registry.js').noteProxies} */
export const noteProxies = () => () => {};
