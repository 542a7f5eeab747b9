// V8 tells in a stack which async functions wait for the code that runs, as long as one alone waits for each promise. So an async function of ours
// waits for each traced one, under a name of its own: a marker. The innermost name tells a call that finds nothing active in whose code it stands.
import { asking, isOfRealm, nativePromise, react } from '../reading/native-promise.js';
import { stateOf } from './frame.js';
import { readStack } from './stack.js';
import { sync } from './sync.js';

/** @typedef {import('../reading/native-promise.js').Listener} Listener */
/** @typedef {{ number: number, wait: (promise: Promise<any>, onValue: Listener, onError: Listener) => Promise<void> }} Marker */

const NAME = 'spanloom ';
const FOUND = new RegExp(`\\basync ${NAME}(\\d+)`);
const MAX_FREE = 1024;
/** Beyond these the oldest are forgotten. */
const MAX_WAITING = 16_384;

/** @type {Marker[]} */
const free = [];
/** With as many waiting, those of spans that are over are forgotten: their promises may never settle. */
let room = MAX_FREE;

/** Whether the engine tells: `undefined` until it has answered. @type {boolean | undefined} */
let hasAsyncStacks;
let isProbed = false;

/** Of a marker that begins to wait: until it does, what is thrown is the end of the stack. */
const start = { isUnderWay: false, hasFailed: false };

/**
 * Has a marker wait for `promise`, and tell.
 * @param {unknown} store what is active in the code that settles it @param {Promise<any>} promise @param {Listener} onValue @param {Listener} onError
 * @param {Promise<any>} [follower] what the listeners settle: it comes behind the marker for those who look at stacks
 * @returns {boolean} whether it is done; what is of another realm would be asked for its `then`
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
  asking.isOurs = true;
  try {
    const marked = wait(promise, onValue, onError);
    isWaiting = !start.hasFailed;
    if (isWaiting && follower) lead(marked, follower);
  } catch {
    // If it waits, it will tell, whatever a stack shows.
  } finally {
    start.isUnderWay = false;
    asking.isOurs = false;
  }
  return isWaiting;
}

/** What is active in the traced code that waits for the code that runs. */
export function storeFromStack() {
  const { waiting, before } = sync();
  if (hasAsyncStacks === false || waiting.size === 0) return undefined;
  const number = FOUND.exec(readStack())?.[1];
  const found = number === undefined ? undefined : waiting.get(Number(number));
  // Others wait for this code now than did when it began to wait: it was handed from flow to flow.
  return before && before.found !== found ? undefined : found;
}

/** Finds out whether the engine tells: whoever calls here waits in a marker. */
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

/** Its number is used again only when nobody waits in it any more. @param {Marker} marker */
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
  // What is not recorded never says that it is over.
  return state !== undefined && state.number > 0 && state.ended;
};

/** What the species of a marker's promise is to give. @type {Promise<any>} */
let next;
/** @type {object} */
let leading;

/**
 * Makes `follower` what the only reaction of `marked` leads to, without being settled by it: what settles it queues other jobs around its own.
 * @param {Promise<any>} marked nobody else holds it @param {Promise<any>} follower
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
