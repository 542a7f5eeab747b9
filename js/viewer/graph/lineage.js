// What a span's contents were made of, and what was made of them.
// Inputs and outputs are followed apart: a parent passes its input to its children and returns the output of one of them,
// so that over whole spans each child would be made of all of its siblings.

/** @typedef {import('../model.js').TraceModel} TraceModel */

/**
 * @typedef {object} Lineage
 * @property {Map<number, number>} producers steps from the span, by index; the span itself at 0
 * @property {Map<number, number>} consumers
 * @property {Set<number>} links indexes of the links on the way
 */

/** @param {TraceModel} trace @param {number} span @returns {Lineage} */
export function lineageOf(trace, span) {
  const links = new Set();
  return {
    producers: reach(trace, span, 'producers', links),
    consumers: reach(trace, span, 'consumers', links),
    links,
  };
}

/** @param {number} span @param {string} side */
const endOf = (span, side) => 2 * span + (side === 'output' ? 1 : 0);

/**
 * @param {TraceModel} trace @param {number} span @param {'producers' | 'consumers'} direction @param {Set<number>} links is filled
 * @returns {Map<number, number>}
 */
function reach(trace, span, direction, links) {
  const up = direction === 'producers';
  const next = linksByEnd(trace, up);
  const seen = new Set([endOf(span, 'input'), endOf(span, 'output')]);
  const distances = new Map();
  let frontier = [...seen];
  for (let distance = 0; frontier.length > 0; distance++) {
    /** @type {number[]} */
    const farther = [];
    const visit = (/** @type {number} */ end, /** @type {number[]} */ ends) => {
      if (!seen.has(end)) ends.push(end);
      seen.add(end);
    };
    for (const end of frontier) {
      if (!distances.has(end >> 1)) distances.set(end >> 1, distance);
      for (const index of next.get(end) ?? []) {
        const link = trace.links[index];
        links.add(index);
        visit(up ? endOf(link.from, link.fromSide) : endOf(link.to, link.toSide), farther);
      }
      // A step's output is made of its input.
      if (up === (end % 2 === 1)) visit(end ^ 1, frontier);
    }
    frontier = farther;
  }
  return distances;
}

/** @param {TraceModel} trace @param {boolean} up */
function linksByEnd({ links }, up) {
  /** @type {Map<number, number[]>} */
  const byEnd = new Map();
  links.forEach(({ from, to, fromSide, toSide }, index) => {
    const end = up ? endOf(to, toSide) : endOf(from, fromSide);
    const there = byEnd.get(end);
    if (there) there.push(index);
    else byEnd.set(end, [index]);
  });
  return byEnd;
}

/**
 * The nearest spans of a lineage, and what does not fit.
 * @param {Lineage} lineage @param {number} budget
 */
export function nearestOf({ producers, consumers }, budget) {
  const distances = new Map(producers);
  for (const [span, distance] of consumers) distances.set(span, Math.min(distance, distances.get(span) ?? distance));
  const sorted = [...distances].sort(([a, near], [b, far]) => near - far || a - b).map(([span]) => span);
  const rest = sorted.slice(budget);
  return {
    shown: new Set(sorted.slice(0, budget)),
    moreProducers: rest.filter((span) => producers.has(span)),
    moreConsumers: rest.filter((span) => !producers.has(span)),
  };
}
