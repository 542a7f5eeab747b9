// V8's stack traces show which async functions wait for the running code, as long as each promise has a single waiter. So for each traced function, an async
// function with a unique name waits: a marker. A call that finds nothing active takes the innermost marker on its stack.
import { internalAccess, isOfRealm, nativePromise, react } from '../reading/native-promise.js';
import { stateOf } from './frame.js';
import { readStack } from './stack.js';
import { sync } from './sync.js';

/** @typedef {import('../reading/native-promise.js').Listener} Listener */
/** @typedef {{ number: number, wait: (promise: Promise<any>, onValue: Listener, onError: Listener) => Promise<void> }} Marker */

const NAME = 'spanloom ';
const FOUND = new RegExp(`\\basync ${NAME}(\\d+)`);
const MAX_FREE = 1024;
/** Beyond this number, the oldest are forgotten. */
const MAX_WAITING = 16_384;

/** @type {Marker[]} */
const free = [];
/** At this number, markers of ended spans are forgotten: their promises may never settle. */
let room = MAX_FREE;

/** Whether stack traces show async functions: undefined until the probe has run. @type {boolean | undefined} */
let hasAsyncStacks;
let isProbed = false;

/** State while a marker begins to wait. An error in that time is a stack overflow. */
const start = { isUnderWay: false, hasFailed: false };

/**
 * Makes a marker wait for `promise`, then calls a listener.
 * @param {unknown} store what is active in the code that settles it @param {Promise<any>} promise @param {Listener} onValue @param {Listener} onError
 * @param {Promise<any>} [follower] the promise that the listeners settle; stack traces continue from the marker to it
 * @returns {boolean} false if no marker waits; on a promise of another realm, `await` would call its `then`
 */
export function mark(store, promise, onValue, onError, follower) {
  if (!isProbed) probe();
  if (hasAsyncStacks === false || !isOfRealm(promise)) return false;
  const marker = free.pop() ?? createMarker();
  sync().waiting.set(marker.number, store);
  const { wait } = marker;
  let isWaiting = false;
  start.hasFailed = false;
  start.isUnderWay = true;
  internalAccess.isActive = true;
  try {
    const marked = wait(promise, onValue, onError);
    isWaiting = !start.hasFailed;
    if (isWaiting && follower) lead(marked, follower);
  } catch {
    // If the marker waits, it calls a listener, whatever stack traces show.
  } finally {
    start.isUnderWay = false;
    internalAccess.isActive = false;
  }
  return isWaiting;
}

/** Returns what is active in the traced code that waits for the running code. */
export function storeFromStack() {
  const { waiting, before } = sync();
  if (hasAsyncStacks === false || waiting.size === 0) return undefined;
  const number = FOUND.exec(readStack())?.[1];
  const found = number === undefined ? undefined : waiting.get(Number(number));
  // Another span's code waits now than when this code began to wait: it was handed from one flow to another.
  return before && before.found !== found ? undefined : found;
}

/** Tests whether the engine's stack traces show async functions: the probe itself waits in a marker. */
function probe() {
  isProbed = true;
  const store = {};
  const look = async () => {
    await undefined;
    hasAsyncStacks = storeFromStack() === store;
  };
  mark(store, look(), ignore, ignore);
}

const ignore = () => {};

/** @returns {Marker} */
function createMarker() {
  const slot = sync();
  if (slot.waiting.size >= room) forget(slot.waiting);
  const number = slot.markers++;
  const marker = {
    number,
    /** @type {Marker['wait']} */
    async wait(promise, onValue, onError) {
      let value;
      try {
        value = await promise;
      } catch (error) {
        if (start.isUnderWay) {
          start.hasFailed = true;
          return;
        }
        release(marker);
        return onError(error);
      }
      release(marker);
      onValue(value);
    },
  };
  Object.defineProperty(marker.wait, 'name', { value: NAME + number });
  return marker;
}

/** Makes a marker available again, unless it still waits. @param {Marker} marker */
function release(marker) {
  if (sync().waiting.delete(marker.number) && free.length < MAX_FREE) free.push(marker);
}

/** @param {Map<number, unknown>} waiting */
function forget(waiting) {
  for (const [number, store] of waiting) if (isOver(store)) waiting.delete(number);
  for (const number of waiting.keys()) {
    if (waiting.size <= MAX_WAITING) break;
    waiting.delete(number);
  }
  room = Math.max(MAX_FREE, 2 * waiting.size);
}

/** @param {any} store */
const isOver = (store) => {
  const frame = Array.isArray(store) ? store[0] : undefined;
  const state = frame && stateOf(frame);
  // A span that is not recorded never reports its end.
  return state !== undefined && state.number > 0 && state.ended;
};

/** The promise that the species of a marker's promise returns. @type {Promise<any>} */
let next;
/** @type {object} */
let leading;

/**
 * Makes `follower` the only reaction of `marked`, without settling it: the code that settles it queues its own jobs around that.
 * @param {Promise<any>} marked no other code holds it @param {Promise<any>} follower
 */
function lead(marked, follower) {
  leading ??= createLeading();
  next = follower;
  Object.setPrototypeOf(marked, leading);
  react(marked, ignore, ignore);
}

function createLeading() {
  /** @param {(...acts: Function[]) => void} executor */
  function Species(executor) {
    executor(ignore, ignore);
    return next;
  }
  Object.defineProperty(Species, Symbol.species, { value: Species });
  return Object.create(nativePromise().prototype, { constructor: { value: Species } });
}
