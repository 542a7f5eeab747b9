import { duration, tokens } from '../parts/format.js';
import { KindBadge } from '../parts/kind-badge.jsx';
import { countBelow } from './rows.js';
import { placeOf } from './scale.js';

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
 * @property {import('./use-timeline.js').Timeline} timeline
 * @property {import('../state/state.js').State} state
 */

/** @param {RowProps} props */
export function Row({ span, index, place, isParent, isFolded, isSelected, isHovered, isFound, timeline, state }) {
  const marks = `${isSelected ? ' selected' : ''}${isHovered ? ' hovered' : ''}${isFound ? ' found' : ''}`;
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
        <span class="cut" title={span.name}>
          {span.name}
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
        <Bar span={span} stretch={timeline.stretch.value} />
      </div>
    </div>
  );
}

/** @param {{ span: import('../model.js').SpanRow, stretch: import('./scale.js').Stretch }} props */
function Bar({ span, stretch }) {
  const start = placeOf(stretch, span.start);
  const end = placeOf(stretch, span.start + span.duration);
  const [from, to] = [clamp(start), clamp(end)];
  const words = [duration(span.duration), tokens(span.tokens)].filter(Boolean).join(' · ');
  const isRoomAfter = to < 0.72;
  const isInside = !isRoomAfter && from < 0.28;
  const left = isRoomAfter ? to : from;
  return (
    <>
      {end >= 0 && start <= 1 && (
        <span
          class={`bar${span.status === 'error' ? ' failed' : ''}`}
          style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
        />
      )}
      <span
        class={`figures cut ${isRoomAfter || isInside ? 'after' : 'before'}`}
        style={isRoomAfter || isInside ? { left: `${left * 100}%` } : { right: `${(1 - from) * 100}%` }}
      >
        {words}
      </span>
    </>
  );
}

/** @param {number} share */
const clamp = (share) => Math.min(1, Math.max(0, share));
