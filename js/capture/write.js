// Writes plain data as JSON up to a limit. It stops there and closes what is open.
import { cut } from './cut.js';

const MORE_JSON = '"…"';
/** Room that is always kept for the longest mark, `,"…":"…"`. */
const RESERVE = 8;

/**
 * @param {unknown} data plain data whose JSON exceeds the limit @param {number} limit on the length of the text
 * @returns {string} empty if there is no room even for the mark
 */
export function writeBounded(data, limit) {
  let text = '';
  /** Set when there is no more room: from here on, brackets are only closed. */
  let isFull = false;
  /** Open brackets. */
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
      // Links leave it out.
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
 * Returns a JSON string, at most `length` long, with the beginning of `text`.
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
