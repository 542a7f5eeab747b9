// The promise in place of a traced function's own. `await` and `then` read its `constructor` in the code that waits, so it knows what was active where it was
// first waited for. It restores that around this one continuation: all other queued jobs run before or after it.
import { hasGetter, isObject } from '../reading/data.js';
import { internalAccess, nativePromise, queueJob, react } from '../reading/native-promise.js';
import { isPlain } from '../reading/observed.js';
import { storeFromStack } from './markers.js';
import { begin, end, sync } from './sync.js';

/** @typedef {import('../reading/native-promise.js').Listener} Listener */
/** A followed promise, and the functions that settle it, each called in a job of its own. @typedef {{ promise: Promise<any>, fulfil(value: any): void, reject(error: unknown): void }} Followed */

/** The store of a promise that nothing has waited for. */
const NEVER_AWAITED = {};

/** @typedef {import('./sync.js').Slot['before']} Before */

/** @type {((before?: Before) => Followed) | undefined} */
let create;

/** Whether a value is a followed promise. @type {(value: object) => boolean} */
export let isFollowed = () => false;

/**
 * Calls a listener when a followed promise settles. This is no reaction: async stack traces continue behind it, and an unhandled rejection stays unhandled.
 * @type {(promise: object, onValue: Listener, onError: Listener) => boolean} returns false unless it is a followed promise that is still pending
 */
export let listenTo = () => false;

/** @param {Before} [before] what the stack showed where the promise is made, if that was examined */
export const createFollowed = (before) => {
  create ??= creator();
  return create(before);
};

/** Whether settling a promise with a value runs no code, which might queue jobs. @param {unknown} value */
const settlesSilently = (value) => !isObject(value) || (isPlain(value) && !hasGetter(value, 'then'));

/** @returns {(before?: Before) => Followed} */
function creator() {
  const Native = /** @type {new (...args: any[]) => Promise<any>} */ (nativePromise());
  /** @type {(promise: Promise<any>, before: Before) => void} */
  let open;
  /** Stops noting who waits. @type {(promise: Promise<any>) => { listeners: Listener[][], active: unknown, before: Before }} */
  let close;

  class Promised extends Native {
    /** What was active where it was first waited for. @type {unknown} */
    #store = NEVER_AWAITED;
    /** What the stack showed there, if nothing was active. @type {Before} */
    #before;
    /** Looks at the stack that are left. They take long, and `Promise.all` reads `constructor` twice. */
    #looks = 2;
    /** Undefined once it is settled. @type {Listener[][] | undefined} */
    #listeners = [];
    /** Whether code of another span also waits for it. */
    #isShared = false;

    #noteWaiter() {
      if (this.#isShared) return;
      const { active, waiting } = sync();
      if (this.#store === NEVER_AWAITED) {
        this.#store = active;
        if (active !== undefined) this.#before = undefined;
        else if (waiting.size > 0) this.#before ??= { found: storeFromStack() };
      } else if (this.#isOthers(active)) {
        this.#isShared = true;
        react(this, end, end);
      }
    }

    /** @param {unknown} active */
    #isOthers(active) {
      if (active !== this.#store) return this.#store !== undefined || this.#before !== undefined;
      return this.#before !== undefined && (--this.#looks === 0 || storeFromStack() !== this.#before.found);
    }

    static {
      isFollowed = (value) => #store in value;
      listenTo = (promise, ...listeners) =>
        #store in promise && /** @type {Promised} */ (promise).#listeners?.push(listeners) !== undefined;
      open = (promise, before) => {
        /** @type {Promised} */ (promise).#before = before;
      };
      close = (promise) => {
        const ours = /** @type {Promised} */ (promise);
        const listeners = ours.#listeners ?? [];
        ours.#listeners = undefined;
        ours.#isShared = true;
        if (ours.#store === NEVER_AWAITED) return { listeners, active: undefined, before: undefined };
        return { listeners, active: ours.#store, before: ours.#before };
      };
      Object.defineProperty(Promised.prototype, 'constructor', {
        get() {
          if (#store in this && !internalAccess.isActive) this.#noteWaiter();
          return Native;
        },
        /** Behaves like the plain property that it replaces. @param {unknown} value */
        set(value) {
          Reflect.defineProperty(this, 'constructor', { value, configurable: true, enumerable: true, writable: true });
        },
      });
    }
  }

  /** @param {Promise<any>} promise @param {((value: any) => void)[]} acts @param {number} way the index of the acts and listeners: 0 to fulfil, 1 to reject */
  const settle = (promise, acts, way) => (/** @type {unknown} */ value) => {
    const { listeners, active, before } = close(promise);
    for (const each of listeners) each[way](value);
    const isTight = (active !== undefined || before) && settlesSilently(value);
    let isBounded = true;
    const isQueued = isTight && queueJob(() => isBounded && begin(active, before));
    acts[way](value);
    if (isQueued) isBounded = queueJob(end);
  };
  return (before) => {
    /** @type {((value: any) => void)[]} */
    let acts = [];
    const promise = new Promised((/** @type {typeof acts} */ ...given) => {
      acts = given;
    });
    open(promise, before);
    return { promise, fulfil: settle(promise, acts, 0), reject: settle(promise, acts, 1) };
  };
}
