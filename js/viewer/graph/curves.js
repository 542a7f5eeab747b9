// The lines of edges: they leave and enter nodes upright.

/** @typedef {import('../layout/layout.js').Point} Point */

const ARROW = 6;

/** @param {number} value */
const round = (value) => Math.round(value * 10) / 10;

/** @param {Point[]} points */
const endsUpward = (points) => points[points.length - 1][1] < points[points.length - 2][1];

/** @param {Point[]} points @returns {string} path data; it ends where the arrow begins */
export function curveOf(points) {
  const last = points.length - 1;
  const stop = points[last][1] + (endsUpward(points) ? ARROW : -ARROW);
  const [[startX, startY], ...rest] = points;
  let path = `M${round(startX)},${round(startY)}`;
  let [fromX, fromY] = points[0];
  rest.forEach(([x, y], at) => {
    const toY = at === last - 1 ? stop : y;
    const middle = round((fromY + toY) / 2);
    path += `C${round(fromX)},${middle} ${round(x)},${middle} ${round(x)},${round(toY)}`;
    [fromX, fromY] = [x, toY];
  });
  return path;
}

/** @param {Point[]} points @param {number} width of the line */
export function arrowOf(points, width) {
  const [x, y] = points[points.length - 1];
  const back = endsUpward(points) ? ARROW + 1 : -ARROW - 1;
  const half = 3 + width / 2;
  return `M${round(x)},${round(y)}L${round(x - half)},${round(y + back)}L${round(x + half)},${round(y + back)}Z`;
}

/** Where a label stands that has no place of its own. @param {Point[]} points @returns {Point} */
export function middleOf(points) {
  const at = Math.max(1, Math.floor(points.length / 2));
  const [[x0, y0], [x1, y1]] = [points[at - 1], points[at]];
  return [(x0 + x1) / 2, (y0 + y1) / 2];
}

/** @param {import('./bundles.js').Bundle} bundle */
export function lineWidth({ overlap, via, links }) {
  const share = via === 'text' ? (overlap ?? 0.3) : 0.6;
  return round(Math.min(4.5, 1.5 + 2 * share + 0.4 * Math.log2(links.length)));
}
