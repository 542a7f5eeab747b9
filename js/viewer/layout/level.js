// Lays out what is directly in one group, by dagre.
import { Graph, layout } from '@dagrejs/dagre';
import { rowBreaks } from './rows.js';

/** @typedef {import('./layout.js').Point} Point */
/** @typedef {import('./layout.js').Size} Size */
/** @typedef {{ id: string, width: number, height: number }} Item */
/** A piece of an edge, between two items. @typedef {{ id: string, from: string, to: string, label?: Size }} Segment */
/** @typedef {{ items: Map<string, Point>, routes: Map<string, import('./layout.js').Route>, width: number, height: number }} Placement top left corners */

/** The edges of a group, where lines come from its header and go to its result, or from and to other groups. */
export const TOP = 'top';
export const BOTTOM = 'bottom';

const ROW_GAP = 40;
const ITEM_GAP = 24;
const LINE_GAP = 14;
/** Hints weigh 1. Not 0, by which dagre divides, and no fraction, with which it may run for ever. */
const EDGE_WEIGHT = 8;

/** @param {Item[]} items @param {Segment[]} segments @param {number} room for a row @returns {Placement} */
export function placeLevel(items, segments, room) {
  if (items.length === 0) return { items: new Map(), routes: new Map(), width: 0, height: 0 };
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', ranksep: ROW_GAP, nodesep: ITEM_GAP, edgesep: LINE_GAP });
  const ends = new Set(segments.flatMap(({ from, to }) => [from, to]));
  for (const { id, width, height } of items) graph.setNode(id, { width, height });
  for (const end of [TOP, BOTTOM]) if (ends.has(end)) graph.setNode(end, { width: 1, height: 1 });
  for (const segment of segments) {
    graph.setEdge(...downward(segment), { weight: EDGE_WEIGHT, labelpos: 'c', ...segment.label }, segment.id);
  }
  for (const { id } of items) {
    if (ends.has(TOP)) graph.setEdge(TOP, id, { weight: 1 }, 'hint');
    if (ends.has(BOTTOM)) graph.setEdge(id, BOTTOM, { weight: 1 }, 'hint');
  }
  for (const [from, to] of rowBreaks(items, segments, room)) graph.setEdge(from, to, { weight: 1 }, 'hint');
  layout(graph);
  return read(graph, items, segments);
}

/** @typedef {{ x: number, y: number }} Coordinates */
/** @typedef {Coordinates & { points: Coordinates[] }} Edge */

/** How far from its place a label may be put onto a line that is smoother. */
const LABEL_SHIFT = 40;

/**
 * Without the bends between two rows that nothing stands at.
 * @template {{ points: Coordinates[], label?: Coordinates }} T @param {T} edge @returns {T}
 */
function smooth(edge) {
  const { points, label } = edge;
  const last = points.length - 1;
  if (last === 2) {
    const middle = { x: (points[0].x + points[2].x) / 2, y: points[1].y };
    if (Math.abs(middle.x - points[1].x) > LABEL_SHIFT) return edge;
    return { ...edge, points: [points[0], points[2]], label: label && middle };
  }
  const kept = points.filter(
    (point, at) => (at !== 1 && at !== last - 1) || (point.x === label?.x && point.y === label.y),
  );
  return { ...edge, points: kept };
}

/** Headers stay on top and results at the bottom, wherever lines lead. @param {Segment} segment @returns {[string, string]} */
const downward = ({ from, to }) => (from === BOTTOM || to === TOP ? [to, from] : [from, to]);

/** @param {Graph} graph @param {Item[]} items @param {Segment[]} segments @returns {Placement} */
function read(graph, items, segments) {
  const boxes = items.map(({ id, width, height }) => {
    const { x, y } = /** @type {{ x: number, y: number }} */ (graph.node(id));
    return { id, x: x - width / 2, y: y - height / 2, width, height };
  });
  const edges = segments.map((segment) => {
    const [from, to] = downward(segment);
    const edge = /** @type {Edge} */ (graph.edge(from, to, segment.id));
    const points = from === segment.from ? edge.points : [...edge.points].reverse();
    return smooth({ id: segment.id, points, label: segment.label && { x: edge.x, y: edge.y } });
  });
  const labels = segments.flatMap(({ label }, at) => {
    const x = edges[at].label?.x;
    return label && x !== undefined ? [{ x: x - label.width / 2 }, { x: x + label.width / 2 }] : [];
  });
  const xs = [...boxes, ...edges.flatMap(({ points }) => points), ...labels];
  const left = Math.min(...xs.map(({ x }) => x));
  const right = Math.max(...boxes.map(({ x, width }) => x + width), ...xs.map(({ x }) => x));
  const topNode = /** @type {{ y: number } | undefined} */ (graph.node(TOP));
  const top = topNode?.y ?? Math.min(...boxes.map(({ y }) => y)) - ROW_GAP / 2;
  const bottomNode = /** @type {{ y: number } | undefined} */ (graph.node(BOTTOM));
  const bottom = bottomNode?.y ?? Math.max(...boxes.map(({ y, height }) => y + height));
  const move = (/** @type {{ x: number, y: number }} */ { x, y }) => /** @type {Point} */ ([x - left, y - top]);
  return {
    items: new Map(boxes.map((box) => [box.id, move(box)])),
    routes: new Map(
      edges.map(({ id, points, label }) => [id, { points: points.map(move), label: label && move(label) }]),
    ),
    width: right - left,
    height: bottom - top,
  };
}
