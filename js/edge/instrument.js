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
  if (isClass(handler))
    throw new ConfigurationError(
      'instrument() takes no class: instrument what it makes, as in instrument(new Handler()), or use instrumentDurableObject()',
    );
  if (typeof handler === 'function')
    return traced(handler, (args, call) => {
      // Next passes an event, Vercel a context; nobody passes more than one object that can wait.
      const ctx = args.find((arg) => typeof arg?.waitUntil === 'function');
      return handleRequest(settingsFor(undefined), args[0], ctx, call);
    });
  const names = Object.keys(HANDLERS).filter((name) => typeof handler?.[name] === 'function');
  if (names.length === 0)
    throw new ConfigurationError(
      `instrument() takes a function, or an object with fetch, queue or scheduled, not ${describe(handler)}`,
    );
  const made = { ...handler };
  for (const name of OTHERS)
    if (typeof handler[name] === 'function') made[name] = (/** @type {any[]} */ ...args) => handler[name](...args);
  for (const name of /** @type {(keyof typeof HANDLERS)[]} */ (names))
    made[name] = traced(
      handler[name],
      ([event, env, ctx], call) => HANDLERS[name](settingsFor(env), event, ctx, call),
      handler,
    );
  return made;
}

/** Whether it can only be called with `new`. @param {unknown} value */
const isClass = (value) =>
  typeof value === 'function' && Object.getOwnPropertyDescriptor(value, 'prototype')?.writable === false;

/**
 * Returns a function with the name and length of another, as Deno passes only so many arguments.
 * @param {Function} fn @param {(args: any[], call: () => any) => unknown} handle @param {object} [self] what it is called on; by default, what the returned function is called on
 */
const traced = (fn, handle, self) =>
  new Proxy(fn, { apply: (_, thisArg, args) => handle(args, () => Reflect.apply(fn, self ?? thisArg, args)) });
