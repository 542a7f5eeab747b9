// Sizes of what is drawn, and the question for the layout.
import { edgeLabel } from './words.js';

/** @typedef {import('./visible.js').GraphNode} GraphNode */

/** In pixels at full size. @type {Record<GraphNode['type'], { width: number, height: number }>} */
export const SIZES = {
  span: { width: 256, height: 54 },
  header: { width: 248, height: 36 },
  result: { width: 120, height: 24 },
  more: { width: 132, height: 34 },
};

/** More words than these would hide the lines; the others appear when a line or its end is pointed at. */
const MAX_LABELS = 24;

/** @param {import('./visible.js').Graph} graph */
export const areLabelsShown = ({ edges }) => edges.length <= MAX_LABELS;

/** An estimate: there is no document in a worker. @param {string} text */
export const labelWidth = (text) => Math.ceil(text.length * 5.8) + 10;

/** @param {import('./visible.js').Graph} graph @param {number} [room] for a row @returns {import('../layout/layout.js').LayoutInput} */
export function layoutInputOf(graph, room) {
  const labels = areLabelsShown(graph);
  return {
    room,
    nodes: graph.nodes.map(({ id, type, group }) => ({ id, group, ...SIZES[type] })),
    groups: graph.groups.map(({ id, group, header, result }) => ({ id, group, header, result })),
    edges: graph.edges.map((edge) => ({
      id: edge.id,
      from: edge.from,
      to: edge.to,
      ...(labels && { label: { width: labelWidth(edgeLabel(edge)), height: 16 } }),
    })),
  };
}
