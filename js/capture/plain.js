// One walk over a value, which copies it into plain data: strings, numbers, booleans, null, lists and records of these. What JSON cannot show has a stand-in.
// Exports, masks and links by content all use this copy. js/identity/note-value.js records identity.
import { areVariables, closeEnv, isBinding, isContextMember, isMessage, secretOf } from '#secrets';
import { accessorName, hasGetter, isAccessor, isObject, isRecord, itemOf } from '../reading/data.js';
import { functionName, PROXY, readable } from '../reading/observed.js';
import { brandOf, readPlatform } from '../reading/platform.js';
import { cut, MORE } from './cut.js';
import { encoded, MIN_LENGTH } from './encoded.js';
import { inPlace } from './in-place.js';
import { FEW_NUMBERS, isEmbedding, standIn } from './stand-in.js';

const MAX_DEPTH = 100;
const THREW = '[Threw]';
/** Typed arrays that hold numbers, not bytes. */
const FLOATS = /^Float/;
/** How much of a string counts, if long strings are shortened later. */
const SHARE = 64;
/** Assumed length of a number's text, as in embeddings. */
const NUMBER_LENGTH = 20;

/** Whether a value is left out. It must not throw. @typedef {((value: unknown) => boolean) | undefined} Ignore */

/**
 * A copy of a value as it was. No other code holds it.
 * @typedef {Object} Copy
 * @property {unknown} data
 * @property {boolean} json whether its text is JSON; the text of a string is the string itself
 * @property {number} length of its text in UTF-16 units, without escapes
 * @property {boolean} isCut whether some of the value is missing
 * @property {boolean} [isFair] whether long strings are shortened before anything is left out; otherwise the beginning is kept
 * @property {number} numbers characters of the lists of numbers that only links use
 * @property {Other[]} others
 */

/** What links use in place of a member: a value, or a function that makes it. Undefined leaves the member out. @typedef {[holder: any, key: string | number, value: unknown]} Other */

/**
 * @typedef {Object} Walk
 * @property {number} reach limit on `spent`
 * @property {number} most limit on `steps`
 * @property {number} deepest limit on the depth
 * @property {Ignore} ignore selects what links leave out
 * @property {((object: any, brand: string, walk: Walk) => unknown) | undefined} raw keeps numbers and bytes, as in attributes: returns an object's bytes or its
 *   list of numbers. Functions and symbols are then left out.
 * @property {boolean} isFair whether only a part of each long string counts, so that there is room for what follows
 * @property {boolean} isLinked whether links use the copy, so that lists of numbers are kept
 * @property {number} spent characters that count
 * @property {number} beyond characters that do not count
 * @property {number} steps visited members: limits the walk even if members add no characters
 * @property {number} looked characters of strings that were searched for data
 * @property {boolean} isCut
 * @property {object[]} ancestors by depth
 * @property {number} numbers characters of lists of numbers that are kept for links
 * @property {unknown} other what links use in place of the value that was copied last
 * @property {Other[]} others
 */

/**
 * @param {unknown} value @param {number} reach limit on the characters that are copied @param {Partial<Walk>} [rules]
 * @returns {Copy | undefined} undefined for `undefined`
 */
export function copyOf(value, reach, rules) {
  if (value === undefined) return undefined;
  const json = typeof value !== 'string';
  /** @type {Walk} */
  const walk = {
    reach,
    most: reach,
    deepest: MAX_DEPTH,
    ignore: undefined,
    raw: undefined,
    isFair: false,
    isLinked: false,
    // The quotes of a string, which a text by itself does not have.
    spent: json ? 0 : -2,
    beyond: 0,
    steps: 0,
    looked: 0,
    isCut: false,
    ancestors: [],
    numbers: 0,
    other: undefined,
    others: [],
    ...rules,
  };
  const data = copy(value, walk, 0);
  const { spent, beyond, isCut, isFair, numbers, other, others } = walk;
  const copied = { data, json, length: Math.min(spent, reach) + beyond, isCut, isFair, numbers, others };
  if (other !== undefined) others.push([copied, 'data', other]);
  return copied;
}

/** Swaps the members that differ for links with their counterparts; a second call swaps them back. @param {Other[]} others */
export function exchange(others) {
  for (const other of others) {
    const [holder, key, value] = other;
    other[2] = holder[key];
    put(holder, /** @type {string} */ (key), typeof value === 'function' ? value() : value);
  }
}

/** Returns an own member, or the stand-in of an accessor. @param {object} record @param {string | number} key @returns {unknown} */
export function read(record, key) {
  try {
    const found = Object.getOwnPropertyDescriptor(record, key);
    return found && isAccessor(found) ? accessorName(found) : found?.value;
  } catch {
    return THREW;
  }
}

/** Sets an own member, even one named `__proto__`. @param {Record<string, unknown>} record @param {string} key @param {unknown} value */
export function put(record, key, value) {
  if (key !== '__proto__') record[key] = value;
  else Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Whether there is room for another member. @param {Walk} walk @param {number} count its length in characters */
function spend(walk, count) {
  walk.spent += count;
  walk.steps += 1;
  if (walk.spent <= walk.reach && walk.steps <= walk.most) return true;
  walk.isCut = true;
  return false;
}

/** Notes what links use in place of the member that was copied last. @param {Walk} walk @param {any} holder of the copy @param {string | number} key @param {unknown} member */
function noteOther(walk, holder, key, member) {
  const { other } = walk;
  walk.other = undefined;
  if (walk.ignore?.(member)) walk.others.push([holder, key, Array.isArray(holder) ? null : undefined]);
  else if (other !== undefined) walk.others.push([holder, key, other]);
}

/** @param {string} value @param {Walk} walk */
function text(value, walk) {
  const { reach } = walk;
  const counted = walk.isFair ? Math.min(value.length, SHARE) : value.length;
  walk.spent += counted + 2;
  walk.beyond += value.length - counted;
  const over = Math.max(walk.spent - reach, 0);
  if (over === 0 && (walk.isFair || value.length <= reach)) return value;
  walk.isCut = true;
  return cut(value, over > 0 ? Math.max(counted - over, 1) : reach);
}

/** The text that is shown for a string. @param {string} value @param {Walk} walk @param {object} [holder] the object that has it as a member @param {string} [key] */
function shownText(value, walk, holder, key) {
  const found = value.length < MIN_LENGTH || walk.raw ? undefined : encoded(value, walk, holder, key);
  walk.other = found?.linked;
  return found?.shown ?? value;
}

/** Shows a list of numbers by its name. @param {string} name @param {any} list @param {number} length @param {Walk} walk */
function namedList(name, list, length, walk) {
  const size = NUMBER_LENGTH * length;
  if (walk.isLinked && walk.numbers + size <= walk.reach) {
    walk.numbers += size;
    /** @type {unknown[]} */
    const numbers = [];
    for (let i = 0; i < length; i++) numbers.push(itemOf(list, i) ?? null);
    walk.other = numbers;
  }
  return text(name, walk);
}

/** @param {unknown} value @param {Walk} walk @param {number} depth of the value @param {object} [holder] the object that has it as a member @param {string} [key] @returns {unknown} */
function copy(value, walk, depth, holder, key) {
  switch (typeof value) {
    case 'string':
      return text(shownText(value, walk, holder, key), walk);
    case 'bigint':
      return walk.raw && BigInt.asIntN(64, value) === value ? value : text(String(value), walk);
    case 'symbol':
      return walk.raw ? undefined : text(`[${String(value)}]`, walk);
    case 'function':
      return walk.raw ? undefined : text(`[Function ${functionName(value)}]`, walk);
    case 'object':
      if (value !== null) return nested(value, walk, depth);
  }
  walk.spent += 1;
  return value ?? null;
}

/** @param {object} value @param {Walk} walk @param {number} depth @returns {unknown} */
function nested(value, walk, depth) {
  const object = readable(value);
  if (!object) return text(PROXY, walk);
  const { spent, beyond, isCut, ancestors } = walk;
  for (let i = 0; i < depth; i++) if (ancestors[i] === object) return text('[Circular]', walk);
  if (depth >= walk.deepest) {
    walk.isCut = true;
    return text(MORE, walk);
  }
  ancestors[depth] = object;
  try {
    return members(object, walk, depth + 1);
  } catch {
    Object.assign(walk, { spent, beyond, isCut, other: undefined });
    return text(THREW, walk);
  }
}

/** @param {any} object @param {Walk} walk @param {number} depth of its members @returns {unknown} */
function members(object, walk, depth) {
  if (Array.isArray(object)) return listOf(object, walk, depth);
  if (!isRecord(object)) return ofInstance(object, walk, depth);
  const keys = Object.keys(object);
  const other = inPlace(object, keys);
  return other ? instead(other, 'Object', walk, depth) : recordOf(object, walk, depth, keys);
}

/** @param {any} object @param {Walk} walk @param {number} depth */
function ofInstance(object, walk, depth) {
  const brand = brandOf(object);
  const other = inPlace(object);
  if (other) return instead(other, brand, walk, depth);
  const bytes = walk.raw?.(object, brand, walk);
  if (bytes) return Array.isArray(bytes) ? listOf(bytes, walk, depth) : bytes;
  const known = standIn(object, brand, walk);
  if (FLOATS.test(brand) && ArrayBuffer.isView(object)) {
    const length = readPlatform(brand, object, 'length');
    if (length > FEW_NUMBERS) return namedList(String(known), object, length, walk);
  }
  if (Array.isArray(known)) return listOf(known, walk, depth);
  if (known !== undefined) return isObject(known) ? recordOf(known, walk, depth) : copy(known, walk, depth);
  const keys = Object.keys(object);
  return brand !== 'Object' && keys.length === 0 ? text(`[${brand}]`, walk) : recordOf(object, walk, depth, keys);
}

/** @param {import('./in-place.js').InPlace} other @param {string} brand @param {Walk} walk @param {number} depth */
function instead(other, brand, walk, depth) {
  if (other.members) return members(other.members, walk, depth);
  return copy(walk.ignore?.(other.value) ? `[${brand}]` : other.value, walk, depth);
}

/** @param {unknown[]} list @param {Walk} walk @param {number} depth */
function listOf(list, walk, depth) {
  const { length } = list;
  if (!walk.raw && isEmbedding(list)) return namedList(`[Array(${length}) of numbers]`, list, length, walk);
  /** @type {unknown[]} */
  const out = [];
  for (let i = 0; i < length; i++) {
    if (!spend(walk, 1)) {
      out.push(MORE);
      break;
    }
    const item = hasGetter(list, i) ? read(list, i) : list[i];
    out.push(copy(item, walk, depth, list) ?? null);
    noteOther(walk, out, i, item);
  }
  return out;
}

/** @param {object} record @param {Walk} walk @param {number} depth @param {string[]} [keys] */
function recordOf(record, walk, depth, keys = Object.keys(record)) {
  if (isMessage(keys)) return text('[IncomingMessage]', walk);
  /** @type {Record<string, unknown>} */
  const out = {};
  for (const key of keys) {
    if (!spend(walk, key.length + 4)) {
      out[MORE] = MORE;
      break;
    }
    const member = read(record, key);
    if (isContextMember(key, member)) return text('[ExecutionContext]', walk);
    if (secretOf(key, member) && areVariables(keys)) return text('[Env]', walk);
    const copied = member === undefined ? member : copy(secretOf(key, member) ?? member, walk, depth, record, key);
    if (isBinding(key, member, copied)) return text('[Env]', walk);
    // Every attribute has a name.
    if (copied === undefined || (walk.raw && !key)) {
      walk.spent -= key.length + 4;
      continue;
    }
    noteOther(walk, out, key, member);
    put(out, key, copied);
  }
  closeEnv(out);
  return out;
}
