import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { count } from '../parts/format.js';
import { useWindow } from '../parts/use-window.js';
import { NO_FILTER } from '../state/filter.js';
import { holdBack } from './arrival.js';
import { TraceRow } from './trace-row.jsx';

const ROW = 68;

/** @type {Record<string, (place: number, last: number) => number>} */
const MOVES = {
  ArrowDown: (place, last) => Math.min(place + 1, last),
  ArrowUp: (place) => Math.max(place - 1, 0),
  PageDown: (place, last) => Math.min(place + 8, last),
  PageUp: (place) => Math.max(place - 8, 0),
  Home: () => 0,
  End: (_place, last) => last,
};

/** The rows of the list. Arrows move among them, Enter opens. @param {{ state: import('../state/state.js').State }} props */
export function Rows({ state }) {
  const { visibleTraces, filter, traceId } = state;
  const known = useSignal(/** @type {ReadonlySet<string> | undefined} */ (undefined));
  const list = useComputed(() => holdBack(visibleTraces.value, known.value));
  const { scroller, range, top, onScroll, reveal } = useWindow(ROW, () => list.value.shown.length);
  const active = useSignal(/** @type {string | undefined} */ (traceId.peek()));

  useSignalEffect(() => {
    if (top.value <= 1) known.value = undefined;
    else known.value ??= new Set(visibleTraces.peek().map((trace) => trace.traceId));
  });
  useSignalEffect(() => {
    void filter.value;
    known.value = undefined;
    if (scroller.current) scroller.current.scrollTop = 0;
  });
  useSignalEffect(() => {
    active.value = traceId.value;
    reveal(list.peek().shown.findIndex((trace) => trace.traceId === traceId.value));
  });

  const { shown, waiting } = list.value;
  const [first, end] = range.value;
  const place = shown.findIndex((trace) => trace.traceId === active.value);
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    const move = MOVES[event.key];
    if (event.key === 'Enter' && place >= 0) state.openTrace(shown[place].traceId);
    else if (move && shown.length > 0) {
      const next = move(place, shown.length - 1);
      active.value = shown[next].traceId;
      reveal(next);
    } else return;
    event.preventDefault();
  };
  return (
    <div class="rows-frame">
      {waiting > 0 && (
        <button type="button" class="waiting" onClick={() => scroller.current?.scrollTo({ top: 0 })}>
          ↑ {waiting.toLocaleString('en')} new
        </button>
      )}
      <div
        ref={scroller}
        class="scroller"
        role="listbox"
        tabIndex={0}
        aria-label={count(shown.length, 'trace')}
        aria-activedescendant={place >= first && place < end ? `trace-${active.value}` : undefined}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div class="rows" style={{ height: `${shown.length * ROW}px` }}>
          {shown.slice(first, end).map((trace, offset) => (
            <TraceRow
              key={trace.traceId}
              trace={trace}
              place={first + offset}
              count={shown.length}
              top={(first + offset) * ROW}
              isOpen={trace.traceId === traceId.value}
              isActive={trace.traceId === active.value}
              open={() => state.openTrace(trace.traceId)}
            />
          ))}
        </div>
      </div>
      {shown.length === 0 && (
        <div class="nothing muted">
          <p>No trace matches the filters.</p>
          <button
            type="button"
            class="button"
            onClick={() => {
              filter.value = NO_FILTER;
            }}
          >
            Show all traces
          </button>
        </div>
      )}
    </div>
  );
}
