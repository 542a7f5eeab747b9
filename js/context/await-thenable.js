// Keeps what is active over the `await` of a thenable. `await` reads `then` in the code that waits, and calls it in a job of its own.
import { restore, slot } from './active.js';
import { end, isHooked, runWith } from './await-hook.js';

/** Has each reader of `thenable.then` find again what was active, where the await hook is on. @param {any} thenable */
export function keepOverThen(thenable) {
  if (!isHooked) return;
  let then = thenable.then;
  const own = Object.getOwnPropertyDescriptor(thenable, 'then');
  Reflect.defineProperty(thenable, 'then', {
    configurable: true,
    enumerable: own?.enumerable ?? false,
    get: () => (slot.active === undefined ? then : bound(then, slot.active)),
    set(value) {
      then = value;
    },
  });
}

/** @param {Function} then @param {unknown} active */
function bound(then, active) {
  let isAwait = false;
  queueMicrotask(() => {
    isAwait = true;
  });
  /** @this {unknown} @param {...unknown} handlers */
  return function (...handlers) {
    const around = isAwait ? between : within;
    return Reflect.apply(
      then,
      this,
      handlers.map((handler) => (typeof handler === 'function' ? around(handler, active) : handler)),
    );
  };
}

/** The handler of an `await` lets one continuation go, which is then the next job. @param {Function} handler @param {unknown} active */
function between(handler, active) {
  /** @this {unknown} @param {...unknown} args */
  return function (...args) {
    queueMicrotask(() => restore(active));
    const result = Reflect.apply(handler, this, args);
    queueMicrotask(end);
    return result;
  };
}

/** @param {Function} handler @param {unknown} active */
function within(handler, active) {
  /** @this {unknown} @param {...unknown} args */
  return function (...args) {
    return runWith(active, true, handler, this, args);
  };
}
