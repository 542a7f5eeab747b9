// Links between the same two nodes are drawn as one edge.

/** @typedef {import('../model.js').TraceModel} TraceModel */
/** @typedef {import('../model.js').LinkRow} LinkRow */

/** Nobody can read more, and the layout takes long. */
export const MAX_EDGES = 120;

/** Strongest first. @type {LinkRow['via'][]} */
const STRENGTH = ['manual', 'identity', 'member', 'structure', 'text'];

/**
 * @typedef {object} Bundle
 * @property {string} id
 * @property {string} from a node
 * @property {string} to
 * @property {number[]} links indexes, the strongest first
 * @property {LinkRow['via']} via of the strongest
 * @property {number} [overlap] the largest
 */

/** @typedef {Pick<LinkRow, 'via' | 'overlap'>} Evidence */

/** @param {Evidence} a @param {Evidence} b */
const byStrength = (a, b) => STRENGTH.indexOf(a.via) - STRENGTH.indexOf(b.via) || (b.overlap ?? 0) - (a.overlap ?? 0);

/**
 * @param {TraceModel} trace
 * @param {(span: number, side: LinkRow['fromSide']) => string | undefined} nodeOf the node at which a link ends
 * @returns {{ edges: Bundle[], leftOut: number }}
 */
export function bundle({ links }, nodeOf) {
  /** @type {Map<string, { from: string, to: string, links: number[] }>} */
  const bundles = new Map();
  links.forEach((link, index) => {
    const from = nodeOf(link.from, link.fromSide);
    const to = nodeOf(link.to, link.toSide);
    if (from === undefined || to === undefined || from === to) return;
    const id = `${from} > ${to}`;
    const there = bundles.get(id);
    if (there) there.links.push(index);
    else bundles.set(id, { from, to, links: [index] });
  });
  const edges = [...bundles].map(([id, { from, to, links: indexes }]) => {
    indexes.sort((a, b) => byStrength(links[a], links[b]));
    const overlaps = indexes.flatMap((index) => links[index].overlap ?? []);
    const overlap = overlaps.length > 0 ? Math.max(...overlaps) : undefined;
    return { id, from, to, links: indexes, via: links[indexes[0]].via, overlap };
  });
  return strongest(edges);
}

/** The first edge of each consumer, then the strongest. @param {Bundle[]} edges */
function strongest(edges) {
  if (edges.length <= MAX_EDGES) return { edges, leftOut: 0 };
  const sorted = [...edges].sort((a, b) => byStrength(a, b) || b.links.length - a.links.length);
  const served = new Set();
  /** @type {Bundle[]} */
  const later = [];
  const first = sorted.filter((edge) => {
    if (served.has(edge.to)) later.push(edge);
    return !served.has(edge.to) && served.add(edge.to);
  });
  const kept = new Set([...first, ...later].slice(0, MAX_EDGES));
  return { edges: edges.filter((edge) => kept.has(edge)), leftOut: edges.length - kept.size };
}
