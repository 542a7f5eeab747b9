// Where a result has a life of its own: in itself, or in what it holds.
import { hasMethod, isRecord, itemOf, own } from '../reading/data.js';
import { isNativePromise } from '../reading/native-promise.js';
import { isPlain } from '../reading/observed.js';
import { emitterOf, watchEmitter } from './emitter.js';
import { watchIterable, watchIterator } from './iterator.js';
import { isResponse, watchResponse } from './response.js';
import { isReadableStream, watchStream } from './stream.js';
import { watchThenable } from './thenable.js';

/** @typedef {import('./watch.js').Watch} Watch */
/** How a value is watched. @typedef {(watch: Watch, value: any, settle: (watch: Watch, value: unknown, promise: object) => void) => void} Life */
/** @typedef {{ life?: Life, member?: object, promises: Promise<any>[] }} Held */

const MAX_DEPTH = 2;
const MAX_MEMBERS = 64;
/** The items of a list are of one kind: more are looked at where these are promises. */
const FEW = 4;

/**
 * Only for what can be read as it is.
 * @param {any} value @param {boolean} [isMember] of a result: promises and synchronous iterators do not count
 * @returns {Life | undefined} undefined for what is complete as it is
 */
export function lifeOf(value, isMember) {
  if (Array.isArray(value)) return undefined;
  // Most values have none of these, and the operator asks faster than a function.
  if ('getReader' in value && hasMethod(value, 'getReader') && isReadableStream(value)) return watchStream;
  if ('then' in value && hasMethod(value, 'then')) return isMember ? undefined : watchThenable;
  if ('on' in value && emitterOf(value)) return watchEmitter;
  const isAsync = Symbol.asyncIterator in value && hasMethod(value, Symbol.asyncIterator);
  if ('next' in value && hasMethod(value, 'next') && (isAsync || (!isMember && hasMethod(value, Symbol.iterator))))
    return watchIterator;
  if (isAsync) return watchIterable;
  return isResponse(value) ? watchResponse : undefined;
}

/** Whether a value gives something else than its members, which may be what it was asked. @param {any} value */
export function isSource(value) {
  try {
    if (typeof value !== 'object' || value === null || !isPlain(value)) return false;
    const life = lifeOf(value);
    return life !== undefined && life !== watchThenable;
  } catch {
    return false;
  }
}

/** Whether code goes on behind a value. @param {any} value */
export function livesOn(value) {
  try {
    if (typeof value !== 'object' || value === null || !isPlain(value)) return false;
    if (isNativePromise(value) || lifeOf(value)) return true;
    const { life, promises } = heldBy(value);
    return life !== undefined || promises.length > 0;
  } catch {
    return false;
  }
}

/** Of a member, as `lifeOf`; none where it is observed. @param {object} member */
export function lifeOfMember(member) {
  try {
    return isPlain(member) ? lifeOf(member, true) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The first member with a life, also of the lists and records in `root`, or else the promises there. An instance of a class
 * has tools of its own, such as sockets: of its members only a web stream is what it gives.
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
          const life = lifeOfMember(member);
          if (life && (isOpen || life === watchStream)) return { life, member, promises };
          if (!isPlain(member)) continue;
          if (isOpen && isNativePromise(member)) promises.push(member);
          else next.push(member);
        }
      } catch {
        // Some objects of the platform refuse, such as windows of other origins.
      }
    }
    level = next;
  }
  return { promises };
}

/** Bytes have more than anybody could list. @param {object} object */
const namesIn = (object) => (ArrayBuffer.isView(object) ? [] : Object.keys(object));
