// Documents that were found: a text with a title, a score or metadata.
import { memberOf, opened, without, wordOf } from './node.js';

/** @typedef {import('../model.js').Block} Block */
/** @typedef {import('./node.js').Node} Node */
/** @typedef {import('./node.js').ObjectNode} ObjectNode */

const TEXTS = ['pageContent', 'page_content', 'document.content', 'content', 'text', 'body', 'snippet'];
const OWN_TEXTS = ['pageContent', 'page_content'];
const TITLES = ['title', 'name', 'source', 'url', 'file_name'];
const IDS = ['id', 'id_', 'doc_id', 'document_id'];
const SCORES = ['score', 'relevance_score', 'relevanceScore', 'similarity', 'distance'];
const SIGNS = [...TITLES, ...IDS, ...SCORES, 'metadata'];

/** @param {Node} given @returns {ObjectNode | undefined} */
export function documentIn(given) {
  const outer = opened(given);
  if (outer.type !== 'object') return undefined;
  // What only wraps a document, as `retrieval.documents.0.document` and LangChain's constructors do.
  const inner = memberOf(outer, ['document', 'kwargs', 'node']);
  const node = inner?.type === 'object' && memberOf(inner, TEXTS) ? inner : outer;
  if (node.type !== 'object' || memberOf(node, ['role'])) return undefined;
  const text = memberOf(node, TEXTS);
  if (text?.type !== 'string') return undefined;
  const isKnown = inner === node || memberOf(node, OWN_TEXTS) !== undefined;
  return isKnown || (memberOf(node, SIGNS) && !memberOf(node, ['type', 'arguments'])) ? node : undefined;
}

/**
 * @param {ObjectNode} node @param {(text: Node) => Block[]} read @param {(node: Node) => Extract<Block, { type: 'tree' }>} readTree
 * @returns {Block}
 */
export function readDocument(node, read, readTree) {
  const metadata = memberOf(node, ['metadata']);
  const opening = metadata && opened(metadata);
  const [title, id] = [wordOf(node, TITLES) ?? wordOf(opening, TITLES), wordOf(node, IDS) ?? wordOf(opening, IDS)];
  const score = Number(wordOf(node, SCORES));
  const textName = TEXTS.find((name) => memberOf(node, [name])) ?? '';
  const rest = without(node, new Set([textName]));
  return {
    type: 'document',
    ...(title !== undefined && { title }),
    ...(id !== undefined && { id }),
    ...(Number.isFinite(score) && { score }),
    blocks: read(/** @type {Node} */ (memberOf(node, [textName]))),
    ...(rest && { metadata: readTree(rest).node }),
  };
}
