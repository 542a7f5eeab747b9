// Draws what the viewer shows of the trace of README's first program: its graph, and beside it the prompt with the sources of its parts.
// `node scripts/picture.mjs`
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paletteOf } from '../js/viewer/graph/palette.js';
import { escaped, FONT, rect } from '../js/viewer/graph/svg-elements.js';
import { svgOf } from '../js/viewer/graph/svg-of.js';
import { readingOf } from '../js/viewer/reader/reading.js';
import { createStore } from '../js/viewer/store/store.js';
import { installTapped, spansIn } from '../tests/examples/tapped.js';
import { programsOf, runProgram } from '../tests/house/programs.js';
import { isMain, root } from './lib/paths.mjs';
import { readerCard } from './lib/reader-card.mjs';

const PROGRAM = 'quickstart';
const SELECTED = 'prompt';
const CARD_WIDTH = 400;
const MARGIN = 1;
const LABEL =
  'Left: the steps of ask as a graph, with an arrow from each step to the steps that used its output. Right: the text of the prompt, each part in the colour of the step that it came from.';
const TOKENS = readFileSync(join(root, 'js/viewer/styles/tokens.css'), 'utf8');

/** @type {('light' | 'dark')[]} */
const THEMES = ['light', 'dark'];

/** The pictures as they should be, by path. @returns {Promise<Record<string, string>>} */
export async function pictures() {
  const spans = await spansOfProgram();
  const [{ traceId }] = spans;
  const store = createStore();
  await store.addSpans(spans);
  const trace = await store.trace(traceId);
  const spanId = trace?.spans.find(({ name }) => name === SELECTED)?.spanId;
  const detail = spanId && (await store.span(traceId, spanId));
  if (!trace || !detail) throw new Error(`${PROGRAM} has no span "${SELECTED}"`);
  return Object.fromEntries(THEMES.map((theme) => [`docs/images/viewer-${theme}.svg`, draw(trace, detail, theme)]));
}

async function spansOfProgram() {
  const folder = mkdtempSync(join(tmpdir(), 'spanloom-picture-'));
  try {
    installTapped(folder);
    const SPANS = join(folder, 'spans.json');
    const { code, err } = await runProgram(folder, PROGRAM, `${programsOf('README.md').programs.get(PROGRAM)}`, {
      SPANS,
    });
    if (code !== 0) throw new Error(err);
    return spansIn(SPANS);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {import('../js/viewer/model.js').TraceModel} trace @param {import('../js/viewer/model.js').SpanDetail} detail @param {'light' | 'dark'} theme */
function draw(trace, detail, theme) {
  const colour = paletteOf(TOKENS, theme);
  // Durations differ between runs.
  const facts = (/** @type {import('../js/viewer/model.js').SpanRow} */ { kind, model }) =>
    [kind, model].filter(Boolean).join(' · ');
  const graph = svgOf(trace, {
    theme,
    tokens: TOKENS,
    facts,
    selected: detail.spanId,
    reading: readingOf(detail, 'origins'),
  });
  const [, graphWidth, graphHeight] = (/ width="(\d+)" height="(\d+)"/.exec(graph) ?? []).map(Number);
  const width = graphWidth + CARD_WIDTH + 2 * MARGIN;
  const height = graphHeight + 2 * MARGIN;
  const frame = { x: 0.5, y: 0.5, width: width - 1, height: height - 1 };
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${FONT}" font-size="13" role="img" aria-label="${escaped(LABEL)}">`,
    `<clipPath id="frame">${rect(frame, 'rx="10"')}</clipPath>`,
    '<g clip-path="url(#frame)">',
    rect({ x: 0, y: 0, width, height }, `fill="${colour('bg-raised')}"`),
    graph.replace('<svg ', `<svg x="${MARGIN}" y="${MARGIN}" `),
    `<g transform="translate(${graphWidth + MARGIN},0)">`,
    `<path d="M0 0V${height}" stroke="${colour('border')}"/>`,
    readerCard(trace, detail, 'output', { width: CARD_WIDTH, colour }),
    '</g>',
    '</g>',
    rect(frame, `rx="10" fill="none" stroke="${colour('border')}"`),
    '</svg>',
  ].join('\n')}\n`;
}

if (isMain(import.meta))
  for (const [path, picture] of Object.entries(await pictures())) writeFileSync(join(root, path), picture);
