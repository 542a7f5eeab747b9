// Arrows between the bars of a trace: from where something was given or returned to where it turns up again.
import { drawn } from './dom.js';

const HEAD = 7;
const NEAREST = 18;
const PER_ROW = 7;
const SPREAD = 5;

/**
 * Draws them over `rows`, whose bars they connect.
 * @param {HTMLElement} rows @param {import('./lineage.js').Flow[]} flows
 * @param {{ onHover(flow?: import('./lineage.js').Flow): void, onPick(flow: import('./lineage.js').Flow): void }} on
 * @returns {SVGElement}
 */
export function arrowsOver(rows, flows, on) {
  const box = rows.getBoundingClientRect();
  const ends = endsOf(rows, box, flows);
  const arrows = flows.map((flow) => {
    const { line, head } = shape(ends.get(flow));
    const arrow = drawn(
      'g',
      { class: 'arrow', 'data-flow': flow.id, 'data-via': flow.via },
      drawn('path', { class: 'hit', d: line }),
      drawn('path', { class: 'line', d: line }),
      drawn('path', { class: 'head', d: head }),
    );
    arrow.addEventListener('pointerenter', () => on.onHover(flow));
    arrow.addEventListener('pointerleave', () => on.onHover());
    arrow.addEventListener('click', () => on.onPick(flow));
    return arrow;
  });
  // The list beside it says the same to those who do not see it.
  const size = { viewBox: `0 0 ${box.width} ${box.height}`, width: box.width, height: box.height };
  return drawn('svg', { class: 'arrows', 'aria-hidden': 'true', ...size }, ...arrows);
}

/** Results leave and arrive at the end of a bar, arguments at its start; what meets at one place is spread a little. */
function endsOf(rows, box, flows) {
  const order = Array.from(rows.children);
  const place = (span, side) => {
    const row = rows.querySelector(`[data-span="${span.spanId}"]`);
    const bar = row.querySelector('.bar').getBoundingClientRect();
    const x = (side === 'output' ? bar.right : bar.left) - box.left;
    return { x, y: bar.top + bar.height / 2 - box.top, row: order.indexOf(row), side };
  };
  const ends = new Map(
    flows.map((flow) => [flow, { from: place(flow.producer, flow.from), to: place(flow.consumer, flow.to) }]),
  );
  for (const [flow, { to }] of ends) {
    const meeting = flows.filter((other) => other.consumer === flow.consumer && other.to === flow.to);
    to.y += SPREAD * (meeting.indexOf(flow) - (meeting.length - 1) / 2);
  }
  return ends;
}

function shape({ from, to }) {
  const pull = NEAREST + PER_ROW * Math.abs(to.row - from.row);
  const leaves = from.side === 'output' ? pull : -pull;
  const arrives = to.side === 'output' ? 1 : -1;
  const tip = to.x + arrives;
  const base = tip + arrives * HEAD;
  return {
    line: `M ${from.x} ${from.y} C ${from.x + leaves} ${from.y} ${base + arrives * pull} ${to.y} ${base} ${to.y}`,
    head: `M ${tip} ${to.y} L ${base} ${to.y - HEAD / 2} V ${to.y + HEAD / 2} Z`,
  };
}
