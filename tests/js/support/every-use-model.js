// The rules of the Python original (DESIGN 3.2, `every-use`) by brute force over a journal.

/** @typedef {import('./journal.js').Span} Span */
/** @typedef {{ span: Span, from: string, to: string, via: string, fromPath: string, toPath: string }} Link `span` is the earlier one */

/** @param {import('./journal.js').Journal} journal @returns {Map<Span, Link[]>} */
export function everyUseLinks({ spans, events }) {
  const links = new Map(spans.map((span) => [span, /** @type {Link[]} */ ([])]));
  /** @type {{ object: object, span: Span, side: string, path: string }[]} */
  const uses = [];
  for (const event of events) {
    if (event.type !== 'value' || event.shape === 'thrown') continue;
    const { span, side, root } = event;
    const { object } = event.snapshot.nodes[0];
    const own = /** @type {Link[]} */ (links.get(span));
    for (const use of uses) {
      if (use.object !== object || use.span === span || use.span.root !== span.root) continue;
      if (use.side === 'input' && side === 'output') continue;
      if (own.some((link) => link.span === use.span && link.from === use.side && link.to === side)) continue;
      own.push({ span: use.span, from: use.side, to: side, via: 'identity', fromPath: use.path, toPath: root });
    }
    uses.push({ object, span, side, path: root });
  }
  return links;
}
