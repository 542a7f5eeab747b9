// An explanation for people.
import { duration } from '../exporters/text.js';
import { fit } from './columns.js';

/** @typedef {import('./explain.js').Explanation} Explanation */
/** @typedef {(text: string, code: number) => string} Paint */

const MAX_WIDTH = 100;
const MIN_WIDTH = 40;
const [BOLD, DIM, GREEN] = [1, 2, 32];

/** @param {Explanation} explanation @param {{ color: boolean, columns?: number }} terminal @returns {string} */
export function explanationText({ traceId, spanId, from, to, trace }, { color, columns = 80 }) {
  const width = Math.max(MIN_WIDTH, Math.min(columns, MAX_WIDTH));
  /** @type {Paint} */
  const paint = (text, code) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const span = trace.spans.get(spanId);
  const time = span ? duration(span.endTimeUnixNano - span.startTimeUnixNano) : '';
  const title = (/** @type {string} */ text) => ['', paint(text, BOLD)];
  return `${[
    paint(fit(trace.label(spanId), width), BOLD),
    paint(fit(`span ${spanId} of trace ${traceId}`, width), DIM),
    paint(fit(`${time}${span?.scope ? `, recorded by ${span.scope}` : ''}`, width), DIM),
    ...title(from.length > 0 ? 'Came from' : 'No part of it was found in an earlier span.'),
    ...from.flatMap(({ from: other, ...part }) => partLines(spanId, part, other, '←')),
    ...title(to.length > 0 ? 'Went to' : 'No part of it was found in a later span.'),
    ...to.flatMap(({ to: other, ...part }) => partLines(spanId, part, other, '→')),
  ].join('\n')}\n`;

  /**
   * @param {string} id @param {import('../types/linker.js').SpanPart & { via: string }} part @param {import('../types/linker.js').PartOfSpan} other @param {string} arrow
   */
  function partLines(id, part, other, arrow) {
    const text =
      trace.excerpt(id, part.attribute, part.range) ?? trace.excerpt(other.spanId, other.attribute, other.range);
    const place = `${other.path} ${other.range.join('-')}`;
    return [
      fit(`${part.side} ${part.path} ${part.range.join('-')}`, width),
      ...(text === undefined ? [] : [paint(`  ${fit(JSON.stringify(text), width - 2)}`, DIM)]),
      `  ${paint(arrow, GREEN)} ${fit(`${other.side} of ${trace.label(other.spanId)} (${other.spanId}), by ${part.via}`, width - 4)}`,
      paint(`    ${fit(place, width - 4)}`, DIM),
    ];
  }
}
