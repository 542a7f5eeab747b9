// A trace: its spans as bars, its links as arrows between them.
import { arrowsOver } from './arrows.js';
import { spanRows } from './spans.js';

/**
 * @param {HTMLElement} place
 * @param {Parameters<typeof arrowsOver>[2] & { onSpan(span: import('spanloom').FinishedSpan): void }} on
 */
export function createTrace(place, on) {
  let rows;
  let flows = [];
  let active;

  const light = () => {
    for (const arrow of place.querySelectorAll('.arrow')) {
      arrow.classList.toggle('active', arrow.dataset.flow === active?.id);
      if (arrow.dataset.flow === active?.id) arrow.parentNode.append(arrow);
    }
    for (const row of place.querySelectorAll('.row')) {
      const { span } = row.dataset;
      row.classList.toggle('active', span === active?.producer?.spanId || span === active?.consumer?.spanId);
    }
    place.classList.toggle('chosen', active !== undefined);
  };
  const draw = () => {
    place.querySelector('.arrows')?.remove();
    if (!rows?.isConnected) return;
    place.append(arrowsOver(rows, flows, on));
    light();
  };
  new ResizeObserver(draw).observe(place);

  return {
    /** @param {import('spanloom').FinishedSpan[]} spans @param {import('./lineage.js').Flow[]} shown */
    show(spans, shown) {
      flows = shown;
      rows = spanRows(spans, on.onSpan);
      place.replaceChildren(rows);
      draw();
    },
    /** @param {import('./lineage.js').Flow | undefined} flow */
    light(flow) {
      active = flow;
      light();
    },
  };
}
