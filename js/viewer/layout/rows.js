// Breaks rows that are too wide, by edges that nobody sees.

/** @typedef {import('./level.js').Item} Item */
/** @typedef {[from: string, to: string]} Pair */

/** Width to height of a level whose items do not depend on each other. */
const RATIO = 1.8;

/**
 * Items of a row that does not fit continue below its first items.
 * @param {Item[]} items @param {{ from: string, to: string }[]} segments @param {number} room a row may be so wide in any case
 * @returns {Pair[]}
 */
export function rowBreaks(items, segments, room) {
  const area = items.reduce((sum, { width, height }) => sum + (width + 24) * (height + 40), 0);
  const most = Math.max(room, Math.sqrt(area * RATIO));
  const ranks = ranksOf(
    items.map(({ id }) => id),
    segments,
  );
  /** @type {Map<number | undefined, Item[]>} */
  const rows = new Map();
  for (const item of items) {
    const rank = ranks.get(item.id);
    rows.set(rank, [...(rows.get(rank) ?? []), item]);
  }
  return [...rows.values()].flatMap((row) => breakRow(row, most));
}

/** @param {Item[]} row @param {number} most @returns {Pair[]} */
function breakRow(row, most) {
  /** @type {Item[][]} */
  const lines = [[]];
  let width = 0;
  for (const item of row) {
    if (width > 0 && width + item.width > most) {
      lines.push([]);
      width = 0;
    }
    lines[lines.length - 1].push(item);
    width += item.width;
  }
  return lines.slice(1).flatMap((line, at) => {
    const above = lines[at];
    return line.map(({ id }, column) => /** @type {Pair} */ ([above[Math.min(column, above.length - 1)].id, id]));
  });
}

/**
 * The longest way to each item, not counting what closes a circle.
 * @param {string[]} ids @param {{ from: string, to: string }[]} segments
 */
function ranksOf(ids, segments) {
  /** @type {Map<string, Set<string>>} */
  const next = new Map(ids.map((id) => [id, new Set()]));
  for (const { from, to } of segments) if (next.has(to)) next.get(from)?.add(to);
  /** Consumers before their producers. @type {string[]} */
  const done = [];
  /** @type {Map<string, 'open' | 'done'>} */
  const states = new Map();
  /** @param {string} id */
  const search = (id) => {
    states.set(id, 'open');
    for (const other of next.get(id) ?? []) {
      const state = states.get(other);
      if (state === 'open') next.get(id)?.delete(other);
      if (state === undefined) search(other);
    }
    states.set(id, 'done');
    done.push(id);
  };
  for (const id of ids) if (!states.has(id)) search(id);
  const ranks = new Map(ids.map((id) => [id, 0]));
  for (const id of done.reverse()) {
    const rank = /** @type {number} */ (ranks.get(id)) + 1;
    for (const other of next.get(id) ?? []) ranks.set(other, Math.max(rank, /** @type {number} */ (ranks.get(other))));
  }
  return ranks;
}
