// The JSON of plain data up to a bound: it stops there and closes what is open.
import { isHighSurrogate, MORE } from './cut.js';

const MORE_JSON = '"…"';
/** Room that is always left for the longest mark, `,"…":"…"`. */
const RESERVE = 8;
/** How often a part may turn out to be too long for what is left: a deep value is that at each level. */
const MAX_VAIN = 4;

/**
 * @param {unknown} data plain, with more JSON than there is room for @param {number} limit on the length of the text
 * @returns {string} empty where there is no room even for the mark
 */
export function writeBounded(data, limit) {
  let text = '';
  /** Set when there is no room for more: from here on brackets close. */
  let isFull = false;
  /** Brackets that are open. */
  let open = 0;
  let vain = 0;

  const room = () => limit - text.length - open - RESERVE;

  /** @param {string} mark */
  const stop = (mark) => {
    text += mark;
    isFull = true;
  };

  /** @param {unknown} value */
  const write = (value) => {
    const left = room();
    const isNested = typeof value === 'object' && value !== null;
    // All of it is known to be too long.
    const isTried = isNested ? text && vain < MAX_VAIN : typeof value !== 'string' || value.length < left;
    const json = isTried ? JSON.stringify(value) : '';
    if (json && json.length <= left) {
      text += json;
    } else if (isNested) {
      vain += 1;
      writeMembers(value);
    } else stop(typeof value === 'string' ? cutJson(value, Math.max(left, 0) + MORE_JSON.length) : MORE_JSON);
  };

  /** @param {object} members */
  const writeMembers = (members) => {
    if (room() < 2) return stop(MORE_JSON);
    const isList = Array.isArray(members);
    text += isList ? '[' : '{';
    open += 1;
    let comma = '';
    for (const key of isList ? members.keys() : Object.keys(members)) {
      const left = room();
      const label = typeof key === 'number' || key.length >= left ? '' : `${JSON.stringify(key)}:`;
      if ((isList || label) && comma.length + label.length <= left) {
        text += comma + label;
        write(/** @type {any} */ (members)[key]);
      } else stop(comma + (isList ? '' : `${MORE_JSON}:`) + MORE_JSON);
      comma = ',';
      if (isFull) break;
    }
    text += isList ? ']' : '}';
    open -= 1;
  };

  write(data);
  return text.length > limit ? '' : text;
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
