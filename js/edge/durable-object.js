// `instrumentDurableObject()`: a class whose requests, alarms and calls are traced.
import { describe } from '../base/check.js';
import { ConfigurationError } from '../base/errors.js';
import { handleRequest } from './http.js';
import { readSettings } from './options.js';
import { runCall, runEvent } from './run-event.js';

/** What the platform itself calls. Any other method may be a remote call, or one of the object's own, whose result must stay as it is. */
const EVENTS = ['alarm', 'webSocketMessage', 'webSocketClose', 'webSocketError'];

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
  for (const [name, method] of methodsOf(Class)) {
    /** @this {any} @param {any[]} args */
    const traced = function (...args) {
      const { ctx, env } = made.get(this) ?? {};
      const call = () => Reflect.apply(method, this, args);
      // Its constructor calls it.
      if (!ctx) return call();
      const settings = settingsFor(env);
      if (name === 'fetch') return handleRequest(settings, args[0], ctx, call);
      const event = () => ({ name: `${Class.name}.${name}`, attributes: {}, callers: [] });
      return (EVENTS.includes(name) ? runEvent : runCall)(settings, event, ctx, call);
    };
    Object.defineProperty(Instrumented.prototype, name, { value: traced, writable: true, configurable: true });
  }
  return Instrumented;
}

/** The methods of a class that the platform may call, by name. @param {any} Class @returns {Map<string, Function>} */
function methodsOf(Class) {
  /** @type {PropertyDescriptorMap} */
  const found = { constructor: {} };
  for (let at = Class.prototype; at && at !== Object.prototype; at = Object.getPrototypeOf(at))
    for (const [name, member] of Object.entries(Object.getOwnPropertyDescriptors(at)))
      if (!Object.hasOwn(found, name)) found[name] = member;
  return new Map(
    Object.entries(found).flatMap(([name, { value }]) => (typeof value === 'function' ? [[name, value]] : [])),
  );
}
