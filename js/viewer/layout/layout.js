// Places the nodes of a graph, the data flowing down. Each group is laid out by itself, inner ones first, and is one box in the
// group around it: dagre's own groups took seconds for 60 nodes in four levels, and left most of the picture empty.
import { placeLevel } from './level.js';
import { routesOf } from './routes.js';

/** @typedef {{ id: string, width: number, height: number, group?: string }} Node */
/** The header stands on top of its group and is as wide, the result at the bottom. @typedef {{ id: string, header: string, result?: string, group?: string }} Group */
/** @typedef {{ id: string, from: string, to: string, label?: Size }} Edge */
/** Outer groups stand before those in them. A row may be as wide as `room`, if that is known. @typedef {{ nodes: Node[], groups: Group[], edges: Edge[], room?: number }} LayoutInput */
/** @typedef {{ width: number, height: number }} Size */
/** @typedef {{ x: number, y: number, width: number, height: number }} Box the top left corner and the size */
/** @typedef {[x: number, y: number]} Point */
/** @typedef {{ points: Point[], label?: Point }} Route */
/** @typedef {{ nodes: Record<string, Box>, groups: Record<string, Box>, edges: Record<string, Route>, bounds: Box }} Layout */

/** The level that is in no group. */
export const OUTSIDE = '';
const PADDING = 16;
/** Three cards beside each other. */
const ROOM = 800;

/** @param {LayoutInput} input @returns {Layout} */
export function layoutOf(input) {
  const routes = routesOf(input);
  const sizes = new Map(input.nodes.map(({ id, width, height }) => [id, { width, height }]));
  const sizeOf = (/** @type {string} */ id) => /** @type {Size} */ (sizes.get(id));
  const bars = new Set(input.groups.flatMap(({ header, result }) => [header, result]));
  /** @type {Map<string, import('./level.js').Placement>} */
  const placements = new Map();
  const placementOf = (/** @type {string} */ level) =>
    /** @type {import('./level.js').Placement} */ (placements.get(level));
  for (const group of [...input.groups].reverse()) {
    const placement = place(group.id);
    const header = sizeOf(group.header);
    const result = group.result === undefined ? 0 : sizeOf(group.result).height;
    sizes.set(group.id, {
      width: Math.max(header.width, placement.width + 2 * PADDING),
      height: header.height + placement.height + (result || PADDING),
    });
  }
  place(OUTSIDE);
  return assemble();

  /** @param {string} level */
  function place(level) {
    const isIn = (/** @type {{ group?: string }} */ { group = OUTSIDE }) => group === level;
    const items = [...input.nodes.filter((node) => isIn(node) && !bars.has(node.id)), ...input.groups.filter(isIn)];
    const placement = placeLevel(
      items.map(({ id }) => ({ id, ...sizeOf(id) })),
      routes.segments.get(level) ?? [],
      input.room ?? ROOM,
    );
    placements.set(level, placement);
    return placement;
  }

  function assemble() {
    /** @type {Layout} */
    const layout = { nodes: {}, groups: {}, edges: {}, bounds: { x: 0, y: 0, width: 0, height: 0 } };
    /** Where each level's own coordinates begin. @type {Map<string, Point>} */
    const origins = new Map([[OUTSIDE, /** @type {Point} */ ([0, 0])]]);
    const boxOf = (/** @type {string} */ id, /** @type {string} */ level) => {
      const [x, y] = /** @type {Point} */ (origins.get(level));
      const [itemX, itemY] = /** @type {Point} */ (placementOf(level).items.get(id));
      return { x: x + itemX, y: y + itemY, ...sizeOf(id) };
    };
    for (const { id, header, result, group = OUTSIDE } of input.groups) {
      const box = boxOf(id, group);
      layout.groups[id] = box;
      layout.nodes[header] = { ...box, height: sizeOf(header).height };
      if (result !== undefined) {
        const { height } = sizeOf(result);
        layout.nodes[result] = { ...box, y: box.y + box.height - height, height };
      }
      const { width } = placementOf(id);
      origins.set(id, [box.x + (box.width - width) / 2, box.y + sizeOf(header).height]);
    }
    for (const { id, group = OUTSIDE } of input.nodes) if (!bars.has(id)) layout.nodes[id] = boxOf(id, group);
    layout.edges = routes.join(layout, (level, segment) => {
      const [x, y] = /** @type {Point} */ (origins.get(level));
      const route = /** @type {Route} */ (placementOf(level).routes.get(segment));
      const move = (/** @type {Point} */ point) => /** @type {Point} */ ([point[0] + x, point[1] + y]);
      return { points: route.points.map(move), label: route.label && move(route.label) };
    });
    layout.bounds = around(layout);
    return layout;
  }
}

/** @param {Layout} layout @returns {Box} */
function around({ nodes, groups, edges }) {
  const boxes = [...Object.values(nodes), ...Object.values(groups)];
  if (boxes.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const points = Object.values(edges).flatMap((edge) => edge.points);
  const left = Math.min(...boxes.map(({ x }) => x), ...points.map(([x]) => x));
  const right = Math.max(...boxes.map(({ x, width }) => x + width), ...points.map(([x]) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}
