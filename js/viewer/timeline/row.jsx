import { KindBadge } from '../parts/kind-badge.jsx';
import { Bar } from './bar.jsx';
import { countBelow } from './rows.js';

const INDENT = 14;
/** Deeper levels stand no further to the right. */
const MAX_INDENT = 12;

/**
 * @typedef {Object} RowProps
 * @property {import('../model.js').SpanRow} span
 * @property {number} index in the spans
 * @property {number} place in the rows
 * @property {boolean} isParent
 * @property {boolean} isFolded
 * @property {boolean} isSelected
 * @property {boolean} isHovered
 * @property {boolean} isFound by the search
 * @property {number} width of the bars, in pixels
 * @property {import('./use-timeline.js').Timeline} timeline
 * @property {import('../state/state.js').State} state
 */

/** @param {RowProps} props */
export function Row({
  span,
  index,
  place,
  isParent,
  isFolded,
  isSelected,
  isHovered,
  isFound,
  width,
  timeline,
  state,
}) {
  const marks = `${isSelected ? ' selected' : ''}${isHovered ? ' hovered' : ''}${isFound ? ' found' : ''}`;
  const name = timeline.names.value.get(span.spanId);
  const onFold = (/** @type {Event} */ event) => {
    event.stopPropagation();
    timeline.fold(place, !isFolded);
  };
  const hover = (/** @type {boolean} */ isOver) => {
    state.hover.value = isOver ? { spanId: span.spanId } : undefined;
  };
  return (
    <div
      class={`row kind-${span.kind}${marks}`}
      id={`row-${span.spanId}`}
      role="row"
      aria-level={span.depth + 1}
      aria-rowindex={place + 2}
      aria-selected={isSelected}
      aria-expanded={isParent ? !isFolded : undefined}
      style={{ transform: `translateY(${place * 28}px)` }}
      onClick={() => state.select({ spanId: span.spanId })}
      onPointerEnter={() => hover(true)}
      onPointerLeave={() => hover(false)}
    >
      <div
        class="name"
        role="gridcell"
        style={{ paddingInlineStart: `${6 + INDENT * Math.min(span.depth, MAX_INDENT)}px` }}
      >
        {isParent ? (
          <span class="fold" aria-hidden="true" onClick={onFold}>
            <svg aria-hidden="true" viewBox="0 0 10 10" class={isFolded ? '' : 'open'}>
              <path d="M3 1l4 4-4 4" />
            </svg>
          </span>
        ) : (
          <span class="fold" />
        )}
        <KindBadge kind={span.kind} />
        <span class="cut" title={name}>
          {name}
        </span>
        {isFolded && <span class="muted more">+{countBelow(timeline.spans.value, index)}</span>}
        {span.status === 'error' && (
          <span class="error sign" title="error">
            <span aria-hidden="true">!</span>
            <span class="told">error</span>
          </span>
        )}
      </div>
      <div class="time" role="gridcell">
        <Bar span={span} stretch={timeline.stretch.value} width={width} />
      </div>
    </div>
  );
}
