// The spans of a trace as a tree with a time line.
import { element } from './dom.js';

const milliseconds = (nanoseconds) => Number(nanoseconds) / 1e6;
const MOST_CONTENT = 2000;

/** @param {import('spanloom').FinishedSpan[]} spans @returns {HTMLElement} */
export function spanTree(spans) {
  const inOrder = byStart(spans);
  const start = inOrder[0].startTimeUnixNano;
  const length = Math.max(...inOrder.map(({ endTimeUnixNano }) => milliseconds(endTimeUnixNano - start))) || 1;
  return list(rootsOf(inOrder), inOrder, { start, length });
}

/** @template {{ startTimeUnixNano: bigint }} T @param {T[]} spans */
export const byStart = (spans) => spans.toSorted((a, b) => Number(a.startTimeUnixNano - b.startTimeUnixNano));

/** Roots, and spans whose parent has not ended yet. */
function rootsOf(spans) {
  const known = new Set(spans.map(({ spanId }) => spanId));
  return spans.filter(({ parentSpanId }) => !known.has(parentSpanId));
}

function list(siblings, spans, timeline) {
  const items = siblings.map((span) => {
    const children = spans.filter(({ parentSpanId }) => parentSpanId === span.spanId);
    const item = element('li', {}, row(span, timeline));
    if (children.length > 0) item.append(list(children, spans, timeline));
    return item;
  });
  return element('ul', { className: 'tree' }, ...items);
}

function row(span, { start, length }) {
  const took = milliseconds(span.endTimeUnixNano - span.startTimeUnixNano);
  const bar = element('i', { className: 'bar' });
  bar.style.marginInlineStart = `${(100 * milliseconds(span.startTimeUnixNano - start)) / length}%`;
  bar.style.inlineSize = `${(100 * took) / length}%`;
  const failed = span.status.code === 'error';
  const summary = element(
    'summary',
    { className: 'span', 'data-kind': span.kind, 'data-span': span.spanId },
    element('span', { className: 'name' }, span.name),
    element('span', { className: 'kind' }, span.kind),
    element('span', { className: 'took' }, failed ? 'failed' : `${took.toFixed(took < 10 ? 1 : 0)} ms`),
    element('span', { className: 'line', 'aria-hidden': 'true' }, bar),
  );
  return element(
    'details',
    {},
    summary,
    content('input', span.input),
    content('output', span.status.message ?? span.output),
  );
}

function content(label, text = 'none') {
  const shown = text.length > MOST_CONTENT ? `${text.slice(0, MOST_CONTENT)}…` : text;
  return element('div', { className: 'content' }, element('b', {}, label), element('pre', { tabIndex: 0 }, shown));
}
