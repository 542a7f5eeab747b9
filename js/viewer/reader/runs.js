// The runs of a span's contents, in the order of reading, each with the path of its block.
// A path names a block by its indexes: `output/0/2` is the third block of the first content of the output.

/** @typedef {import('../model.js').Block} Block */
/** @typedef {import('../model.js').Content} Content */
/** @typedef {import('../model.js').Run} Run */
/** @typedef {import('../model.js').Side} Side */
/** @typedef {import('../model.js').SpanDetail} SpanDetail */
/** @typedef {import('../model.js').TreeNode} TreeNode */

/** The output stands first: it is what readers ask about. @type {readonly Side[]} */
export const SIDES = ['output', 'input'];

/** @param {SpanDetail} detail @param {Side} side */
export const contentsOf = (detail, side) => detail.contents.filter((content) => content.side === side);

/** @param {string} path @param {number | string} step */
export const child = (path, step) => `${path}/${step}`;

/** @param {SpanDetail} detail @param {Side} side @returns {Generator<{ run: Run, path: string }>} */
export function* runsOfSide(detail, side) {
  for (const [index, { blocks }] of contentsOf(detail, side).entries()) yield* runsOfBlocks(blocks, child(side, index));
}

/** @param {readonly Block[]} blocks @param {string} path @returns {Generator<{ run: Run, path: string }>} */
export function* runsOfBlocks(blocks, path) {
  for (const [index, block] of blocks.entries()) {
    const at = child(path, index);
    if (block.type === 'text') for (const run of block.runs) yield { run, path: at };
    if (block.type === 'tree') yield* runsOfTree(block.node, at);
    if ('blocks' in block) yield* runsOfBlocks(block.blocks, at);
    if (block.type === 'document' && block.metadata) yield* runsOfTree(block.metadata, child(at, 'metadata'));
  }
}

/** @param {TreeNode} node @param {string} path @returns {Generator<{ run: Run, path: string }>} */
export function* runsOfTree(node, path) {
  for (const run of node.runs ?? []) yield { run, path };
  for (const [index, inner] of (node.children ?? []).entries()) yield* runsOfTree(inner, child(path, index));
}

/** The paths of the blocks around a path, outermost first, and itself. @param {string} path */
export function ancestry(path) {
  const steps = path.split('/');
  return steps.map((_, index) => steps.slice(0, index + 1).join('/'));
}

/** The text of blocks without their provenance, a line for each block or member of JSON. @param {readonly Block[]} blocks */
export function textOf(blocks) {
  let text = '';
  let before;
  for (const { run, path } of runsOfBlocks(blocks, '')) {
    text += before === undefined || before === path ? run.text : `\n${run.text}`;
    before = path;
  }
  return text;
}

/** @param {readonly Run[]} runs */
export const lengthOf = (runs) => runs.reduce((sum, run) => sum + run.text.length, 0);
