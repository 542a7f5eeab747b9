// Which characters of a run are in a range of the attribute's string, where JSON may have written some of them as escapes.

/** @typedef {import('../model.js').Run} Run */

const CODE_ESCAPE = 6;

/** How many characters stand for one, as programs write JSON. @type {readonly ((unit: string) => number)[]} */
const WRITTEN = [
  () => 1,
  (unit) => JSON.stringify(unit).length - 2,
  // Python writes ASCII alone.
  (unit) => (unit > '\x7e' ? CODE_ESCAPE : JSON.stringify(unit).length - 2),
];

/** All of the run, if how it was written is not known. Complexity: linear in the run. @param {Run} run @param {readonly [number, number]} range @returns {[number, number]} */
export function offsetsIn({ text, range: [start, end] }, [from, to]) {
  if (from <= start && to >= end) return [0, text.length];
  const length = WRITTEN.find((each) => lengthOf(text, each) === end - start);
  if (!length) return [0, text.length];
  return [offsetOf(text, length, from - start), offsetOf(text, length, to - start)];
}

/** @param {string} text @param {(unit: string) => number} length */
function lengthOf(text, length) {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum += length(text[at]);
  return sum;
}

/** @param {string} text @param {(unit: string) => number} length @param {number} place */
function offsetOf(text, length, place) {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (sum >= place) return at;
    sum += length(text[at]);
  }
  return text.length;
}
