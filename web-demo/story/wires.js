// Lines between the same words: from document to prompt to answer.
import { drawn } from '../dom.js';

const GUTTER = 7;
const STEP = 5;

const TEXTS = ['documents', 'prompt', 'answer'];

/** @param {HTMLElement} columns what they are drawn over */
export function createWires(columns) {
  // The marks say the same to those who do not see the lines.
  const svg = drawn('svg', { class: 'wires', 'aria-hidden': 'true' });
  columns.append(svg);
  /** @type {{ passage: number, at: number, path: SVGElement }[]} `at` is the text that it begins in */
  let wires = [];

  // Only the shape changes: what was drawn already is not drawn once more before the reader's eyes.
  const place = () => {
    const box = columns.getBoundingClientRect();
    svg.setAttribute('viewBox', `0 0 ${box.width} ${box.height}`);
    for (const { passage, at, path } of wires) {
      const [from, to] = [TEXTS[at], TEXTS[at + 1]].map((id) => placeOf(columns, id, passage, box));
      path.setAttribute('d', (from && to && shapeOf(from, to, passage)) ?? '');
    }
  };
  new ResizeObserver(place).observe(columns);
  columns.addEventListener('scroll', place, { capture: true, passive: true });

  return {
    /** @param {{ passage: number, number: number }[]} passages */
    show(passages) {
      wires = passages.flatMap(({ passage, number }) =>
        [0, 1].map((at) => {
          const name = `wire source-${number} wire-${at}`;
          return { passage, at, path: drawn('path', { class: name, 'data-passage': passage, pathLength: 1 }) };
        }),
      );
      svg.replaceChildren(...wires.map(({ path }) => path));
      place();
    },
  };
}

function shapeOf(from, to, passage) {
  if (to.into.x > from.right) return across(from.out, to.into);
  return from.into.isSeen && to.into.isSeen ? down(from.into, to.into, passage) : undefined;
}

/**
 * Where a line may arrive and leave without crossing other words: at the row of the mark that begins furthest left, and the one that
 * ends furthest right. Out of view, at the edge.
 */
function placeOf(columns, id, passage, box) {
  const mark = columns.querySelector(`#${id} mark[data-passage="${passage}"]`);
  const rows = Array.from(mark?.getClientRects() ?? []);
  if (rows.length === 0) return undefined;
  const frame = columns.querySelector(`#${id}`).getBoundingClientRect();
  const end = ({ top, height }, x) => {
    const middle = top + height / 2;
    const seen = Math.min(Math.max(middle, frame.top), frame.bottom);
    return { x: x - box.left, y: seen - box.top, isSeen: seen === middle };
  };
  const first = rows.reduce((best, row) => (row.left < best.left - 1 ? row : best));
  const last = rows.reduce((best, row) => (row.right > best.right + 1 ? row : best));
  return { into: end(first, first.left), out: end(last, last.right), right: frame.right - box.left };
}

/** @param {{ x: number, y: number }} from @param {{ x: number, y: number }} to */
function across(from, to) {
  const bend = Math.max(24, (to.x - from.x) / 2);
  return `M ${from.x} ${from.y} C ${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
}

/** One below the other: along the left edge. */
function down(from, to, i) {
  const x = GUTTER - STEP * (i % 2);
  return `M ${from.x} ${from.y} H ${x + 4} Q ${x} ${from.y} ${x} ${from.y + 4} V ${to.y - 4} Q ${x} ${to.y} ${x + 4} ${to.y} H ${to.x}`;
}
