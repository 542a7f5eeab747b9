// What of a span's output stands in its own input. No link says so, since whatever a step got may be in what it gives; but it is how the words of a
// document come into an answer. Where the input itself came from another span, that span is named.
import { MAX_EXCERPT } from './connections.js';
import { opened } from './node.js';
import { quotable, quotesOf } from './quotes.js';

/** @typedef {import('../model.js').Connection} Connection */
/** @typedef {import('./connections.js').Connected} Connected */
/** @typedef {import('./groups.js').Group} Group */
/** @typedef {import('./node.js').Node} Node */
/** @typedef {import('./quotes.js').Quotable} Quotable */
/** @typedef {import('./quotes.js').Stretch} Stretch */
/** @typedef {import('./text.js').Text} Text */

const HAS_WORDS = /[\p{L}\p{N}]/u;
/** Behind one quote. */
const MAX_BEHIND = 16;

/**
 * Adds the sources of an output's words to `from`, those behind the input first, and to `to` that parts of the input went to the output.
 * @param {string} spanId
 * @param {readonly Group[]} groups
 * @param {{ from: Connected, to: Connected }} connected
 * @param {(spanId: string, attribute: string) => Node | undefined} nodeOf
 */
export function connectOwnInput(spanId, groups, { from, to }, nodeOf) {
  const textsOf = (/** @type {Group['side']} */ side) =>
    groups.filter((group) => group.side === side).flatMap(({ node }) => textsIn(node));
  const behind = sourcesBehind(from, nodeOf);
  const [origins, uses] = [adder(from, 'origins'), adder(to, 'uses')];
  for (const { quoting, quoted } of quotesOf(textsOf('output'), quotable(textsOf('input')))) {
    const words = quoting.text.slice(quoting.start, quoting.end);
    /** @type {Stretch[]} */
    const known = [];
    for (const { spanId: id, side, texts } of behind(quoted))
      for (const quote of quotesOf([words], texts)) {
        origins(quote.quoting, id, side, quote.quoted);
        known.push(quote.quoting);
      }
    for (const stretch of [...known, ...between(words, known)]) origins(stretch, spanId, 'input', quoted);
    uses(quoted, spanId, 'output', quoting);
  }
}

/** What is left of a text, but for the spaces and punctuation between. @param {Text} text @param {Stretch[]} stretches @returns {Stretch[]} */
function between(text, stretches) {
  const edges = [...stretches].sort((a, b) => a.start - b.start);
  const rest = [];
  let start = 0;
  for (const edge of [...edges, { start: text.text.length, end: 0 }]) {
    if (HAS_WORDS.test(text.text.slice(start, edge.start))) rest.push({ text, start, end: edge.start });
    start = Math.max(start, edge.end);
  }
  return rest;
}

/** Where the input came from, as far as a stretch of it says. @param {Connected} from @param {(spanId: string, attribute: string) => Node | undefined} nodeOf */
function sourcesBehind({ connections, marks }, nodeOf) {
  const known = [...marks];
  /** @type {Map<number, { spanId: string, side: Connection['side'], texts: Quotable }>} */
  const sources = new Map();
  /** @param {number} index */
  const sourceAt = (index) => {
    const { spanId, side, attribute, range } = connections[index];
    const node = nodeOf(spanId, attribute);
    const texts = node ? textsIn(node).map((text) => text.slice(...text.within(...range))) : [];
    const source = sources.get(index) ?? { spanId, side, texts: quotable(texts) };
    sources.set(index, source);
    return source;
  };
  return (/** @type {Stretch} */ stretch) => {
    const [start, end] = placeOf(stretch);
    const { attribute } = stretch.text;
    const around = known.filter((mark) => mark.attribute === attribute && mark.start < end && start < mark.end);
    return [...new Set(around.map(({ index }) => index))]
      .sort((a, b) => a - b)
      .slice(0, MAX_BEHIND)
      .map(sourceAt);
  };
}

/** @param {Connected} connected @param {'origins' | 'uses'} list */
function adder({ connections, marks }, list) {
  /** @type {Map<string, number>} */
  const indexes = new Map();
  /** @param {Stretch} here @param {string} spanId @param {Connection['side']} side @param {Stretch} there */
  return (here, spanId, side, there) => {
    const range = placeOf(there);
    const { attribute, text } = there.text;
    const key = `${spanId} ${side} ${range} ${attribute}`;
    const index = indexes.get(key) ?? connections.length;
    if (index === connections.length) {
      const words = text.slice(there.start, Math.min(there.end, there.start + MAX_EXCERPT));
      connections.push({ spanId, side, attribute, range, via: 'text', text: words });
      indexes.set(key, index);
    }
    const [start, end] = placeOf(here);
    marks.push({ attribute: here.text.attribute, start, end, list, index });
  };
}

/** @param {Stretch} stretch @returns {[number, number]} in the attribute's string */
const placeOf = ({ text, start, end }) => [text.placeOf(start), text.placeOf(end)];

/** @param {Node} given @returns {Text[]} */
function textsIn(given) {
  const node = opened(given);
  if (node.type === 'string') return [node.text];
  if (node.type === 'object') return node.members.flatMap(([, value]) => textsIn(value));
  return node.type === 'array' ? node.items.flatMap(textsIn) : [];
}
