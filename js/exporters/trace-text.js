// Formats a trace as text: a line with kind, tree and duration for each span; below it its error, its content, and its links.
import { explainBy } from './explain.js';
import { byStart, labelsOf } from './span-labels.js';
import { clean, duration } from './text.js';

/** @typedef {import('../index.js').FinishedSpan} FinishedSpan */
/** @typedef {import('../index.js').Link} Link */
/** @typedef {(style: keyof typeof ANSI, text: string) => string} Paint */

const MAX_NAME = 60;
const MAX_CONTENT = 100;
const MAX_EVIDENCE = 240;
const KIND_WIDTH = 11;
/** Deeper branches are not drawn, as lines would grow with the depth. The depth is printed instead. */
const MAX_DEPTH = 24;
const ANSI = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36 };
const KIND_STYLE = /** @type {const} */ ({
  workflow: 'bold',
  agent: 'bold',
  task: 'blue',
  tool: 'yellow',
  llm: 'magenta',
  retrieval: 'cyan',
  embedding: 'cyan',
});

/**
 * @param {FinishedSpan[]} spans of one trace @param {{ color: boolean, content: boolean, explain: boolean }} options
 * @param {FinishedSpan[]} [earlier] spans of the trace that are printed already, for the names in links
 */
export function traceText(spans, { color, content, explain: isExplained }, earlier = []) {
  /** @type {Paint} */
  const paint = (style, text) => (color ? `\u001b[${ANSI[style]}m${text}\u001b[0m` : text);
  const rows = treeRows(spans);
  const names = labelsOf([...earlier, ...spans], (name) => clean(name, MAX_NAME));
  const nameOf = (/** @type {string} */ spanId) => names.get(spanId) ?? `span ${clean(spanId, MAX_NAME)}`;
  const titleOf = (/** @type {FinishedSpan} */ { spanId, attributes }) => `${nameOf(spanId)}${pathOf(attributes)}`;
  const width = longest(rows.map(({ span, branch }) => branch + titleOf(span)));
  const lines = [paint('dim', `trace ${clean(spans[0].traceId, MAX_NAME)}`)];
  for (const { span, branch, margin } of rows) {
    const { kind, status, attributes } = span;
    const title = titleOf(span);
    const gap = ' '.repeat(width - branch.length - title.length);
    const time = duration(span.endTimeUnixNano - span.startTimeUnixNano).padStart(9);
    const label = status.code === 'error' ? paint('red', title) : title;
    const { 'spanloom.result': result } = attributes;
    const end = result === undefined ? '' : ` ${paint('yellow', clean(String(result), MAX_NAME))}`;
    lines.push(
      `${paint(KIND_STYLE[kind], kind.padEnd(KIND_WIDTH))}${paint('dim', branch)}${label}${gap}${paint('dim', time)}${end}`,
    );
    const details = [
      ...errorLines(span, paint),
      ...(content ? contentLines(span, paint) : []),
      ...(isExplained ? evidenceLines(span, names, paint) : linkLines(span, nameOf, paint)),
    ];
    for (const detail of details) lines.push(`${' '.repeat(KIND_WIDTH)}${paint('dim', margin)}${detail}`);
  }
  return `${lines.join('\n')}\n`;
}

/**
 * Returns the spans in the order of the tree, siblings by start. `branch` is printed before the name, `margin` before the lines below it.
 * @param {FinishedSpan[]} spans
 */
function treeRows(spans) {
  const known = new Set(spans.map(({ spanId }) => spanId));
  /** @type {Map<string | undefined, FinishedSpan[]>} */
  const children = new Map();
  for (const span of [...spans].sort(byStart)) {
    const parent = known.has(span.parentSpanId ?? '') ? span.parentSpanId : undefined;
    const siblings = children.get(parent) ?? [];
    children.set(parent, siblings);
    siblings.push(span);
  }
  /** @type {{ span: FinishedSpan, branch: string, margin: string }[]} */
  const rows = [];
  // A stack, not recursion: a trace may be deeper than the call stack.
  const next = (children.get(undefined) ?? []).map((span) => ({ span, depth: 0, branch: '', indent: '' })).reverse();
  for (let row = next.pop(); row; row = next.pop()) {
    const { span, branch, indent } = row;
    const depth = row.depth + 1;
    const below = children.get(span.spanId) ?? [];
    rows.push({ span, branch, margin: `${indent}${below.length > 0 ? '│' : ' '}  ` });
    for (const child of below.reverse()) {
      const isLast = child === below[0];
      if (depth > MAX_DEPTH) next.push({ span: child, depth, branch: `${indent}depth ${depth}: `, indent });
      else {
        const [own, further] = isLast ? ['└─ ', '   '] : ['├─ ', '│  '];
        next.push({ span: child, depth, branch: indent + own, indent: indent + further });
      }
    }
  }
  return rows;
}

/** The path of a request whose route is unknown: its name is only the method. @param {FinishedSpan['attributes']} attributes */
const pathOf = ({ 'url.path': path, 'http.route': route }) =>
  typeof path === 'string' && route === undefined ? ` ${clean(path, MAX_NAME)}` : '';

/** The length of the longest text. @param {string[]} texts */
const longest = (texts) => texts.reduce((max, { length }) => Math.max(max, length), 0);

/** @param {FinishedSpan} span @param {Paint} paint */
function errorLines({ status, attributes }, paint) {
  if (status.code !== 'error') return [];
  const type = attributes['exception.type'] ?? 'error';
  return [paint('red', clean(`✗ ${type}: ${status.message ?? ''}`, MAX_CONTENT))];
}

/** @param {FinishedSpan} span @param {Paint} paint */
function contentLines({ input, output }, paint) {
  const line = (/** @type {string} */ label, /** @type {string | undefined} */ text) =>
    text === undefined ? [] : [`${paint('dim', label)} ${clean(text, MAX_CONTENT)}`];
  return [...line('in ', input), ...line('out', output)];
}

/** @param {FinishedSpan} span @param {(spanId: string) => string} nameOf @param {Paint} paint */
function linkLines({ links }, nameOf, paint) {
  const width = longest(links.map(({ spanId }) => nameOf(spanId)));
  return links.map(({ spanId, attributes }) => {
    const how = flow(attributes);
    const name = how ? nameOf(spanId).padEnd(width) : nameOf(spanId);
    return paint('green', `← ${name}`) + (how && paint('dim', ` ${how}`));
  });
}

/** @param {FinishedSpan} span @param {Map<string, string>} names @param {Paint} paint */
const evidenceLines = (span, names, paint) =>
  explainBy(span, names).map(({ evidence }) => `${paint('green', '←')} ${clean(evidence, MAX_EVIDENCE)}`);

/** Formats the paths of a link, such as `output[2].text → input[0] · member`. @param {Link['attributes']} attributes */
function flow(attributes) {
  const { from, to, 'spanloom.via': via, 'spanloom.overlap': overlap } = attributes;
  if (!via) return '';
  const share = typeof overlap === 'number' ? ` ${Math.round(100 * overlap)}%` : '';
  const place = (/** @type {'from' | 'to'} */ side) => String(attributes[`spanloom.${side}.path`] ?? '$').slice(1);
  return clean(`${from}${place('from')} → ${to}${place('to')} · ${via}${share}`, MAX_CONTENT);
}
