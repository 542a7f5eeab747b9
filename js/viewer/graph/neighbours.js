// Where an arrow key leads: the nearest node in that direction.

/** @typedef {import('../layout/layout.js').Box} Box */
/** @typedef {'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'} Arrow */

/** What lies aside counts more than what lies far. */
const ASIDE = 2;
/** Half a card: the next column is no farther. */
const BESIDE = 130;

/**
 * @param {Record<string, Box>} boxes @param {string} from @param {Arrow} arrow
 * @param {ReadonlySet<string>} [linked] nodes that an edge connects with it: they are preferred
 * @returns {string | undefined}
 */
export function neighbourOf(boxes, from, arrow, linked = new Set()) {
  const start = centre(boxes[from]);
  const upright = arrow === 'ArrowUp' || arrow === 'ArrowDown';
  const sign = arrow === 'ArrowUp' || arrow === 'ArrowLeft' ? -1 : 1;
  /** Where the nearest row ends that is not far aside: no arrow leads past it. */
  let limit = Number.POSITIVE_INFINITY;
  for (const box of upright ? Object.values(boxes) : []) {
    const aside = gap(box.x, box.width, boxes[from].x, boxes[from].width);
    const before = room(boxes[from], box, sign);
    if (before >= 0 && aside <= BESIDE) limit = Math.min(limit, before + box.height);
  }
  let best;
  let least = Number.POSITIVE_INFINITY;
  for (const [id, box] of Object.entries(boxes)) {
    if (id === from) continue;
    if (upright && room(boxes[from], box, sign) >= limit) continue;
    const { x, y } = centre(box);
    const along = sign * (upright ? y - start.y : x - start.x);
    // Bars are as wide as their groups: what overlaps is not aside.
    const aside = upright ? gap(box.x, box.width, boxes[from].x, boxes[from].width) : Math.abs(y - start.y);
    if (along <= 1 || (!upright && aside > along)) continue;
    const cost = (along + ASIDE * aside) * (linked.has(id) ? 0.5 : 1);
    if (cost < least) [best, least] = [id, cost];
  }
  return best;
}

/** @param {Box} box */
const centre = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });

/** @param {number} a @param {number} lengthA @param {number} b @param {number} lengthB */
const gap = (a, lengthA, b, lengthB) => Math.max(0, b - a - lengthA, a - b - lengthB);

/** Between a box and one below it, or above it. @param {Box} from @param {Box} box @param {number} sign */
const room = (from, box, sign) => (sign > 0 ? box.y - from.y - from.height : from.y - box.y - box.height);
