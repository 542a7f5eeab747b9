// Puts the hits in the order in which a reader would want them: the question's words in the heading, close together, and all of them.
import { termOf, termsOf } from './words.js';

/**
 * @template {{ title: string, summary: string, heading: string, text: string, score: number }} Hit
 * @param {string[]} words @param {Hit[]} hits @param {number} limit
 * @returns {Hit[]} the same objects, best first
 */
export function rerankHits(words, hits, limit) {
  const wanted = new Set(words.map(termOf));
  const highest = Math.max(...hits.map(({ score }) => score));
  const grade = (hit) => {
    const name = new Set(termsOf(`${hit.title} ${hit.summary} ${hit.heading}`));
    const text = termsOf(hit.text);
    const all = new Set([...name, ...text]);
    return hit.score / highest + 0.8 * share(wanted, name) + 0.8 * share(wanted, all) + 0.5 * closeness(wanted, text);
  };
  const graded = hits.map((hit) => ({ hit, grade: grade(hit) }));
  return graded
    .sort((a, b) => b.grade - a.grade)
    .slice(0, limit)
    .map(({ hit }) => hit);
}

const share = (wanted, present) => [...wanted].filter((term) => present.has(term)).length / Math.max(1, wanted.size);

/** 1 when every wanted term that occurs does so side by side, towards 0 the further apart they stand. */
function closeness(wanted, terms) {
  const places = terms.flatMap((term, at) => (wanted.has(term) ? [{ term, at }] : []));
  const kinds = new Set(places.map(({ term }) => term)).size;
  if (kinds < 2) return 0;
  const inside = new Map();
  let shortest = terms.length;
  let first = 0;
  for (const { term, at } of places) {
    inside.set(term, (inside.get(term) ?? 0) + 1);
    while (inside.size === kinds) {
      shortest = Math.min(shortest, at - places[first].at + 1);
      const left = places[first++].term;
      const remaining = inside.get(left) - 1;
      if (remaining > 0) inside.set(left, remaining);
      else inside.delete(left);
    }
  }
  return kinds / shortest;
}
