// The rules of `every-use` by brute force over a journal: each time an object is met as a whole argument, result or item, every earlier use of it in
// the trace is linked, oldest first: output to input, output to output, input to input; each earlier span and direction once; nothing that is thrown.
import { pathPairs } from './model-link.js';

/** @typedef {import('./journal.js').Span} Span */
/** @typedef {import('./journal.js').Side} Side */
/** @typedef {import('./model-link.js').Link} Link */

/** @param {import('./journal.js').Journal} journal @returns {Map<Span, Link[]>} */
export function everyUseLinks({ spans, events }) {
  const links = new Map(spans.map((span) => [span, /** @type {(Link & { object: object })[]} */ ([])]));
  /** @type {{ object: object, span: Span, side: Side, path: string, isRoot: true }[]} */
  const uses = [];
  for (const event of events) {
    if (event.type !== 'value' || event.shape === 'thrown') continue;
    const { span, side, root, nodes } = event;
    const { object } = nodes[0];
    const own = links.get(span) ?? [];
    for (const use of uses) {
      if (use.object !== object || use.span === span || use.span.root !== span.root) continue;
      if (use.side === 'input' && side === 'output') continue;
      if (own.some((link) => link.span === use.span && link.from === use.side && link.to === side)) continue;
      own.push({ object, span: use.span, from: use.side, to: side, via: 'identity', paths: [] });
    }
    uses.push({ object, span, side, path: root, isRoot: true });
  }
  const places = (/** @type {object} */ object, /** @type {Span} */ span, /** @type {Side} */ side) =>
    uses.filter((use) => use.object === object && use.span === span && use.side === side);
  for (const [span, own] of links) {
    for (const link of own)
      link.paths = pathPairs(places(link.object, link.span, link.from), places(link.object, span, link.to), true);
  }
  return links;
}
