// Draws a trace as SVG: a row for each span, and an arrow for each link. Bars show the order of starts and ends, not their duration, so that
// a picture of the same program is always the same.
import { labelsOf } from '../../js/exporters/span-labels.js';

/** @typedef {import('../../js/index.js').FinishedSpan} Span */
/** @typedef {{ label: string, kind: string, depth: number, left: number, right: number, middle: number }} Row */

const NAMES_WIDTH = 190;
const STEP_WIDTH = 58;
const ROW_HEIGHT = 52;
const BAR_HEIGHT = 22;
const MARGIN = 20;
const LEGEND_HEIGHT = 30;
const INDENT = 18;
/** Distance between arrows that end at the same bar. */
const TIP_GAP = 18;

/** The dash pattern of each kind of evidence. Colour alone would exclude some readers. */
const EVIDENCE = { identity: '', member: '', structure: '7 3', text: '2 3' };

const STYLE = `
    text { font: 14px system-ui, sans-serif; fill: #24292f }
    .small { font-size: 12px; fill: #57606a }
    .bar { fill: #eaeef2; stroke: #8c959f }
    path.line { fill: none; stroke-width: 1.8 }
    .line.identity { stroke: #8250df } .line.member { stroke: #1a7f37 } .line.structure { stroke: #0969da } .line.text { stroke: #bc4c00 }
    .tip.identity { fill: #8250df } .tip.member { fill: #1a7f37 } .tip.structure { fill: #0969da } .tip.text { fill: #bc4c00 }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 } .small { fill: #9198a1 }
      .bar { fill: #21262d; stroke: #6e7681 }
      .line.identity { stroke: #ab7df8 } .line.member { stroke: #3fb950 } .line.structure { stroke: #58a6ff } .line.text { stroke: #f0883e }
      .tip.identity { fill: #ab7df8 } .tip.member { fill: #3fb950 } .tip.structure { fill: #58a6ff } .tip.text { fill: #f0883e }
    }`;

/** @param {Span[]} spans of one trace @param {string} title read by screen readers @returns {string} */
export function drawTrace(spans, title) {
  const rows = rowsOf(spans);
  const arrows = arrowsOf(spans, rows);
  const width = NAMES_WIDTH + spans.length * 2 * STEP_WIDTH + MARGIN;
  const height = MARGIN + spans.length * ROW_HEIGHT + LEGEND_HEIGHT;
  const used = Object.keys(EVIDENCE).filter((via) => arrows.some((arrow) => arrow.via === via));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
  <style>${STYLE}
  </style>
  <defs>
${used.map(tipOf).join('\n')}
  </defs>
${[...rows.values()].map(barOf).join('\n')}
${arrows.map(pathOf).join('\n')}
${legendOf(used, height - LEGEND_HEIGHT / 2)}
  <text class="small" x="${width - MARGIN}" y="${height - LEGEND_HEIGHT / 2 + 4}" text-anchor="end">Bars show the order of steps, not their duration.</text>
</svg>
`;
}

/** Where each span is drawn, by its ID. @param {Span[]} spans @returns {Map<string, Row>} */
function rowsOf(spans) {
  const labels = labelsOf(spans);
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const depthOf = (/** @type {Span | undefined} */ span) => {
    let depth = -1;
    for (let one = span; one; one = one.parentSpanId ? byId.get(one.parentSpanId) : undefined) depth += 1;
    return depth;
  };
  const times = spans.flatMap(({ startTimeUnixNano, endTimeUnixNano }) => [startTimeUnixNano, endTimeUnixNano]);
  if (new Set(times).size < times.length) throw new Error('two spans start or end at the same time');
  times.sort((a, b) => (a < b ? -1 : 1));
  const at = (/** @type {bigint} */ time) => NAMES_WIDTH + times.indexOf(time) * STEP_WIDTH;
  const ordered = [...spans].sort((a, b) => (a.startTimeUnixNano < b.startTimeUnixNano ? -1 : 1));
  return new Map(
    ordered.map((span, index) => [
      span.spanId,
      {
        label: `${labels.get(span.spanId)}`,
        kind: span.kind,
        depth: depthOf(span),
        left: at(span.startTimeUnixNano),
        right: at(span.endTimeUnixNano),
        middle: MARGIN + index * ROW_HEIGHT + BAR_HEIGHT / 2,
      },
    ]),
  );
}

/** @typedef {{ via: string, from: Row, to: Row, side: 'down' | 'up' | 'across', slot: number }} Arrow */

/** @param {Span[]} spans @param {Map<string, Row>} rows @returns {Arrow[]} */
function arrowsOf(spans, rows) {
  return spans.flatMap((span) =>
    span.links.map((link, slot) => {
      const from = rows.get(link.spanId);
      const to = rows.get(span.spanId);
      if (!from || !to) throw new Error(`a link of ${span.name} leads out of the trace`);
      const { from: source, to: target, 'spanloom.via': via } = link.attributes;
      const side = source === target ? (source === 'input' ? 'down' : 'up') : 'across';
      return { via: `${via}`, from, to, side, slot };
    }),
  );
}

/** @param {Row} row */
function barOf({ label, kind, depth, left, right, middle }) {
  const baseline = middle + 5;
  const x = MARGIN + depth * INDENT;
  return [
    `  <text x="${x}" y="${baseline}">${escaped(label)}</text>`,
    `  <rect class="bar" x="${left}" y="${middle - BAR_HEIGHT / 2}" width="${right - left}" height="${BAR_HEIGHT}" rx="4"/>`,
    `  <text class="small" x="${left + 8}" y="${middle + 4}">${escaped(kind)}</text>`,
  ].join('\n');
}

/** @param {Arrow} arrow */
function pathOf({ via, from, to, side, slot }) {
  const half = BAR_HEIGHT / 2;
  const tip = 10 + slot * TIP_GAP;
  // From the end of the producer to the top of the consumer; along the tree, from the edge of one bar to the edge of the other.
  const [x1, y1, x2, y2] = {
    across: [from.right, from.middle, to.left + tip, to.middle - half],
    down: [from.left + tip, from.middle + half, to.left + tip, to.middle - half],
    up: [from.right - tip, from.middle - half, to.right - tip, to.middle + half],
  }[side];
  const bend =
    side === 'across' ? `H${x2 - 8}q8 0 8 8V${y2}` : `C${x1} ${(y1 + y2) / 2} ${x2} ${(y1 + y2) / 2} ${x2} ${y2}`;
  const dash = EVIDENCE[/** @type {keyof typeof EVIDENCE} */ (via)];
  return `  <path class="line ${via}" d="M${x1} ${y1}${bend}"${dash && ` stroke-dasharray="${dash}"`} marker-end="url(#${via})"/>`;
}

/** @param {string} via */
const tipOf = (via) =>
  `    <marker id="${via}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="tip ${via}" d="M0 0 8 4 0 8z"/></marker>`;

/** @param {string[]} used @param {number} y */
const legendOf = (used, y) =>
  used
    .map((via, index) => {
      const x = MARGIN + index * 120;
      const dash = EVIDENCE[/** @type {keyof typeof EVIDENCE} */ (via)];
      return [
        `  <path class="line ${via}" d="M${x} ${y}h28"${dash && ` stroke-dasharray="${dash}"`} marker-end="url(#${via})"/>`,
        `  <text class="small" x="${x + 36}" y="${y + 4}">${via}</text>`,
      ].join('\n');
    })
    .join('\n');

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
