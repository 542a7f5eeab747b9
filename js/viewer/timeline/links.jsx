import { useComputed } from '@preact/signals';
import { DASHES } from '../parts/styles-of-links.js';
import { addStyles } from '../styles/sheets.js';
import { arcOf, linksToDraw } from './arcs.js';
import css from './links.css';
import { placesOf } from './rows.js';
import { placeOf } from './scale.js';

addStyles(css);

/**
 * Arcs from a producer's bar to a consumer's.
 * @param {{ state: import('../state/state.js').State, timeline: import('./use-timeline.js').Timeline, range: [number, number], width: number, row: number }} props
 * `range`: the rows in view; `width`: of the bars
 */
export function Links({ state, timeline, range: [first, end], width, row }) {
  const { trace, selection, hover, select } = state;
  const { spans, rows, stretch } = timeline;
  const places = useComputed(() => placesOf(spans.value.length, rows.value));
  const indexes = useComputed(() => new Map(spans.value.map(({ spanId }, index) => [spanId, index])));
  const drawn = useComputed(() => {
    const ids = [selection.value?.spanId, hover.value?.spanId].filter((id) => id !== undefined);
    const chosen = ids.flatMap((id) => indexes.value.get(id) ?? []);
    return linksToDraw(trace.value?.links ?? [], chosen);
  });
  const x = (/** @type {number} */ time) => Math.min(width + 20, Math.max(-20, placeOf(stretch.value, time) * width));
  const y = (/** @type {number} */ index) => places.value[index] * row + row / 2;
  /** An input is at the start of a bar, an output at its end. @param {number} index @param {import('../model.js').Side} side */
  const endOf = (index, side) => {
    const { start, duration } = spans.value[index];
    const isStart = side === 'input';
    return { x: x(isStart ? start : start + duration), y: y(index), isStart };
  };
  const isSeen = (/** @type {import('../model.js').LinkRow} */ { from, to }) => {
    const [one, other] = [places.value[from], places.value[to]];
    return one !== other && Math.max(one, other) >= first && Math.min(one, other) < end;
  };
  const chosenLink = selection.value?.link;
  return (
    <svg class="links" width={width} height={rows.value.length * row} aria-hidden="true">
      {drawn.value
        .filter(({ link }) => isSeen(link))
        .map(({ link, isChosen }) => {
          const [from, to] = [spans.value[link.from], spans.value[link.to]];
          const { line, head } = arcOf(endOf(link.from, link.fromSide), endOf(link.to, link.toSide));
          const isOne = chosenLink?.from === from.spanId && chosenLink.to === to.spanId;
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: by keyboard, links are chosen in the panels
            <g
              key={`${link.from}-${link.to}-${link.fromSide}-${link.toSide}`}
              class={`${isChosen ? 'chosen' : ''}${isOne ? ' one' : ''}`}
              onClick={() => select({ spanId: to.spanId, link: { from: from.spanId, to: to.spanId } })}
            >
              <path class="wide" d={line}>
                <title>
                  {to.name} used {from.name}, by {link.via}
                </title>
              </path>
              <path class="line" d={line} stroke-dasharray={DASHES[link.via]} />
              <path class="head" d={head} />
            </g>
          );
        })}
    </svg>
  );
}
