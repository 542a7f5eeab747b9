// A JSON writer that stops at its bound, closes what is open, and writes something for everything.
import { brandOf, FEW_NUMBERS, MAX_DEPTH, plainJson } from './plain.js';
import { standIn, summaryOfNumbers } from './stand-in.js';

const MORE = '…';
const MORE_JSON = '"…"';
/** Room that is always left for the longest mark, `,"…":"…"`. */
const RESERVE = 8;
/** A part that is not plain was walked in vain, and a cycle can make that walk long. */
const MAX_VAIN = 16;
const THREW = '[Threw]';
const listed = Array.prototype.values;

/** @typedef {import('./plain.js').Ignore} Ignore */

/**
 * @param {unknown} value @param {number} limit on the length of the text @param {Ignore} [ignore] members to leave out
 * @returns {{ text: string, json: true, truncated: boolean }}
 */
export function writeBounded(value, limit, ignore) {
  let text = '';
  let truncated = false;
  /** Set when there is no room for more: from here on brackets close. */
  let isFull = false;
  /** Brackets that are open. */
  let open = 0;
  /** Members looked at: those that write nothing would cost no room. */
  let steps = 0;
  let vain = 0;
  /** @type {object[]} */
  const ancestors = [];

  const room = () => limit - text.length - open - RESERVE;

  /** @param {string} mark */
  const stop = (mark) => {
    text += mark;
    truncated = true;
    isFull = true;
  };

  /** @param {string} json that cannot be cut */
  const writeToken = (json) => {
    if (json.length <= room()) text += json;
    else stop(MORE_JSON);
  };

  /** @param {string} value */
  const writeString = (value) => {
    const left = room();
    const json = value.length < left ? JSON.stringify(value) : '';
    if (json && json.length <= left) text += json;
    else stop(cutJson(value, Math.max(left, 0) + MORE_JSON.length));
  };

  /** @param {unknown} value */
  const write = (value) => {
    const before = { text, truncated, open, depth: ancestors.length };
    try {
      writeAny(value);
    } catch {
      ({ text, truncated, open } = before);
      ancestors.length = before.depth;
      isFull = false;
      writeString(THREW);
    }
  };

  /** @param {unknown} value @returns {void} */
  const writeAny = (value) => {
    if (isRecord(value)) writeNested(/** @type {object} */ (value));
    else if (typeof value === 'string') writeString(value);
    else if (typeof value === 'bigint') writeString(String(value));
    else if (typeof value === 'symbol') writeString(`[${String(value)}]`);
    else if (typeof value === 'function') writeString(`[Function ${value.name}]`);
    else writeToken(JSON.stringify(value ?? null));
  };

  /** @param {object} object */
  const writeNested = (object) => {
    const depth = ancestors.length;
    if (ancestors.includes(object)) return writeString('[Circular]');
    if (depth >= MAX_DEPTH) {
      truncated = true;
      return writeString(MORE);
    }
    const json = vain < MAX_VAIN ? plainJson(object, room(), depth, ignore) : undefined;
    if (json !== undefined) {
      text += json;
      return;
    }
    vain += 1;
    ancestors.push(object);
    writeObject(object, false);
    ancestors.pop();
  };

  /** @param {any} object @param {boolean} isJson came out of toJSON @returns {void} */
  const writeObject = (object, isJson) => {
    if (Array.isArray(object)) {
      const summary = summaryOfNumbers(object, FEW_NUMBERS, limit);
      return summary ? writeString(summary) : writeMembers(listed.call(object), true);
    }
    const brand = brandOf(object);
    if (brand === 'Map') return writeMembers(object.entries(), !hasNames(object, limit));
    if (brand === 'Set') return writeMembers(object.values(), true);
    const other = standIn(object, brand);
    if (other !== undefined) return isRecord(other) ? writeMembers(entriesOf(other), false) : writeAny(other);
    if (!isJson && typeof object.toJSON === 'function') {
      const json = object.toJSON('');
      return isRecord(json) ? writeObject(json, true) : writeAny(json);
    }
    const isOpaque = brand !== 'Object' && Object.keys(object).length === 0;
    return isOpaque ? writeString(`[${brand}]`) : writeMembers(entriesOf(object), false);
  };

  /** @param {Iterable<any>} entries items of a list, or keys with their values @param {boolean} isList */
  const writeMembers = (entries, isList) => {
    if (room() < 2) return stop(MORE_JSON);
    text += isList ? '[' : '{';
    open += 1;
    let comma = '';
    for (const entry of entries) {
      const [key, value] = isList ? ['', entry] : entry;
      const isTired = ++steps > limit;
      const isLeftOut = !isTired && ((value === undefined && !isList) || ignore?.(value));
      if (isLeftOut && !isList) continue;
      const left = room();
      const label = isTired || isList || key.length >= left ? '' : `${JSON.stringify(key)}:`;
      if (!isTired && (isList || label) && comma.length + label.length <= left) {
        text += comma + label;
        write(isLeftOut ? null : value);
      } else stop(comma + (isList ? '' : `${MORE_JSON}:`) + MORE_JSON);
      comma = ',';
      if (isFull) break;
    }
    text += isList ? ']' : '}';
    open -= 1;
  };

  write(value);
  return { text: text.length > limit ? '' : text, json: true, truncated };
}

/**
 * The beginning of a text and the mark, together at most `length` long; a surrogate pair is not split.
 * @param {string} text @param {number} length
 */
export function cut(text, length) {
  if (length < 1) return '';
  const end = length - 1;
  return text.slice(0, end > 0 && isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end) + MORE;
}

/** @param {number} unit */
const isHighSurrogate = (unit) => unit >= 0xd800 && unit < 0xdc00;

/** Whether all keys are strings, as far as is looked. @param {Map<unknown, unknown>} map @param {number} limit */
function hasNames(map, limit) {
  let looked = 0;
  for (const key of map.keys()) {
    if (typeof key !== 'string') return false;
    if (++looked > limit) break;
  }
  return true;
}

/** @param {unknown} value */
const isRecord = (value) => typeof value === 'object' && value !== null;

/**
 * @param {any} object
 * @returns {Generator<[string, unknown]>}
 */
function* entriesOf(object) {
  for (const key of Object.keys(object)) {
    let value;
    try {
      value = object[key];
    } catch {
      value = THREW;
    }
    yield [key, value];
  }
}

/**
 * A string of JSON, at most `length` long, that shows the beginning of `text`.
 * @param {string} text @param {number} length at least 3
 */
function cutJson(text, length) {
  let piece = text.length < length ? text : text.slice(0, length);
  let size = JSON.stringify(piece).length;
  while (piece !== '' && size + 1 > length) {
    piece = piece.slice(0, Math.min(piece.length - 1, Math.floor((piece.length * length) / (size + 1))));
    if (isHighSurrogate(piece.charCodeAt(piece.length - 1))) piece = piece.slice(0, -1);
    size = JSON.stringify(piece).length;
  }
  return JSON.stringify(piece + MORE);
}
