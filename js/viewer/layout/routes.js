// Edges between groups, cut into one segment for each group that they cross, and put together again.
import { BOTTOM, TOP } from './level.js';

/** @typedef {import('./layout.js').Layout} Layout */
/** @typedef {import('./layout.js').Box} Box */
/** @typedef {import('./layout.js').Point} Point */
/** @typedef {import('./layout.js').Route} Route */
/** @typedef {import('./level.js').Segment} Segment */
/** @typedef {{ level: string, item: string }} Place */

/** Lines keep this far from the corners of a box. */
const MARGIN = 14;
/** From one arrowhead to the next on the same side of a box. */
const ARROW_GAP = 14;

/**
 * @param {import('./layout.js').LayoutInput} input
 * @returns {{ segments: Map<string, Segment[]>, join(layout: Layout, routeOf: (level: string, segment: string) => Route): Layout['edges'] }}
 */
export function routesOf({ nodes, groups, edges }) {
  const places = placesOf(nodes, groups);
  /** @type {Map<string, Segment[]>} */
  const segments = new Map();
  const plans = edges.map((edge) => {
    const from = /** @type {Place[]} */ (places.get(edge.from));
    const to = /** @type {Place[]} */ (places.get(edge.to));
    const shared = from.filter(({ level }, depth) => to[depth]?.level === level).length - 1;
    const add = (
      /** @type {string} */ level,
      /** @type {string} */ start,
      /** @type {string} */ end,
      label = edge.label,
    ) => {
      if (start === end) return;
      const there = segments.get(level) ?? [];
      there.push({ id: edge.id, from: start, to: end, label });
      segments.set(level, there);
      return level;
    };
    const inner = from.slice(shared + 1).reverse();
    const leaving = inner.flatMap(({ level, item }) => add(level, item, BOTTOM, undefined) ?? []);
    const entering = to.slice(shared + 1).flatMap(({ level, item }) => add(level, TOP, item, undefined) ?? []);
    add(from[shared].level, from[shared].item, to[shared].item);
    return { ...edge, level: from[shared].level, leaving, entering };
  });
  return {
    segments,
    join: (layout, routeOf) => {
      const routes = Object.fromEntries(
        plans.map(({ id, from, to, level, leaving, entering }) => {
          const main = routeOf(level, id);
          const [start, end] = [layout.nodes[from], layout.nodes[to]];
          if (isUpward(main.points)) return [id, { ...main, points: upward(main.points, start, end) }];
          const before = leaving.map((one) => routeOf(one, id).points);
          const after = entering.map((one) => routeOf(one, id).points);
          return [id, labelled(joined(before, main.points, after, start, end), main.label)];
        }),
      );
      for (const { points, box } of endsOf(plans, routes, layout)) spread(points, box);
      return routes;
    },
  };
}

/** The ends of lines that come to the same side of a box. @param {{ id: string, to: string }[]} plans @param {Layout['edges']} routes @param {Layout} layout */
function endsOf(plans, routes, layout) {
  /** @type {Map<string, { points: Point[], box: Box }>} */
  const ends = new Map();
  for (const { id, to } of plans) {
    const { points } = routes[id];
    const end = points[points.length - 1];
    const key = `${end[1]} ${to}`;
    const there = ends.get(key);
    if (there) there.points.push(end);
    else ends.set(key, { points: [end], box: layout.nodes[to] });
  }
  return ends.values();
}

/** Moves ends apart, so that each line has an arrowhead of its own. @param {Point[]} ends @param {Box} box */
function spread(ends, { x, width }) {
  const gap = Math.min(ARROW_GAP, (width - 2 * MARGIN) / Math.max(1, ends.length - 1));
  ends.sort((a, b) => a[0] - b[0]);
  ends.forEach((end, at) => {
    if (at > 0) end[0] = Math.max(end[0], ends[at - 1][0] + gap);
  });
  ends.forEach((_, at) => {
    const end = ends[ends.length - 1 - at];
    end[0] = Math.min(end[0], x + width - MARGIN - at * gap);
  });
}

/** Where each node is, from the outermost level to its own. @param {import('./layout.js').Node[]} nodes @param {import('./layout.js').Group[]} groups */
function placesOf(nodes, groups) {
  /** @type {Map<string | undefined, Place[]>} */
  const around = new Map([[undefined, []]]);
  /** @type {Map<string, Place[]>} */
  const places = new Map();
  for (const { id, group, header, result } of groups) {
    const outer = [.../** @type {Place[]} */ (around.get(group)), { level: group ?? '', item: id }];
    around.set(id, outer);
    places.set(header, [...outer, { level: id, item: TOP }]);
    if (result !== undefined) places.set(result, [...outer, { level: id, item: BOTTOM }]);
  }
  for (const { id, group } of nodes) {
    if (places.has(id)) continue;
    places.set(id, [.../** @type {Place[]} */ (around.get(group)), { level: group ?? '', item: id }]);
  }
  return places;
}

/** A label stands on its line, also when the ends of a short one were moved. @param {Point[]} points @param {Point} [label] @returns {Route} */
function labelled(points, label) {
  if (!label || points.length > 2) return { points, label };
  return { points, label: [(points[0][0] + points[1][0]) / 2, label[1]] };
}

/** @param {Point[]} points */
const isUpward = (points) => points[points.length - 1][1] < points[0][1];

/** A line back to what stands above: past the insides of groups. @param {Point[]} points @param {Box} start @param {Box} end @returns {Point[]} */
function upward(points, start, end) {
  const middle = points.slice(1, -1);
  return [
    [within(start, middle[0]?.[0] ?? start.x + start.width / 2), start.y],
    ...middle,
    [within(end, middle[middle.length - 1]?.[0] ?? end.x + end.width / 2), end.y + end.height],
  ];
}

/**
 * One line of all parts. A border is crossed upright, where the inner part crosses it.
 * @param {Point[][]} leaving @param {Point[]} main @param {Point[][]} entering @param {Box} start @param {Box} end @returns {Point[]}
 */
function joined(leaving, main, entering, start, end) {
  const points = leaving.flatMap((part, at) => {
    const [x] = part[part.length - 2];
    return [...part.slice(at === 0 ? 0 : 1, -1), /** @type {Point} */ ([x, part[part.length - 1][1]])];
  });
  points.push(...main);
  if (leaving.length > 0)
    points[points.length - main.length] = [points[points.length - main.length - 1][0], main[0][1]];
  for (const part of entering) {
    const [x] = part[1];
    points[points.length - 1] = [x, points[points.length - 1][1]];
    points.push([x, part[0][1]], ...part.slice(1));
  }
  const last = points.length - 1;
  points[0] = [within(start, points[1][0], points[0][0]), start.y + start.height];
  points[last] = [within(end, points[last - 1][0], points[last][0]), end.y];
  return points;
}

/** The x nearest to `x` at which a box is left; `own` for cards, which dagre knows. @param {Box} box @param {number} x @param {number} [own] */
function within(box, x, own = x) {
  const wish = box.width > 260 ? x : own;
  return Math.min(Math.max(wish, box.x + MARGIN), box.x + box.width - MARGIN);
}
