// `instrument()`: a handler whose events are traced.
import { describe } from '../base/check.js';
import { ConfigurationError } from '../base/errors.js';
import { handleRequest } from './http.js';
import { readSettings } from './options.js';
import { handleQueue } from './queue.js';
import { handleScheduled } from './scheduled.js';

/** The arguments of each are the event, the environment and the context. */
const HANDLERS = { fetch: handleRequest, queue: handleQueue, scheduled: handleScheduled };
/** What else a platform may call. */
const OTHERS = ['email', 'tail', 'tailStream', 'trace', 'test', 'connect'];

/**
 * @param {any} handler @param {unknown} [options]
 * @returns {any}
 */
export function instrument(handler, options) {
  const settingsFor = readSettings('instrument()', options);
  if (typeof handler === 'function') {
    /** @this {unknown} @param {any[]} args */
    return function (...args) {
      // Next passes an event, Vercel a context; nobody passes more than one object that can wait.
      const ctx = args.find((arg) => typeof arg?.waitUntil === 'function');
      return handleRequest(settingsFor(undefined), args[0], ctx, () => Reflect.apply(handler, this, args));
    };
  }
  const names = Object.keys(HANDLERS).filter((name) => typeof handler?.[name] === 'function');
  if (names.length === 0)
    throw new ConfigurationError(
      `instrument() takes a function, or an object with fetch, queue or scheduled, not ${describe(handler)}`,
    );
  const made = { ...handler };
  for (const name of OTHERS)
    if (typeof handler[name] === 'function') made[name] = (/** @type {any[]} */ ...args) => handler[name](...args);
  for (const name of /** @type {(keyof typeof HANDLERS)[]} */ (names))
    made[name] = (
      /** @type {any} */ event,
      /** @type {any} */ env,
      /** @type {any} */ ctx,
      /** @type {any[]} */ ...rest
    ) => HANDLERS[name](settingsFor(env), event, ctx, () => handler[name](event, env, ctx, ...rest));
  return made;
}
