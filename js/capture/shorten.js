// Writes plain data that is too long as JSON: the longest strings are shortened until the rest fits.
import { cut } from './cut.js';
import { writeBounded } from './write.js';

/** Shorter strings are not shortened. If all are short, the beginning is more useful than a bit of each. */
const FEW = 64;

/** @param {unknown} data plain @param {number} limit on the length of the text */
export function shortened(data, limit) {
  /** @type {number[]} */
  const sizes = [];
  /** @param {(text: string) => string} change */
  const withStrings = (change) =>
    JSON.stringify(data, (_, value) => (typeof value === 'string' ? change(value) : value));
  const frame = withStrings((text) => {
    sizes.push(text.length);
    return '';
  }).length;
  sizes.sort((a, b) => a - b);
  for (let room = limit - frame; ; ) {
    const level = levelOf(sizes, room);
    const json = withStrings((text) => (text.length > level ? cut(text, level) : text));
    if (json.length <= limit) return json;
    if (level === FEW) return writeBounded(JSON.parse(json), limit);
    // Escapes have made strings longer.
    room *= Math.min((limit - frame) / (json.length - frame), 0.99);
  }
}

/** How long strings may be so that all of them fit. @param {number[]} sizes ascending @param {number} room */
function levelOf(sizes, room) {
  let left = room;
  return sizes.reduce((level, size, i) => {
    const even = Math.floor(left / (sizes.length - i));
    left -= size;
    return Math.max(level, even);
  }, FEW);
}
