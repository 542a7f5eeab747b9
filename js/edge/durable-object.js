// `instrumentDurableObject()`: a class whose requests, alarms and calls are traced.
import { describe } from '../base/check.js';
import { ConfigurationError } from '../base/errors.js';
import { handleRequest } from './http.js';
import { readSettings } from './options.js';
import { runEvent } from './run-event.js';

/** @typedef {new (...args: any[]) => any} Class */

/**
 * @param {any} Class @param {unknown} [options]
 * @returns {any} a subclass
 */
export function instrumentDurableObject(Class, options) {
  const settingsFor = readSettings('instrumentDurableObject()', options);
  if (typeof Class !== 'function' || !Class.prototype)
    throw new ConfigurationError(`instrumentDurableObject() takes a class, not ${describe(Class)}`);
  /** The context and the environment that an instance was made with. @type {WeakMap<object, { ctx: any, env: unknown }>} */
  const made = new WeakMap();
  const Instrumented = {
    [Class.name]: class extends Class {
      /** @param {any[]} args */
      constructor(...args) {
        super(...args);
        made.set(this, { ctx: args[0], env: args[1] });
      }
    },
  }[Class.name];
  for (const name of methodsOf(Class)) {
    const method = Class.prototype[name];
    /** @this {any} @param {any[]} args */
    const traced = function (...args) {
      const { ctx, env } = made.get(this) ?? {};
      const call = () => Reflect.apply(method, this, args);
      // Its constructor calls it.
      if (!ctx) return call();
      const settings = settingsFor(env);
      if (name === 'fetch') return handleRequest(settings, args[0], ctx, call);
      return runEvent(settings, { name: `${Class.name}.${name}`, attributes: {}, callers: [] }, ctx, call);
    };
    Object.defineProperty(Instrumented.prototype, name, { value: traced, writable: true, configurable: true });
  }
  return Instrumented;
}

/** The methods of a class that the platform may call. @param {any} Class @returns {string[]} */
function methodsOf(Class) {
  const names = new Set();
  for (let at = Class.prototype; at && at !== Object.prototype; at = Object.getPrototypeOf(at))
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at)))
      if (typeof value === 'function' && name !== 'constructor') names.add(name);
  return [...names];
}
