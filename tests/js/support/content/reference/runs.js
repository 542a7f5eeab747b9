// Maximal runs of characters that two texts share.
import { normal } from './normal.js';

/** @typedef {{ at: number, from: number, length: number }} Run `at` in the one text, `from` in the other, in normalised characters */

/** @type {Map<string, Map<string, number[]>>} */
const known = new Map();

/** Where each gram of a text stands. @param {string} text @param {number} size */
function gramsOf(text, size) {
  const name = `${size} ${text}`;
  let grams = known.get(name);
  if (!grams) {
    grams = new Map();
    const { chars } = normal(text);
    for (let i = 0; i + size <= chars.length; i++) {
      const gram = chars.slice(i, i + size).join('');
      const places = grams.get(gram);
      if (places) places.push(i);
      else grams.set(gram, [i]);
    }
    known.set(name, grams);
  }
  return grams;
}

/** Every run of at least `shortest` that cannot be made longer. @param {string} text @param {string} other @param {number} shortest @returns {Run[]} */
export function sharedRuns(text, other, shortest) {
  const [a, b] = [normal(text).chars, normal(other).chars];
  if (a.length < shortest || b.length < shortest) return [];
  const theirs = gramsOf(other, shortest);
  const runs = [];
  for (const [gram, places] of gramsOf(text, shortest)) {
    const found = theirs.get(gram);
    if (!found) continue;
    for (const at of places) {
      for (const from of found) {
        if (at > 0 && from > 0 && a[at - 1] === b[from - 1]) continue;
        let length = shortest;
        while (at + length < a.length && from + length < b.length && a[at + length] === b[from + length]) length++;
        runs.push({ at, from, length });
      }
    }
  }
  return runs;
}
