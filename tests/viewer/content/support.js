// What tests read of blocks.

/** @typedef {import('../../../js/viewer/model.js').Block} Block */
/** @typedef {import('../../../js/viewer/model.js').Run} Run */
/** @typedef {import('../../../js/viewer/model.js').TreeNode} TreeNode */

/** All texts of blocks: each as its runs. @param {readonly Block[]} blocks @returns {Run[][]} */
export const textsOf = (blocks) =>
  blocks.flatMap((/** @type {any} */ block) => [
    ...(block.runs ? [block.runs] : []),
    ...textsOf(block.blocks ?? []),
    ...(block.node ? textsOfTree(block.node) : []),
    ...(block.metadata ? textsOfTree(block.metadata) : []),
  ]);

/** @param {TreeNode} node @returns {Run[][]} */
const textsOfTree = (node) => [...(node.runs ? [node.runs] : []), ...(node.children ?? []).flatMap(textsOfTree)];

/** @param {readonly { text: string }[]} runs */
export const joined = (runs) => runs.map(({ text }) => text).join('');

/** Blocks in few words: `user(text)`. @param {readonly Block[]} blocks @returns {string} */
export const outline = (blocks) =>
  blocks
    .map((/** @type {any} */ block) => {
      const name =
        block.role ?? { 'tool-call': `call ${block.name}`, 'tool-result': 'result' }[block.type] ?? block.type;
      if (block.type === 'text') return JSON.stringify(joined(block.runs));
      if (block.type === 'tree') return `tree ${JSON.stringify(plain(block.node))}`;
      return block.blocks ? `${name}(${outline(block.blocks)})` : name;
    })
    .join(', ');

/** @param {TreeNode} node @returns {unknown} */
export function plain({ type, runs = [], children = [] }) {
  if (type === 'object') return Object.fromEntries(children.map((child) => [child.key, plain(child)]));
  if (type === 'array') return children.map(plain);
  return type === 'string' ? joined(runs) : JSON.parse(joined(runs));
}

/** @param {string} text of JSON, escapes included; of a string in a string, `depth` times @param {number} depth @returns {string} */
export const decoded = (text, depth) => (depth === 0 ? text : decoded(JSON.parse(`"${text}"`), depth - 1));
