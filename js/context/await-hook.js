// Keeps what is active over native `await`, without a build step. `await p` and `p.then()` both read `p.constructor` first, in the code
// that waits: an accessor there sees each of them, and puts one reaction in front of the continuation and one behind it.
// Reactions of one promise run in order and with nothing in between, so a continuation runs with what was active when it began to wait.
import { nativePromise } from '../results/native-promise.js';
import { clear, restore, slot } from './active.js';

export let isHooked = false;
/** Set while reactions are registered here: `then` reads `constructor` as well. */
let isRegistering = false;
/** The language's own `then`, which zone.js puts aside. @type {Function} */
let then;

/** Installs the hook, once. Where built-ins are frozen there is none. */
export function hookAwait() {
  if (isHooked) return;
  isHooked = true;
  const Native = nativePromise();
  then = /** @type {any} */ (Native.prototype).__zone_symbol__then ?? Native.prototype.then;
  try {
    Object.defineProperty(Native.prototype, 'constructor', {
      configurable: true,
      enumerable: false,
      get() {
        if (!isRegistering && this !== Native.prototype) keep(this);
        return Native;
      },
      /** As if it were still a plain property of the prototype. @param {unknown} value */
      set(value) {
        const enumerable = this !== Native.prototype;
        Object.defineProperty(this, 'constructor', { value, configurable: true, enumerable, writable: true });
      },
    });
  } catch {}
}

/** Promises behind whose continuation nothing is active any more. @type {unknown[]} */
const waiting = [];

/** @param {unknown} promise */
function keep(promise) {
  closeBehind();
  const { active } = slot;
  if (active !== undefined) {
    react(promise, () => {
      closeBehind();
      restore(active);
    });
    waiting.push(promise);
  } else {
    // What begins to wait outside of spans goes on outside of them, whoever settles its promise.
    react(promise, end);
  }
}

/** To be called as soon as possible after an `await` was seen: its continuation is registered by then, and what comes next is not its own. */
export function closeBehind() {
  for (const promise of waiting.splice(0)) react(promise, end);
}

/** Makes something active until `leave`. @param {unknown} active @param {boolean} isRestored @returns what was active */
export function enter(active, isRestored) {
  const outer = { ...slot };
  closeBehind();
  slot.active = active;
  slot.isRestored = isRestored;
  return outer;
}

/** @param {typeof slot} outer */
export function leave(outer) {
  slot.active = outer.active;
  slot.isRestored = outer.isRestored;
  closeBehind();
}

/**
 * Calls `fn` with something active, until it returns.
 * @param {unknown} active @param {boolean} isRestored @param {Function} fn @param {unknown} thisArg @param {ArrayLike<unknown>} args
 */
export function runWith(active, isRestored, fn, thisArg, args) {
  const outer = enter(active, isRestored);
  try {
    return Reflect.apply(fn, thisArg, args);
  } finally {
    leave(outer);
  }
}

/** Nothing is active any more. */
export function end() {
  closeBehind();
  clear();
}

/** @param {unknown} promise @param {() => void} reaction */
function react(promise, reaction) {
  isRegistering = true;
  try {
    Reflect.apply(then, promise, [reaction, reaction]);
  } catch {
    // Not a promise, though it inherits from their prototype.
  } finally {
    isRegistering = false;
  }
}
