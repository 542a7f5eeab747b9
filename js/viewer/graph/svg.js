// The graph as an SVG file of its own: no scripts, no style sheets of others, no references.

import { nameAt } from '../parts/names.js';
import { DASHES } from '../parts/styles-of-links.js';
import { arrowOf, curveOf, lineWidth } from './curves.js';
import { moreText } from './described.js';
import { areLabelsShown, labelWidth } from './layout-input.js';
import { paletteOf } from './palette.js';
import { MAX_BADGES, sourcesByNode } from './sources.js';
import { badge, escaped, FONT, icon, rect, round, write } from './svg-elements.js';
import { edgeLabel, factsOf } from './words.js';

/** @typedef {import('../model.js').TraceModel} TraceModel */
/** @typedef {import('../layout/layout.js').Box} Box */
/** @typedef {import('./visible.js').GraphNode} GraphNode */
/** @typedef {(token: string) => string} Colour */
/** `facts`: the second line of a card. @typedef {{ facts: (span: import('../model.js').SpanRow) => string, selected: string | undefined, sources: readonly import('./sources.js').Source[] }} CardOptions */

const MARGIN = 24;
/** The number of a source, and the space beside it. */
const BADGE = 20;

/**
 * @param {TraceModel} trace @param {import('./visible.js').Graph} graph @param {import('../layout/layout.js').Layout} layout
 * @param {{ theme: 'light' | 'dark', tokens: string, reading?: import('../reader/reading.js').Reading } & Partial<CardOptions>} options
 * `tokens` is the text of styles/tokens.css; `reading`: numbers the sources of the selected span
 */
export function drawSvg(trace, graph, layout, { theme, tokens, facts = factsOf, selected, reading }) {
  const colour = paletteOf(tokens, theme);
  const { x, y, width, height } = layout.bounds;
  const sources = sourcesByNode({ trace, graph }, reading, selected);
  const view = [x - MARGIN, y - MARGIN, width + 2 * MARGIN, height + 2 * MARGIN].map(Math.round);
  const label = escaped(`Steps of ${trace.spans[0]?.name ?? 'the trace'}, and what each used of the others`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view.join(' ')}" width="${view[2]}" height="${view[3]}" font-family="${FONT}" font-size="13" role="img" aria-label="${label}">`,
    rect({ x: view[0], y: view[1], width: view[2], height: view[3] }, `fill="${colour('bg')}"`),
    ...graph.groups.map(({ id, span }) => groupBox(trace, span, layout.groups[id], layout.nodes, colour, graph, id)),
    ...graph.edges.map((edge) => line(edge, layout.edges[edge.id].points, colour)),
    ...graph.nodes.map((node) =>
      card(trace, node, layout.nodes[node.id], colour, { facts, selected, sources: sources.get(node.id) ?? [] }),
    ),
    ...(areLabelsShown(graph) ? graph.edges.map((edge) => labelOf(edge, layout.edges[edge.id].label, colour)) : []),
    '</svg>',
  ].join('\n');
}

/** @param {TraceModel} trace @param {number} span @param {Box} box @param {Record<string, Box>} nodes @param {Colour} colour @param {import('./visible.js').Graph} graph @param {string} id */
function groupBox({ spans }, span, box, nodes, colour, graph, id) {
  const hue = colour(`kind-${spans[span].kind}`);
  const header = nodes[/** @type {{ header: string }} */ (graph.groups.find((group) => group.id === id)).header];
  return [
    rect(box, `rx="10" fill="${hue}" fill-opacity="0.05" stroke="${hue}" stroke-opacity="0.35"`),
    `<path d="M${round(header.x)},${round(header.y + header.height)}h${round(header.width)}" stroke="${hue}" stroke-opacity="0.25"/>`,
  ].join('');
}

/** @param {import('./bundles.js').Bundle} edge @param {import('../layout/layout.js').Point[]} points @param {Colour} colour */
function line(edge, points, colour) {
  const hue = colour('link');
  const width = lineWidth(edge);
  const dashes = DASHES[edge.via] && ` stroke-dasharray="${DASHES[edge.via]}"`;
  return `<path d="${curveOf(points)}" fill="none" stroke="${hue}" stroke-width="${width}" stroke-linecap="round"${dashes}/><path d="${arrowOf(points, width)}" fill="${hue}"/>`;
}

/** @param {import('./bundles.js').Bundle} edge @param {import('../layout/layout.js').Point | undefined} at @param {Colour} colour */
function labelOf(edge, at, colour) {
  if (!at) return '';
  const text = edgeLabel(edge);
  const width = labelWidth(text);
  const box = { x: at[0] - width / 2, y: at[1] - 8, width, height: 16 };
  return (
    rect(box, `rx="8" fill="${colour('bg')}"`) +
    write(text, at[0], at[1] + 3.5, `text-anchor="middle" font-size="10.5" fill="${colour('link')}"`)
  );
}

/** @param {TraceModel} trace @param {GraphNode} node @param {Box} box @param {Colour} colour @param {CardOptions} options */
function card({ spans }, node, box, colour, { facts, selected, sources }) {
  if (node.type === 'more') {
    const text = moreText(node);
    return (
      rect(box, `rx="8" fill="none" stroke="${colour('border')}" stroke-dasharray="4 3"`) +
      write(
        text,
        box.x + box.width / 2,
        box.y + box.height / 2 + 4,
        `text-anchor="middle" fill="${colour('text-muted')}"`,
      )
    );
  }
  if (node.type === 'result') {
    return write('output', box.x + 14, box.y + box.height / 2 + 4, `font-size="11" fill="${colour('text-muted')}"`);
  }
  const span = spans[node.span];
  const shown = sources.slice(0, MAX_BADGES);
  const hue = colour(`kind-${span.kind}`);
  const isHeader = node.type === 'header';
  const room =
    (isHeader ? Math.min(box.width, 320) : box.width) - 52 - (node.hidden > 0 ? 34 : 0) - BADGE * shown.length;
  const middle = box.y + box.height / 2;
  const name = cut(nameAt(spans, node.span), room / 7.2);
  const below = cut(facts(span), room / 5.6);
  const ink = span.status === 'error' ? colour('error') : colour('text');
  const picture = icon(span.kind, box.x + 14, middle - 8, hue);
  const x = box.x + 40;
  const right = box.x + box.width - (node.hidden > 0 ? 46 : 12);
  const badges = shown.map(({ number, hue }, at) =>
    badge(`${number}`, right - BADGE * (shown.length - at), middle - 8, colour(`source-${hue}`), colour('on-accent')),
  );
  if (isHeader) return [picture, write(name, x, middle + 4.5, `font-weight="600" fill="${ink}"`), ...badges].join('');
  const stroke = span.status === 'error' ? colour('error') : colour('border');
  const behind = { ...box, x: box.x + 4, y: box.y + 4 };
  const frame = (/** @type {string} */ edge) => `rx="8" fill="${colour('bg-raised')}" stroke="${edge}"`;
  return [
    node.hidden > 0 ? rect(behind, frame(stroke)) : '',
    rect(box, span.spanId === selected ? `${frame(colour('accent'))} stroke-width="2"` : frame(stroke)),
    rect({ x: box.x + 8, y: middle - 14, width: 28, height: 28 }, `rx="6" fill="${hue}" fill-opacity="0.12"`),
    picture,
    write(name, x + 4, middle - 3, `font-weight="600" fill="${ink}"`),
    write(below, x + 4, middle + 14, `font-size="11" fill="${colour('text-muted')}"`),
    node.hidden > 0
      ? write(
          `+${node.hidden}`,
          box.x + box.width - 12,
          middle + 4,
          `text-anchor="end" font-size="11" fill="${colour('text-muted')}"`,
        )
      : '',
    ...badges,
  ].join('');
}

/** @param {string} text @param {number} length */
function cut(text, length) {
  const characters = [...text.slice(0, 400)];
  return characters.length <= length ? text : `${characters.slice(0, Math.max(1, Math.floor(length) - 1)).join('')}…`;
}
