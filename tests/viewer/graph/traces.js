// Traces for tests of the graph.

const KINDS = ['llm', 'tool', 'retrieval', 'embedding', 'task', 'step'];
const VIAS = ['identity', 'member', 'structure', 'text'];

/** The same numbers for the same seed. @param {number} seed */
export function randomOf(seed) {
  let state = seed * 2654435761 + 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** @param {Partial<import('../../../js/viewer/model.js').SpanRow>} row */
export const spanRow = (row) => ({
  spanId: 'a',
  parent: -1,
  depth: 0,
  name: 'step',
  kind: 'step',
  service: 'app',
  start: 0,
  duration: 10,
  status: 'unset',
  ...row,
});

/** @param {object[]} spans @param {object[]} links @returns {import('../../../js/viewer/model.js').TraceModel} */
export const traceOf = (spans, links = []) => ({
  traceId: 't'.repeat(32),
  version: 1,
  start: 0,
  duration: 100,
  spans: /** @type {any} */ (
    spans.map((span, index) => spanRow({ spanId: `s${index}`, name: `step ${index}`, ...span }))
  ),
  links: /** @type {any} */ (
    links.map((link) => ({ fromSide: 'output', toSide: 'input', via: 'text', overlap: 0.4, ...link }))
  ),
});

/** Agents of agents, their steps in chains, with links as the policy `flow` makes them. */
export function randomTrace({ spans: size, links: count, seed = 1, fanOut = 6 }) {
  const random = randomOf(seed);
  /** @type {number[][]} */
  const children = Array.from({ length: size }, () => []);
  const parents = [-1];
  const waiting = [0];
  const order = [];
  for (let index = 1, at = 0; index < size; at++) {
    const parent = waiting[at];
    const width = 2 + Math.floor(random() * fanOut);
    for (let i = 0; i < width && index < size; i++, index++) {
      parents[index] = parent;
      children[parent].push(index);
      if (i === 0 || random() < 0.3) waiting.push(index);
    }
  }
  const walk = (index) => {
    order.push(index);
    for (const child of children[index]) walk(child);
  };
  if (size > 0) walk(0);
  const place = new Map(order.map((index, at) => [index, at]));
  const depth = [];
  const spans = order.map((index, at) => {
    const parent = parents[index] < 0 ? -1 : place.get(parents[index]);
    depth[at] = parent < 0 ? 0 : depth[parent] + 1;
    const kind = children[index].length > 0 ? (parent < 0 ? 'workflow' : 'agent') : KINDS[Math.floor(random() * 6)];
    return {
      spanId: at.toString(16).padStart(16, '0'),
      parent,
      depth: depth[at],
      kind,
      name: `${kind} ${at}`,
      start: at,
      duration: Math.floor(random() * 3000),
      status: random() < 0.03 ? 'error' : 'unset',
      ...(kind === 'llm' && { model: 'gpt-4.1-mini', tokens: { input: 1200, output: 180 } }),
    };
  });
  const links = [];
  while (links.length < count) {
    const to = 1 + Math.floor(random() * (size - 1));
    const { parent } = spans[to];
    const siblings = spans.flatMap((span, index) => (span.parent === parent && index < to ? [index] : []));
    const roll = random();
    const via = VIAS[Math.floor(random() * 4)];
    const overlap = via === 'text' ? random() : undefined;
    if (roll < 0.2) links.push({ from: parent, to, fromSide: 'input', toSide: 'input', via, overlap });
    else if (roll < 0.3) links.push({ from: to, to: parent, fromSide: 'output', toSide: 'output', via, overlap });
    else if (roll < 0.97 && siblings.length > 0)
      links.push({
        from: siblings[siblings.length - 1 - Math.floor(random() ** 2 * siblings.length)],
        to,
        via,
        overlap,
      });
    else links.push({ from: Math.floor(random() * to), to, via, overlap });
  }
  return traceOf(spans, links);
}
