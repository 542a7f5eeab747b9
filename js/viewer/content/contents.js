// The contents of a span as blocks, each character with where it came from and went.
import { blocksOf } from './blocks.js';
import { connect } from './connections.js';
import { groupsOf, MESSAGE_NAME } from './groups.js';
import { Marks } from './marks.js';
import { readContent, readMessage } from './messages.js';
import { memberOf } from './node.js';
import { connectOwnInput } from './own-input.js';
import { Reading } from './reading.js';
import { nodeOfText } from './recorded.js';

/** @typedef {import('../model.js').Block} Block */
/** @typedef {import('../model.js').SpanDetail} SpanDetail */
/** @typedef {import('./groups.js').SpanContent} SpanContent */
/** @typedef {import('./groups.js').Group} Group */
/** @typedef {import('./connections.js').Part} Part */
/** @typedef {import('./node.js').Node} Node */

/**
 * @param {{ spanId: string, contents: SpanContent[], recording: import('./groups.js').Recording, origins: Part[], uses: Part[], contentsOf: (spanId: string) => SpanContent[] }} given
 *   the parts are nearest first; `contentsOf` gives those of other spans
 * @param {boolean} isFull
 * @returns {Pick<SpanDetail, 'contents' | 'origins' | 'uses'>}
 */
export function readContents({ spanId, contents, recording, origins, uses, contentsOf }, isFull) {
  const nodeOf = lookUp(contentsOf);
  const [from, to] = [connect(origins, 'origins', nodeOf), connect(uses, 'uses', nodeOf)];
  const groups = groupsOf(contents, recording);
  connectOwnInput(spanId, groups, { from, to }, nodeOf);
  const reading = new Reading(new Marks([...from.marks, ...to.marks]), isFull);
  return {
    contents: groups
      .map((group) => ({ side: group.side, attribute: group.attribute, blocks: readGroup(group, reading) }))
      .filter(({ blocks }) => blocks.length > 0),
    origins: from.connections,
    uses: to.connections,
  };
}

/** @param {(spanId: string) => SpanContent[]} contentsOf @returns {(spanId: string, attribute: string) => Node | undefined} */
function lookUp(contentsOf) {
  /** @type {Map<string, Map<string, string>>} */
  const values = new Map();
  /** @type {Map<string, Node>} */
  const nodes = new Map();
  return (spanId, attribute) => {
    const key = `${spanId} ${attribute}`;
    const known = nodes.get(key);
    if (known) return known;
    const ofSpan =
      values.get(spanId) ?? new Map(contentsOf(spanId).map((content) => [content.attribute, content.value]));
    values.set(spanId, ofSpan);
    const value = ofSpan.get(attribute);
    if (value === undefined) return undefined;
    const node = nodeOfText(value, attribute);
    nodes.set(key, node);
    return node;
  };
}

/** @param {Group} group @param {Reading} reading @returns {Block[]} */
function readGroup({ attribute, holds, node, name = '', range }, reading) {
  const read = (/** @type {Node} */ inner) => blocksOf(inner, reading);
  const [, author, choice] = MESSAGE_NAME.exec(name) ?? [];
  if (author || choice) {
    const message = (choice && memberOf(node, ['message'])) || node;
    if (message.type === 'object') return [readMessage({ role: author ?? 'assistant', node: message }, read)];
  }
  const blocks = read(range ? part(node, range) : asDocuments(node, attribute));
  const isMessage = author || choice || holds === 'instructions';
  if (!isMessage || blocks.some(({ type }) => type === 'message')) return blocks;
  const inner = node.type === 'array' ? readContent(node, read) : blocks;
  return [{ type: 'message', role: author ?? (choice ? 'assistant' : 'system'), blocks: inner }];
}

/** The messages of a list that are in a range. @param {Node} node @param {[number, number]} range @returns {Node} */
function part(node, [from, to]) {
  if (node.type !== 'array') return node;
  const isIn = (/** @type {Node} */ { place }) => place && place[0] < to && place[1] > from;
  return { type: 'array', items: node.items.filter(isIn) };
}

/** Texts in a list that is named after documents. @param {Node} node @param {string} attribute @returns {Node} */
function asDocuments(node, attribute) {
  if (node.type !== 'array' || !/documents?$/i.test(attribute) || !node.items.every(({ type }) => type === 'string'))
    return node;
  return {
    type: 'array',
    items: node.items.map((item) => ({
      type: 'object',
      members: [['document', { type: 'object', members: [['content', item]] }]],
    })),
  };
}
