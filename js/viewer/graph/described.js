// What a screen reader hears of a node.
import { count } from '../parts/format.js';
import { nameAt } from '../parts/names.js';
import { MORE_CONSUMERS, MORE_PRODUCERS } from './only-lineage.js';
import { evidenceOf } from './words.js';

/** @typedef {import('./visible.js').GraphNode} GraphNode */

/** Names of producers and consumers that are listed. */
const MAX_LISTED = 8;

/**
 * What is heard after a step's name and figures.
 * @param {import('../model.js').TraceModel} trace @param {import('./visible.js').Graph} graph @param {GraphNode} node
 */
export function describe(trace, graph, node) {
  /** An open group's output is a node of its own. */
  const own = new Set(graph.nodes.flatMap(({ id, span, type }) => (type !== 'more' && span === node.span ? [id] : [])));
  const names = new Map(graph.nodes.map((other) => [other.id, nameOf(trace, other)]));
  const list = (
    /** @type {'uses' | 'used by'} */ word,
    /** @type {'from' | 'to'} */ other,
    /** @type {'from' | 'to'} */ end,
  ) => {
    const edges = graph.edges.filter((edge) => own.has(edge[end]) && !own.has(edge[other]));
    const items = edges
      .slice(0, MAX_LISTED)
      .map((edge) => `${names.get(edge[other])} (${evidenceOf(edge.via, edge.overlap)})`);
    const rest = edges.length - items.length;
    return items.length > 0 ? [`${word} ${items.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`] : [];
  };
  return [
    ...(trace.spans[node.span].status === 'error' ? ['failed'] : []),
    ...list('uses', 'from', 'to'),
    ...list('used by', 'to', 'from'),
    ...(node.hidden > 0 ? [`${count(node.hidden, 'step')} inside`] : []),
  ].join(', ');
}

/** @param {import('../model.js').TraceModel} trace @param {GraphNode} node */
const nameOf = ({ spans }, node) => (node.type === 'more' ? moreText(node) : nameAt(spans, node.span));

/** @param {GraphNode} node */
export function moreText({ id, hidden }) {
  if (id === MORE_PRODUCERS) return `${count(hidden, 'farther source')}`;
  if (id === MORE_CONSUMERS) return `${count(hidden, 'farther use')}`;
  return `${count(hidden, 'more step')}`;
}
