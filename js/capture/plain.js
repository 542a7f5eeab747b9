// One walk over a value, which copies it into plain data: strings, numbers, booleans, null, lists and records of these.
// What JSON cannot show has a stand-in. Exports, masks and links by content are made from this copy; identity is noted by js/identity/note-value.js.
import { areVariables, closeEnv, isSecret, nameByKeys, nameByMember } from '#server';
import { cut, MORE } from './cut.js';
import { nameOfNumbers, standIn } from './stand-in.js';

const MAX_DEPTH = 100;
const THREW = '[Threw]';

/** The brand of a value, such as `Date`. @param {unknown} value */
export const brandOf = (value) => Object.prototype.toString.call(value).slice(8, -1);

/** @typedef {((value: unknown) => boolean) | undefined} Ignore of what has to be left out; it must not throw */

/**
 * A value as it was when it was copied; nobody else holds it.
 * @typedef {Object} Copy
 * @property {unknown} data
 * @property {boolean} json whether its text is JSON: that of a string is the string
 * @property {number} length of its text in UTF-16 units, without escapes
 * @property {boolean} isCut there was more of it
 * @property {[parent: any, key: string | number][]} [ignored] members that have to be left out where links are found
 */

/**
 * @typedef {Object} Walk
 * @property {number} reach bound on `spent`
 * @property {number} most bound on `steps`
 * @property {number} deepest
 * @property {Ignore} [ignore]
 * @property {((object: any, brand: string, walk: Walk) => unknown)} [raw] where numbers and bytes are kept, as in attributes: the bytes of an object
 *   or its list of numbers. Functions and symbols are left out there, and `toJSON` is not asked.
 * @property {number} spent characters
 * @property {number} steps members visited: bounds the walk where members add no characters
 * @property {boolean} isCut
 * @property {object[]} ancestors by depth
 * @property {[any, string | number][]} ignored
 */

/**
 * @param {unknown} value @param {number} reach how many characters of it are copied
 * @param {Ignore} [ignore] tells what is listed in `ignored`
 * @param {Partial<Walk>} [rules]
 * @returns {Copy | undefined} undefined for `undefined`
 */
export function copyOf(value, reach, ignore, rules) {
  if (value === undefined) return undefined;
  if (typeof value === 'string') {
    const isCut = value.length > reach;
    const data = isCut ? cut(value, reach) : value;
    return { data, json: false, length: data.length, isCut };
  }
  /** @type {Walk} */
  const walk = {
    reach,
    most: rules?.most ?? reach,
    deepest: rules?.deepest ?? MAX_DEPTH,
    ignore,
    raw: rules?.raw,
    spent: 0,
    steps: 0,
    isCut: false,
    ancestors: [],
    ignored: [],
  };
  const data = copy(value, walk, 0);
  const { isCut, ignored } = walk;
  return { data, json: true, length: Math.min(walk.spent, reach), isCut, ignored };
}

/** Leaves out what is ignored. @param {Copy} copy */
export function strip({ ignored = [] }) {
  for (const [parent, key] of ignored) {
    if (Array.isArray(parent)) parent[Number(key)] = null;
    else delete parent[key];
  }
}

/** @param {object} record @param {string} key */
export function read(record, key) {
  try {
    return /** @type {any} */ (record)[key];
  } catch {
    return THREW;
  }
}

/** Sets an own member, also one named `__proto__`. @param {Record<string, unknown>} record @param {string} key @param {unknown} value */
export function put(record, key, value) {
  if (key !== '__proto__') record[key] = value;
  else Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Whether there is room for a member of `count` characters. @param {Walk} walk @param {number} count */
function spend(walk, count) {
  walk.spent += count;
  walk.steps += 1;
  if (walk.spent <= walk.reach && walk.steps <= walk.most) return true;
  walk.isCut = true;
  return false;
}

/** @param {string} value @param {Walk} walk */
function text(value, walk) {
  walk.spent += value.length + 2;
  const over = walk.spent - walk.reach;
  if (over <= 0) return value;
  walk.isCut = true;
  return cut(value, Math.max(value.length - over, 1));
}

/** @param {unknown} value @param {Walk} walk @param {number} depth at which it stands @returns {unknown} */
function copy(value, walk, depth) {
  switch (typeof value) {
    case 'string':
      return text(value, walk);
    case 'bigint':
      return walk.raw && BigInt.asIntN(64, value) === value ? value : text(String(value), walk);
    case 'symbol':
      return walk.raw ? undefined : text(`[${String(value)}]`, walk);
    case 'function':
      return walk.raw ? undefined : nested(value, walk, depth);
    case 'object':
      if (value !== null) return nested(value, walk, depth);
  }
  walk.spent += 1;
  return value ?? null;
}

/** What may call the user's code, which may throw. @param {any} value @param {Walk} walk @param {number} depth @returns {unknown} */
function nested(value, walk, depth) {
  const { spent, isCut, ancestors } = walk;
  for (let i = 0; i < depth; i++) if (ancestors[i] === value) return text('[Circular]', walk);
  if (depth >= walk.deepest) {
    walk.isCut = true;
    return text(MORE, walk);
  }
  ancestors[depth] = value;
  try {
    if (typeof value === 'function') return text(`[Function ${value.name}]`, walk);
    return members(value, walk, depth + 1, walk.raw !== undefined);
  } catch {
    Object.assign(walk, { spent, isCut });
    return text(THREW, walk);
  }
}

/** @param {any} object @param {Walk} walk @param {number} depth of its members @param {boolean} isJson toJSON is not asked @returns {unknown} */
function members(object, walk, depth, isJson) {
  if (Array.isArray(object)) return listOf(object, walk, depth);
  const prototype = Object.getPrototypeOf(object);
  const isPlain = prototype === Object.prototype || prototype === null;
  const brand = isPlain ? 'Object' : brandOf(object);
  if (!isPlain) {
    const bytes = walk.raw?.(object, brand, walk);
    if (bytes) return Array.isArray(bytes) ? listOf(bytes, walk, depth) : bytes;
    const other = standIn(object, brand, walk);
    if (Array.isArray(other)) return listOf(other, walk, depth);
    if (other !== undefined) return isObject(other) ? recordOf(other, walk, depth) : copy(other, walk, depth);
  }
  if (!isJson && typeof object.toJSON === 'function') {
    const json = object.toJSON('');
    return isObject(json) ? members(json, walk, depth, true) : copy(json, walk, depth);
  }
  const keys = Object.keys(object);
  return brand !== 'Object' && keys.length === 0 ? text(`[${brand}]`, walk) : recordOf(object, walk, depth, keys);
}

/** @param {unknown} value @returns {value is object} */
const isObject = (value) => typeof value === 'object' && value !== null;

/** @param {unknown[]} list @param {Walk} walk @param {number} depth */
function listOf(list, walk, depth) {
  const name = !walk.raw && nameOfNumbers(list, walk);
  if (name) return text(name, walk);
  /** @type {unknown[]} */
  const out = [];
  const { length } = list;
  for (let i = 0; i < length; i++) {
    if (!spend(walk, 1)) {
      out.push(MORE);
      break;
    }
    const item = list[i];
    if (walk.ignore?.(item)) walk.ignored.push([out, i]);
    out.push(copy(item, walk, depth) ?? null);
  }
  return out;
}

/** @param {object} record @param {Walk} walk @param {number} depth @param {string[]} [keys] */
function recordOf(record, walk, depth, keys = Object.keys(record)) {
  const name = nameByKeys(keys);
  if (name) return text(name, walk);
  const isEnv = areVariables(keys);
  /** @type {Record<string, unknown>} */
  const out = {};
  for (const key of keys) {
    if (!spend(walk, key.length + 4)) {
      out[MORE] = MORE;
      break;
    }
    const member = read(record, key);
    const isHidden = isSecret(key, member);
    if (isHidden && isEnv) return text('[Env]', walk);
    const copied = member === undefined ? member : copy(isHidden ? '[Secret]' : member, walk, depth);
    const holder = typeof copied === typeof member ? undefined : nameByMember(key, member, copied);
    if (holder) return text(holder, walk);
    // An attribute has a name.
    if (copied === undefined || (walk.raw && !key)) {
      walk.spent -= key.length + 4;
      continue;
    }
    if (walk.ignore?.(member)) walk.ignored.push([out, key]);
    put(out, key, copied);
  }
  closeEnv(out);
  return out;
}
