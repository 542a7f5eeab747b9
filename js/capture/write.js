// The JSON of plain data up to a bound: it stops there and closes what is open.
import { cut } from './cut.js';

const MORE_JSON = '"…"';
/** Room that is always left for the longest mark, `,"…":"…"`. */
const RESERVE = 8;

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

  const room = () => limit - text.length - open - RESERVE;

  /** @param {string} mark */
  const stop = (mark) => {
    text += mark;
    isFull = true;
  };

  /** @param {unknown} value */
  const write = (value) => {
    if (typeof value === 'object' && value !== null) return writeMembers(value);
    const left = room();
    const isText = typeof value === 'string';
    const json = isText && value.length > left ? undefined : JSON.stringify(value);
    if (json && json.length <= left) text += json;
    else stop(isText ? cutJson(value, Math.max(left, 0) + MORE_JSON.length) : MORE_JSON);
  };

  /** @param {object} members */
  const writeMembers = (members) => {
    if (room() < 2) return stop(MORE_JSON);
    const isList = Array.isArray(members);
    text += isList ? '[' : '{';
    open += 1;
    let comma = '';
    for (const key of isList ? members.keys() : Object.keys(members)) {
      // Left out where links are found.
      if (/** @type {any} */ (members)[key] === undefined) continue;
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
  let most = length - 2;
  let json = JSON.stringify(cut(text, most));
  while (json.length > length) {
    // Escapes make it longer.
    most = Math.min(most - 1, Math.floor((most * length) / json.length));
    json = JSON.stringify(cut(text, most));
  }
  return json;
}
