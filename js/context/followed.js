// The promise that stands for one of a traced function. `await` and `then` read `constructor` in the code that waits, so it knows what was active where
// somebody waited for it first, and brings that back around this continuation alone: whatever else is queued runs before it or behind it.
import { hasGetter, isObject } from '../reading/data.js';
import { asking, nativePromise, queueJob, react } from '../reading/native-promise.js';
import { isPlain } from '../reading/observed.js';
import { storeFromStack } from './markers.js';
import { begin, end, sync } from './sync.js';

/** @typedef {import('../reading/native-promise.js').Listener} Listener */
/** @typedef {{ promise: Promise<any>, fulfil(value: any): void, reject(error: unknown): void }} Followed to be settled once, in a job of its own */

/** Instead of what was active, where nobody has asked. */
const UNASKED = {};

/** @typedef {import('./sync.js').Slot['before']} Before */

/** @type {((before?: Before) => Followed) | undefined} */
let create;

/** Whether a value is one of these promises. @type {(value: object) => boolean} */
export let isFollowed = () => false;

/**
 * Has one of these promises tell as it is settled. Nobody waits for it by that: stacks go on behind it, and a rejection is nobody's still.
 * @type {(promise: object, onValue: Listener, onError: Listener) => boolean} whether it is one, and not settled yet
 */
export let listenTo = () => false;

/** @param {Before} [before] what was found where it is made, if that was looked for */
export const createFollowed = (before) => {
  create ??= creator();
  return create(before);
};

/** Whether no code runs as a promise is settled with it, which might queue jobs. @param {unknown} value */
const settlesSilently = (value) => !isObject(value) || (isPlain(value) && !hasGetter(value, 'then'));

/** @returns {(before?: Before) => Followed} */
function creator() {
  const Native = /** @type {new (...args: any[]) => Promise<any>} */ (nativePromise());
  /** @type {(promise: Promise<any>, before: Before) => void} */
  let open;
  /** Nothing is asked any more. @type {(promise: Promise<any>) => { listeners: Listener[][], active: unknown, before: Before }} */
  let close;

  class Promised extends Native {
    /** What was active where it was asked first. @type {unknown} */
    #store = UNASKED;
    /** What was found there, where nothing was. @type {Before} */
    #before;
    /** Looking takes long, and two questions make one `Promise.all`. */
    #looks = 2;
    /** Until it is settled. @type {Listener[][] | undefined} */
    #listeners = [];
    /** Also among others, whose code is not that of the first. */
    #isShared = false;

    #ask() {
      if (this.#isShared) return;
      const { active, waiting } = sync();
      if (this.#store === UNASKED) {
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
        if (ours.#store === UNASKED) return { listeners, active: undefined, before: undefined };
        return { listeners, active: ours.#store, before: ours.#before };
      };
      Object.defineProperty(Promised.prototype, 'constructor', {
        get() {
          if (#store in this && !asking.isOurs) this.#ask();
          return Native;
        },
        /** As if it were still a plain property of the prototype. @param {unknown} value */
        set(value) {
          Reflect.defineProperty(this, 'constructor', { value, configurable: true, enumerable: true, writable: true });
        },
      });
    }
  }

  /** @param {Promise<any>} promise @param {((value: any) => void)[]} acts @param {number} way 0 or 1 of the acts and listeners */
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
