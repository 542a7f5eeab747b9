// Recognizes results that live on after the call: promises, streams and iterators, and lists or records that hold them.
import { hasMethod, isRecord, itemOf, own } from '../reading/data.js';
import { isNativePromise } from '../reading/native-promise.js';
import { isPlain } from '../reading/observed.js';
import { emitterOf, watchEmitter } from './emitter.js';
import { watchIterable, watchIterator } from './iterator.js';
import { isResponse, watchResponse } from './response.js';
import { isReadableStream, watchStream } from './stream.js';
import { watchThenable } from './thenable.js';

/** @typedef {import('./watch.js').Watch} Watch */
/** Follows a value of one kind. @typedef {(watch: Watch, value: any, settle: (watch: Watch, value: unknown, promise: object) => void) => void} Watcher */
/** @typedef {{ watcher?: Watcher, member?: object, promises: Promise<any>[] }} Held */

const MAX_DEPTH = 2;
const MAX_MEMBERS = 64;
/** The items of a list are usually of one kind. Only if the first are promises, more are read. */
const FEW = 4;

/**
 * Returns how to follow a value. The value must be readable as it is.
 * @param {any} value @param {boolean} [isMember] whether it is inside a result: promises and synchronous iterators then do not count
 * @returns {Watcher | undefined} undefined for a value that is complete
 */
export function watcherOf(value, isMember) {
  if (Array.isArray(value)) return undefined;
  // Most values have none of these, and the `in` operator is faster than a call.
  if ('getReader' in value && hasMethod(value, 'getReader') && isReadableStream(value)) return watchStream;
  if ('then' in value && hasMethod(value, 'then')) return isMember ? undefined : watchThenable;
  if ('on' in value && emitterOf(value)) return watchEmitter;
  const isAsync = Symbol.asyncIterator in value && hasMethod(value, Symbol.asyncIterator);
  if ('next' in value && hasMethod(value, 'next') && (isAsync || (!isMember && hasMethod(value, Symbol.iterator))))
    return watchIterator;
  if (isAsync) return watchIterable;
  return isResponse(value) ? watchResponse : undefined;
}

/** Whether a value gives other values than its members. The members may be the request. @param {any} value */
export function isSource(value) {
  try {
    if (typeof value !== 'object' || value === null || !isPlain(value)) return false;
    const watcher = watcherOf(value);
    return watcher !== undefined && watcher !== watchThenable;
  } catch {
    return false;
  }
}

/** Whether code can go on running after the call returned this value. @param {any} value */
export function canContinue(value) {
  try {
    if (typeof value !== 'object' || value === null || !isPlain(value)) return false;
    if (isNativePromise(value) || watcherOf(value)) return true;
    const { watcher, promises } = heldBy(value);
    return watcher !== undefined || promises.length > 0;
  } catch {
    return false;
  }
}

/** `watcherOf` for a member of a result; undefined for one that a library observes. @param {object} member */
export function watcherOfMember(member) {
  try {
    return isPlain(member) ? watcherOf(member, true) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Finds the first member of `root`, or of a list or record in it, that lives on; and the promises there. The members of a class instance are its tools,
 * such as sockets: of these only web streams count.
 * @param {object} root @returns {Held}
 */
export function heldBy(root) {
  /** @type {Promise<any>[]} */
  const promises = [];
  let left = MAX_MEMBERS;
  let level = [root];
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    /** @type {object[]} */
    const next = [];
    for (const holder of level) {
      try {
        const keys = Array.isArray(holder) ? undefined : namesIn(holder);
        const isOpen = keys === undefined || isRecord(holder);
        const { length } = /** @type {any} */ (keys ?? holder);
        for (let i = 0; i < length && (keys || i < FEW || promises.length > 0); i++) {
          if (--left < 0) return { promises };
          const member = keys ? own(holder, keys[i]) : itemOf(holder, i);
          if (typeof member !== 'object' || member === null) continue;
          const watcher = watcherOfMember(member);
          if (watcher && (isOpen || watcher === watchStream)) return { watcher, member, promises };
          if (!isPlain(member)) continue;
          if (isOpen && isNativePromise(member)) promises.push(member);
          else next.push(member);
        }
      } catch {
        // Some platform objects refuse, such as windows of other origins.
      }
    }
    level = next;
  }
  return { promises };
}

/** Typed arrays have too many keys to list. @param {object} object */
const namesIn = (object) => (ArrayBuffer.isView(object) ? [] : Object.keys(object));
