// The spans of a trace as rows with a time line.
import { element } from './dom.js';

const milliseconds = (nanoseconds) => Number(nanoseconds) / 1e6;

/** @param {import('spanloom').FinishedSpan[]} spans @param {(span: import('spanloom').FinishedSpan) => void} onPick @returns {HTMLElement} */
export function spanRows(spans, onPick) {
  const inOrder = byStart(spans);
  const start = inOrder[0].startTimeUnixNano;
  const length = Math.max(...inOrder.map(({ endTimeUnixNano }) => milliseconds(endTimeUnixNano - start))) || 1;
  const rows = inTreeOrder(inOrder).map(({ span, depth }) => row(span, depth, { start, length }, onPick));
  return element('ol', { className: 'rows' }, ...rows);
}

/** @template {{ startTimeUnixNano: bigint }} T @param {T[]} spans */
export const byStart = (spans) => spans.toSorted((a, b) => Number(a.startTimeUnixNano - b.startTimeUnixNano));

/** Those whose parent has not ended yet count as roots. */
function inTreeOrder(spans) {
  const known = new Set(spans.map(({ spanId }) => spanId));
  const below = (parent, depth) =>
    spans
      .filter(({ parentSpanId }) => (known.has(parentSpanId) ? parentSpanId : undefined) === parent)
      .flatMap((span) => [{ span, depth }, ...below(span.spanId, depth + 1)]);
  return below(undefined, 0);
}

function row(span, depth, { start, length }, onPick) {
  const took = milliseconds(span.endTimeUnixNano - span.startTimeUnixNano);
  const bar = element('i', { className: 'bar' });
  bar.style.insetInlineStart = `${(100 * milliseconds(span.startTimeUnixNano - start)) / length}%`;
  bar.style.inlineSize = `${(100 * took) / length}%`;
  const failed = span.status.code === 'error';
  const label = element(
    'button',
    {
      type: 'button',
      className: 'step',
      title: 'Show what it was given and what it returned',
      onclick: () => onPick(span),
    },
    element('b', {}, span.name),
    element('span', {}, `${span.kind} · ${failed ? 'failed' : `${took.toFixed(took < 10 ? 1 : 0)} ms`}`),
  );
  label.style.setProperty('--depth', depth);
  return element(
    'li',
    { className: 'row', 'data-span': span.spanId, 'data-kind': span.kind },
    label,
    element('span', { className: 'track' }, bar),
  );
}
