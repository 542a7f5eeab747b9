// Meaning as a vector: the weighted mean of a text's word vectors, without the direction that all texts share
// (Arora, Liang, Ma: A simple but tough-to-beat baseline for sentence embeddings, 2017).
import { dot, unit } from './vectors.js';
import { wordsOf } from './words.js';

const RARE = 1e-3;
const FEWEST = 1e-6;
const ROUNDS = 20;
const BEGINNING = 600;

/**
 * @param {import('./corpus.js').Section[]} sections @param {Map<string, number>} vocabulary word -> how often it occurs
 * @param {ReturnType<typeof import('./vectors.js').readVectors>} vectors
 * @returns {{ embed(text: string): number[], nearest(vector: number[], limit: number): import('./corpus.js').Section[] }}
 */
export function createEmbedding(sections, vocabulary, { dimensions, vectorOf }) {
  const total = [...vocabulary.values()].reduce((sum, count) => sum + count, 0);
  const weightOf = (word) => RARE / (RARE + Math.max((vocabulary.get(word) ?? 0) / total, FEWEST));

  const mean = (text) => {
    const sum = new Float32Array(dimensions);
    for (const word of wordsOf(text)) {
      const vector = vectorOf(word);
      if (!vector) continue;
      const weight = weightOf(word);
      for (let i = 0; i < dimensions; i++) sum[i] += weight * vector[i];
    }
    return unit(sum);
  };
  const means = sections.map(({ title, heading, summary, text }) =>
    mean(`${title} ${heading} ${summary} ${text.slice(0, BEGINNING)}`),
  );
  const shared = mainDirection(means, dimensions);
  const without = (vector) => {
    const along = dot(vector, shared);
    return unit(vector.map((number, i) => number - along * shared[i]));
  };
  const places = means.map(without);

  return {
    embed: (text) => Array.from(without(mean(text)), (number) => Math.round(number * 1000) / 1000),
    nearest: (vector, limit) =>
      places
        .map((place, i) => ({ section: sections[i], closeness: dot(place, vector) }))
        .sort((a, b) => b.closeness - a.closeness)
        .slice(0, limit)
        .map(({ section }) => section),
  };
}

/** The first principal direction, by power iteration. @param {Float32Array[]} vectors @param {number} dimensions */
function mainDirection(vectors, dimensions) {
  let direction = unit(new Float32Array(dimensions).fill(1));
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float32Array(dimensions);
    for (const vector of vectors) {
      const along = dot(vector, direction);
      for (let i = 0; i < dimensions; i++) next[i] += along * vector[i];
    }
    direction = unit(next);
  }
  return direction;
}
