// Says in words where a part stands: in which message, document or member of JSON.
import { contentsOf } from './runs.js';

/** @typedef {import('../model.js').Block} Block */
/** @typedef {import('../model.js').Run} Run */
/** @typedef {import('../model.js').SpanDetail} SpanDetail */
/** @typedef {import('../model.js').TreeNode} TreeNode */
/** @typedef {{ side: import('../model.js').Side, attribute: string, range: [number, number] }} PartPlace */

/** Empty if the content has no structure. @param {SpanDetail} detail @param {PartPlace} part */
export function placeOf(detail, part) {
  for (const { blocks } of contentsOf(detail, part.side)) {
    const words = placeInBlocks(blocks, part);
    if (words) return words.filter(Boolean).join(', ');
  }
  return '';
}

/** @param {readonly Run[]} runs @param {PartPlace} part */
export const touches = (runs, { attribute, range }) =>
  runs.some((run) => run.attribute === attribute && run.range[0] < range[1] && range[0] < run.range[1]);

/** @param {readonly Block[]} blocks @param {PartPlace} part @returns {string[] | undefined} nothing if it is not in them */
function placeInBlocks(blocks, part) {
  for (const [index, block] of blocks.entries()) {
    const inner = placeInBlock(block, part);
    if (inner) return [nameOf(blocks, index), ...inner];
  }
  return undefined;
}

/** @param {Block} block @param {PartPlace} part @returns {string[] | undefined} */
function placeInBlock(block, part) {
  if (block.type === 'text') return touches(block.runs, part) ? [] : undefined;
  if (block.type === 'tree') return placeInTree(block.node, part);
  if (!('blocks' in block)) return undefined;
  const inner = placeInBlocks(block.blocks, part);
  if (inner || block.type !== 'document' || !block.metadata) return inner;
  return placeInTree(block.metadata, part);
}

/** The path of the member, as in `results.0.text`. @param {TreeNode} node @param {PartPlace} part @returns {string[] | undefined} */
function placeInTree(node, part) {
  if (touches(node.runs ?? [], part)) return [];
  for (const [index, inner] of (node.children ?? []).entries()) {
    const path = placeInTree(inner, part);
    if (path) return [[inner.key ?? String(index), ...path].join('.')];
  }
  return undefined;
}

const MAX_TITLE = 40;

/** One of several has a number. @param {readonly Block[]} blocks @param {number} index */
function nameOf(blocks, index) {
  const block = blocks[index];
  const alike = blocks.filter(({ type }) => type === block.type);
  const number = alike.length > 1 ? ` ${alike.indexOf(block) + 1}` : '';
  if (block.type === 'message') return number && `message${number} (${block.role})`;
  if (block.type === 'document')
    return `document${number}${block.title ? ` (${block.title.slice(0, MAX_TITLE)})` : ''}`;
  if (block.type === 'tool-call') return `call of ${block.name}`;
  if (block.type === 'tool-result') return block.name ? `result of ${block.name}` : 'result of a tool';
  return block.type === 'reasoning' ? 'reasoning' : '';
}
