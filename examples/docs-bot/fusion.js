// Two rankings as one: the score of the words, and half as much for the rank of the meaning, as in reciprocal rank fusion.

const RANK_OFFSET = 20;
const WEIGHT = 0.5;

/**
 * @template {{ id: string }} Hit
 * @param {(Hit & { score: number })[]} byWords best first @param {Hit[]} byMeaning best first @param {number} limit
 * @returns {(Hit & { score: number })[]}
 */
export function fuse(byWords, byMeaning, limit) {
  const highest = byWords[0]?.score ?? 1;
  const fused = new Map(byWords.map((hit) => [hit.id, { ...hit, score: hit.score / highest }]));
  for (const [rank, hit] of byMeaning.entries()) {
    const known = fused.get(hit.id) ?? { ...hit, score: 0 };
    fused.set(hit.id, { ...known, score: known.score + (WEIGHT * RANK_OFFSET) / (RANK_OFFSET + rank) });
  }
  return [...fused.values()].sort((a, b) => b.score - a.score).slice(0, limit);
}
