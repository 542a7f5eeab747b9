// The keyboard of a timeline.

const PAGE = 15;
const ZOOM = 0.7;

/**
 * @param {KeyboardEvent} event @param {import('./use-timeline.js').Timeline} timeline
 * @returns {boolean} whether it was one of its keys
 */
export function onTimelineKey(event, timeline) {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const act = (event.shiftKey ? WITH_SHIFT : KEYS)[event.key] ?? ANY_SHIFT[event.key];
  act?.(timeline, timeline.selected.peek());
  return act !== undefined;
}

/** @typedef {Record<string, (timeline: import('./use-timeline.js').Timeline, place: number) => void>} Keys */

/** @type {Keys} */
const KEYS = {
  ArrowDown: ({ selectRow }, place) => selectRow(place + 1),
  ArrowUp: ({ selectRow }, place) => selectRow(place - 1),
  PageDown: ({ selectRow }, place) => selectRow(place + PAGE),
  PageUp: ({ selectRow }, place) => selectRow(place - PAGE),
  Home: ({ selectRow }) => selectRow(0),
  End: ({ selectRow, rows }) => selectRow(rows.peek().length - 1),
  ArrowLeft({ fold, selectRow, rows, spans }, place) {
    const parent = spans.peek()[rows.peek()[place]]?.parent;
    if (!fold(place, true) && parent >= 0) selectRow(rows.peek().indexOf(parent));
  },
  ArrowRight({ fold, selectRow, rows, spans }, place) {
    const isParent = spans.peek()[rows.peek()[place + 1]]?.parent === rows.peek()[place];
    if (!fold(place, false) && isParent) selectRow(place + 1);
  },
};

/** @type {Keys} */
const WITH_SHIFT = {
  ArrowLeft: ({ panBy }) => panBy(-0.2),
  ArrowRight: ({ panBy }) => panBy(0.2),
};

/** Some keyboards need shift for these. @type {Keys} */
const ANY_SHIFT = {
  '+': ({ zoomBy }) => zoomBy(ZOOM),
  '=': ({ zoomBy }) => zoomBy(ZOOM),
  '-': ({ zoomBy }) => zoomBy(1 / ZOOM),
  0: ({ showAll }) => showAll(),
};
