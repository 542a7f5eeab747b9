// Draws one side of a span's contents as the viewer's reader shows it: which spans its text came from, and the text with its parts marked.
import { badge, escaped, icon, rect, round } from '../../js/viewer/graph/svg-elements.js';
import { namesOf } from '../../js/viewer/parts/names.js';
import { percents, readingOf, sidesText } from '../../js/viewer/reader/reading.js';
import { runsOfSide } from '../../js/viewer/reader/runs.js';

/** @typedef {import('../../js/viewer/model.js').SpanDetail} SpanDetail */
/** @typedef {import('../../js/viewer/model.js').TraceModel} TraceModel */
/** @typedef {import('../../js/viewer/reader/reading.js').Reading} Reading */
/** @typedef {import('../../js/viewer/reader/reading.js').Part} Part */
/** @typedef {(token: string) => string} Colour */
/** Text of one source in one line, in columns. @typedef {{ text: string, column: number, part: Part | undefined, badge: boolean }} Piece */

const PADDING = 24;
const MONO = 'ui-monospace, SF Mono, SFMono-Regular, Menlo, Consolas, Liberation Mono, monospace';
const FONT_SIZE = 14;
/** The same in all of these fonts; `textLength` corrects those that differ. */
const COLUMN = 8.4;
const LINE = 29;
/** Columns that a badge takes up. */
const BADGE = 3;

/**
 * @param {TraceModel} trace @param {SpanDetail} detail @param {import('../../js/viewer/model.js').Side} side
 * @param {{ width: number, colour: Colour }} options
 */
export function readerCard(trace, detail, side, { width, colour }) {
  const reading = readingOf(detail, 'origins');
  const names = new Map([...namesOf(trace.spans), [detail.spanId, 'this step']]);
  const span = trace.spans.find(({ spanId }) => spanId === detail.spanId);
  const inner = width - 2 * PADDING;
  const muted = `fill="${colour('text-muted')}"`;
  const heading = [
    span ? icon(span.kind, PADDING, 26, colour(`kind-${span.kind}`)) : '',
    `<text x="${PADDING + 26}" y="39" font-size="15" fill="${colour('text')}"><tspan font-weight="600">${escaped(`${span?.name}`)}</tspan> <tspan ${muted}>${side}</tspan></text>`,
    `<path d="M0 62H${width}" stroke="${colour('border')}"/>`,
  ];
  const entries = legend(reading, side, names, colour);
  const textTop = 104 + entries.length * 26 + 18;
  return [
    ...heading,
    shareBar(reading, side, { x: PADDING, y: 84, width: inner, height: 5 }, colour),
    ...entries.map((entry, row) => entry(PADDING, 104 + row * 26)),
    `<path d="M${PADDING} ${textTop}h${inner}" stroke="${colour('border')}"/>`,
    ...linesOf(detail, side, reading, Math.floor(inner / COLUMN)).flatMap((line, row) =>
      line.map((piece) => drawPiece(piece, textTop + 34 + row * LINE, colour)),
    ),
  ].join('\n');
}

/** @param {Reading} reading @param {'input' | 'output'} side @param {import('../../js/viewer/layout/layout.js').Box} box @param {Colour} colour */
function shareBar({ shares }, side, { x, y, width, height }, colour) {
  const { sources, unknown } = shares[side];
  const parts = sources.map(({ source, characters }) => ({ fill: colour(`source-${source.hue}`), characters }));
  if (unknown > 0) parts.push({ fill: colour('border'), characters: unknown });
  const total = parts.reduce((sum, { characters }) => sum + characters, 0);
  const room = width - 2 * (parts.length - 1);
  let left = x;
  return parts
    .map(({ fill, characters }) => {
      const bar = rect({ x: left, y, width: (room * characters) / total, height }, `rx="2" fill="${fill}"`);
      left += (room * characters) / total + 2;
      return bar;
    })
    .join('');
}

/** @param {Reading} reading @param {'input' | 'output'} side @param {Map<string, string>} names @param {Colour} colour @returns {((x: number, y: number) => string)[]} */
function legend({ shares }, side, names, colour) {
  const { sources, unknown, characters } = shares[side];
  const shown = percents([...sources.map((entry) => entry.characters), unknown], characters);
  const known = sources.map(({ source }, index) => ({
    number: `${source.number}`,
    fill: colour(`source-${source.hue}`),
    ink: colour('on-accent'),
    name: `${names.get(source.spanId)}`,
    sides: sidesText(source.sides),
    share: shown[index],
  }));
  const none = {
    number: '–',
    fill: colour('border'),
    ink: colour('text'),
    name: 'no known source',
    sides: '',
    share: shown.at(-1),
  };
  return [...known, ...(unknown > 0 ? [none] : [])].map(
    ({ number, fill, ink, name, sides, share }) =>
      (x, y) =>
        [
          badge(number, x, y, fill, ink),
          `<text x="${x + 26}" y="${y + 13}" fill="${colour('text')}">${escaped(name)}`,
          sides && ` <tspan fill="${colour('text-muted')}">${sides}</tspan>`,
          ` <tspan font-weight="600">${share}</tspan></text>`,
        ].join(''),
  );
}

/** The text, broken between words. @param {SpanDetail} detail @param {'input' | 'output'} side @param {Reading} reading @param {number} columns @returns {Piece[][]} */
function linesOf(detail, side, reading, columns) {
  /** @type {Piece[][]} */
  const lines = [[]];
  let column = 0;
  const breakLine = () => {
    lines.push([]);
    column = 0;
  };
  for (const { run } of runsOfSide(detail, side)) {
    const part = reading.partOf.get(run);
    let badge = part?.first === true;
    for (const word of run.text.match(/\n|[^\S\n]*[^\s]+|[^\S\n]+/g) ?? []) {
      if (word === '\n') {
        breakLine();
        continue;
      }
      if (column > 0 && column + word.length + (badge ? BADGE : 0) > columns) breakLine();
      const text = column === 0 ? word.trimStart() : word;
      const line = /** @type {Piece[]} */ (lines.at(-1));
      const before = line.at(-1);
      if (before && before.part === part && !badge) before.text += text;
      else line.push({ text, column, part, badge });
      column += text.length + (badge ? BADGE : 0);
      badge = false;
    }
  }
  return lines;
}

/** @param {Piece} piece @param {number} y of the base line @param {Colour} colour */
function drawPiece({ text, column, part, badge: hasBadge }, y, colour) {
  const start = PADDING + column * COLUMN;
  const x = start + (hasBadge ? BADGE * COLUMN : 0);
  const width = text.length * COLUMN;
  const words = `<text x="${round(x)}" y="${y}" textLength="${round(width)}" lengthAdjust="spacingAndGlyphs" font-family="${MONO}" font-size="${FONT_SIZE}" fill="${colour('text')}">${escaped(text)}</text>`;
  if (!part) return words;
  const hue = colour(`source-${part.source.hue}`);
  const box = { x: start - 2, y: y - 15, width: x - start + width + 4, height: 21 };
  return [
    rect(box, `rx="3" fill="${hue}" fill-opacity="0.14"`),
    rect({ ...box, y: y + 5, height: 2 }, `fill="${hue}"`),
    hasBadge ? badge(`${part.source.number}`, start, y - 13, hue, colour('on-accent')) : '',
    words,
  ].join('');
}
