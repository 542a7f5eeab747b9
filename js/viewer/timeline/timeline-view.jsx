import { useComputed, useSignalEffect } from '@preact/signals';
import { useCallback, useRef } from 'preact/hooks';
import { useWindow } from '../parts/use-window.js';
import { addStyles } from '../styles/sheets.js';
import { Axis } from './axis.jsx';
import { onTimelineKey } from './keys.js';
import { Links } from './links.jsx';
import { LinksNote } from './links-note.jsx';
import { Row } from './row.jsx';
import { hasChildren } from './rows.js';
import css from './timeline.css';
import { useGestures } from './use-gestures.js';
import { useTimeline } from './use-timeline.js';
import { ZoomButtons } from './zoom-buttons.jsx';

addStyles(css);

const ROW = 28;
/** Room for links beside the bars, in pixels. */
const [BEFORE, BEYOND] = [20, 24];

/** The spans of the open trace as rows of a tree, each with its bar. @param {{ state: import('../state/state.js').State }} props */
export function TimelineView({ state }) {
  const timeline = useTimeline(state);
  const { spans, rows, folded, selected } = timeline;
  const { scroller, range, onScroll, reveal, width } = useWindow(ROW, () => rows.value.length);
  const bars = useRef(/** @type {HTMLDivElement | null} */ (null));
  useGestures(
    scroller,
    timeline,
    useCallback(() => bars.current?.getBoundingClientRect(), []),
  );
  useSignalEffect(() => reveal(selected.value));
  const found = useComputed(() => new Set(state.search.found.value));
  const [first, end] = range.value;
  const barsWidth = useComputed(() => Math.max(0, width.value - nameWidth(width.value) - BEFORE - BEYOND));
  const selectedId = state.selection.value?.spanId;
  return (
    <div
      class="timeline"
      style={{ '--names': `${nameWidth(width.value)}px`, '--before': `${BEFORE}px`, '--beyond': `${BEYOND}px` }}
    >
      <ZoomButtons timeline={timeline} />
      <LinksNote state={state} />
      <div
        ref={scroller}
        class="scroller"
        role="treegrid"
        tabIndex={0}
        aria-label="Timeline"
        aria-rowcount={rows.value.length + 1}
        aria-activedescendant={selected.value >= first && selected.value < end ? `row-${selectedId}` : undefined}
        onScroll={onScroll}
        onKeyDown={(event) => onTimelineKey(event, timeline) && event.preventDefault()}
      >
        <div class="heading" role="row" aria-rowindex={1}>
          <span class="name muted" role="columnheader">
            Step
          </span>
          <Axis timeline={timeline} width={barsWidth.value} />
        </div>
        <div class="rows" role="rowgroup" style={{ height: `${rows.value.length * ROW}px` }}>
          {rows.value.slice(first, end).map((index, offset) => {
            const span = spans.value[index];
            return (
              <Row
                key={span.spanId}
                span={span}
                index={index}
                place={first + offset}
                isParent={hasChildren(spans.value, index)}
                isFolded={folded.value.has(span.spanId)}
                isSelected={span.spanId === selectedId}
                isHovered={span.spanId === state.hover.value?.spanId}
                isFound={found.value.has(span.spanId)}
                width={barsWidth.value}
                timeline={timeline}
                state={state}
              />
            );
          })}
          <div class="over" ref={bars}>
            <Links state={state} timeline={timeline} range={range.value} width={barsWidth.value} row={ROW} />
          </div>
        </div>
      </div>
    </div>
  );
}

/** Of the column of names, in pixels. @param {number} width of the view */
const nameWidth = (width) => Math.round(Math.min(340, Math.max(130, width * 0.36)));
