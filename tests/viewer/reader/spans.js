// A store of hand-made spans: their texts, and which words they share, from which runs and connections follow.

/** @typedef {import('../../../js/viewer/model.js').SpanDetail} SpanDetail */

/** Texts of a block are strings here: `[text]` marks those that become runs. */
export const text = (words, rest = 0) => ({ type: 'text', words, rest });
export const string = (key, words) => ({ key, type: 'string', words });
export const scalar = (key, type, words) => ({ key, type, words });

/**
 * @param {Record<string, { name?: string, input?: any[], output?: any[], [more: string]: any }>} spans blocks by ID
 * @param {[fromId: string, fromSide: string, toId: string, toSide: string, words: string, via?: string][]} shared nearest first
 * @returns {Map<string, SpanDetail>}
 */
export function detailsOf(spans, shared = []) {
  const details = new Map();
  for (const [spanId, { input, output, name: _, ...more }] of Object.entries(spans)) {
    const contents = [];
    if (input) contents.push({ side: 'input', attribute: 'input.value', blocks: input });
    if (output) contents.push({ side: 'output', attribute: 'output.value', blocks: output });
    details.set(spanId, {
      traceId: 'a'.repeat(32),
      spanId,
      attributes: [],
      resource: [],
      scope: 'test',
      events: [],
      status: 'ok',
      errors: [],
      origins: [],
      uses: [],
      contents: structuredClone(contents),
      ...more,
    });
  }
  const leaves = new Map([...details].map(([spanId, detail]) => [spanId, leavesOf(detail)]));
  const connected = shared.map(([fromId, fromSide, toId, toSide, words, via = 'text']) => {
    const [from] = find(leaves.get(fromId), fromSide, words);
    const to = find(leaves.get(toId), toSide, words);
    if (!from || !to.length) throw new Error(`${fromId} and ${toId} do not share: ${words}`);
    const use = details.get(fromId).uses.push(connection(toId, to[0], words, via)) - 1;
    const origin = details.get(toId).origins.push(connection(fromId, from, words, via)) - 1;
    return { from, to, use, origin };
  });
  for (const { from, to, use, origin } of connected) {
    from.leaf.marks.push({ ...from, use });
    for (const place of to) place.leaf.marks.push({ ...place, origin });
  }
  for (const all of leaves.values()) for (const leaf of all) leaf.target.runs = runsOf(leaf);
  return details;
}

const connection = (spanId, { leaf, start, end }, words, via) => ({
  spanId,
  side: leaf.side,
  attribute: leaf.attribute,
  range: [leaf.offset + start, leaf.offset + end],
  via,
  text: words.slice(0, 300),
});

/** Every text with its place in the attribute, one behind the other. */
function leavesOf(detail) {
  const leaves = [];
  for (const { side, attribute, blocks } of detail.contents) {
    let offset = 0;
    const visit = (node) => {
      if (node.words !== undefined) {
        leaves.push({ side, attribute, offset, words: node.words, target: node, marks: [] });
        offset += node.words.length + 4;
        delete node.words;
      }
      for (const inner of [node.node, node.metadata, ...(node.blocks ?? []), ...(node.children ?? [])])
        if (inner) visit(inner);
    };
    for (const block of blocks) visit(block);
  }
  return leaves;
}

const find = (leaves, side, words) =>
  leaves.flatMap((leaf) => {
    const start = leaf.side === side ? leaf.words.indexOf(words) : -1;
    return start < 0 ? [] : [{ leaf, start, end: start + words.length }];
  });

function runsOf({ attribute, offset, words, marks }) {
  const bounds = new Set([0, words.length, ...marks.flatMap(({ start, end }) => [start, end])]);
  const cuts = [...bounds].sort((a, b) => a - b);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index];
    const here = marks.filter((mark) => mark.start <= start && end <= mark.end);
    return {
      text: words.slice(start, end),
      attribute,
      range: [offset + start, offset + end],
      origins: here.flatMap(({ origin }) => origin ?? []),
      uses: here.flatMap(({ use }) => use ?? []),
    };
  });
}
