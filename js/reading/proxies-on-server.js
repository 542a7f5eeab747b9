// Node, Deno and Bun can identify proxies, but not their targets. They can also identify promises and generators.
import { types } from 'node:util';

const textOf = (/** @type {Function} */ fn) => Function.prototype.toString.call(fn);

/** The source text of the language's own `next`. It is the same in all realms, and no program can produce it. */
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
