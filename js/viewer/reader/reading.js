// What is coloured and numbered in a span's contents: the parts that came from elsewhere, or that went elsewhere.
import { runsOfSide, SIDES } from './runs.js';

/** @typedef {import('../model.js').Connection} Connection */
/** @typedef {import('../model.js').Run} Run */
/** @typedef {import('../model.js').Side} Side */
/** @typedef {import('../model.js').SpanDetail} SpanDetail */

/** `origins`: where parts came from. `uses`: where they went. @typedef {'origins' | 'uses'} Mode */

/**
 * A span that parts came from or went to. Sources are numbered from 1 by their first use in the order of reading.
 * @typedef {{ spanId: string, sides: Side[], number: number, hue: number }} Source
 */

/** A run with a source. `first`: the run before it has another. @typedef {{ index: number, run: Run, side: Side, path: string, connections: Connection[], source: Source, first: boolean }} Part */
/** `others`: sources that come second for a part, and for none first. `several`: some part has several. @typedef {{ characters: number, unknown: number, sources: { source: Source, characters: number }[], others: Source[], several: boolean }} Share */
/** @typedef {{ mode: Mode, sources: Source[], parts: Part[], partOf: Map<Run, Part>, shares: Record<Side, Share> }} Reading */

export const HUES = 8;

/** Complexity: linear in the runs. @param {SpanDetail} detail @param {Mode} mode @returns {Reading} */
export function readingOf(detail, mode) {
  const numbering = createNumbering();
  /** @type {Reading} */
  const reading = {
    mode,
    sources: numbering.sources,
    parts: [],
    partOf: new Map(),
    shares: { output: emptyShare(), input: emptyShare() },
  };
  // What the legend names is numbered before what comes second for a part.
  for (const side of SIDES) {
    for (const { run } of runsOfSide(detail, side)) {
      const nearest = run[mode].map((index) => detail[mode][index]).find(Boolean);
      if (nearest) numbering.number(nearest);
    }
  }
  for (const side of SIDES) {
    /** @type {Set<Source>} */
    const all = new Set();
    /** @type {Part | undefined} */
    let before;
    for (const { run, path } of runsOfSide(detail, side)) {
      const connections = run[mode].flatMap((index) => detail[mode][index] ?? []);
      const sources = new Set(connections.map(numbering.number));
      count(reading.shares[side], run, sources, mode);
      for (const source of sources) all.add(source);
      const [source] = sources;
      if (!source) {
        before = undefined;
        continue;
      }
      const first = before?.source !== source || before.path !== path;
      before = { index: reading.parts.length, run, side, path, connections, source, first };
      reading.parts.push(before);
      reading.partOf.set(run, before);
    }
    const share = reading.shares[side];
    share.others = [...all].filter((source) => !share.sources.some((entry) => entry.source === source));
  }
  return reading;
}

function createNumbering() {
  /** @type {Map<string, Source>} */
  const bySpan = new Map();
  /** @type {Source[]} */
  const sources = [];
  /** @param {Connection} connection */
  const number = ({ spanId, side }) => {
    let source = bySpan.get(spanId);
    if (!source) {
      source = { spanId, sides: [], number: sources.length + 1, hue: (sources.length % HUES) + 1 };
      bySpan.set(spanId, source);
      sources.push(source);
    }
    if (!source.sides.includes(side)) source.sides.push(side);
    return source;
  };
  return { sources, number };
}

/** @returns {Share} */
const emptyShare = () => ({ characters: 0, unknown: 0, sources: [], others: [], several: false });

/**
 * A part came from one place, the nearest, so that origins add up to the whole. It may have gone to several, and counts for each.
 * @param {Share} share @param {Run} run @param {Set<Source>} sources @param {Mode} mode
 */
function count(share, run, sources, mode) {
  share.characters += run.text.length;
  if (!sources.size) share.unknown += run.text.length;
  share.several ||= sources.size > 1;
  const counted = mode === 'origins' ? [...sources].slice(0, 1) : sources;
  for (const source of counted) {
    const entry = share.sources.find((known) => known.source === source);
    if (entry) entry.characters += run.text.length;
    else share.sources.push({ source, characters: run.text.length });
  }
}

/**
 * Parts of a whole in percent, which add up to 100 if the parts add up to the whole (largest remainder).
 * What there is of something is never `0 %`. @param {readonly number[]} counts @param {number} total
 */
export function percents(counts, total) {
  const exact = counts.map((count) => (100 * count) / Math.max(1, total));
  const rounded = exact.map(Math.floor);
  const missing = Math.round(exact.reduce((sum, one) => sum + one, 0)) - rounded.reduce((sum, one) => sum + one, 0);
  const byRemainder = exact.map((_, index) => index).sort((a, b) => (exact[b] % 1) - (exact[a] % 1));
  for (const index of byRemainder.slice(0, missing)) rounded[index] += 1;
  return rounded.map((one, index) => (one === 0 && counts[index] > 0 ? '<1 %' : `${one} %`));
}

/** @param {readonly Side[]} sides */
export const sidesText = (sides) => sides.join(' and ');
