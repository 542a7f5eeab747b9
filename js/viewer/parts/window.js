// Of many rows of one height, those that can be seen.

/** How many rows are drawn beyond each edge, so that a fast scroll shows no gap. */
const MARGIN = 8;

/** @param {{ top: number, height: number, row: number, count: number }} place `top` and `height` of what is shown @returns {[number, number]} */
export function rowsInView({ top, height, row, count }) {
  const first = Math.max(0, Math.floor(top / row) - MARGIN);
  const end = Math.min(count, Math.ceil((top + height) / row) + MARGIN);
  return [Math.min(first, end), end];
}

/**
 * Where to scroll so that a row can be seen: no further than needed for a neighbour, to the middle from afar.
 * @param {number} index @param {{ top: number, height: number, row: number }} place
 */
export function scrollTo(index, { top, height, row }) {
  const start = index * row;
  if (start >= top && start + row <= top + height) return top;
  const isNear = start > top - 3 * row && start < top + height + 2 * row;
  if (!isNear) return Math.max(0, start - (height - row) / 2);
  return start < top ? start : start + row - height;
}
