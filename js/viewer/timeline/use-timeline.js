import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { namesOf } from '../parts/names.js';
import { ancestorsOf, hasChildren, visibleRows } from './rows.js';
import { pan, zoom } from './scale.js';

/** @typedef {import('../state/state.js').State} State */
/** @typedef {ReturnType<typeof useTimeline>} Timeline */

/** What a timeline shows of the open trace: which rows, which stretch of time, and how they change. @param {State} state */
export function useTimeline(state) {
  const { trace, selection, fit, messages } = state;
  const folded = useSignal(/** @type {ReadonlySet<string>} */ (new Set()));
  const spans = useComputed(() => trace.value?.spans ?? []);
  const names = useComputed(() => namesOf(spans.value));
  const rows = useComputed(() => visibleRows(spans.value, folded.value));
  const whole = useComputed(() => Math.max(trace.value?.duration ?? 0, 0.001));
  /** Undefined for all of it, also when more comes. */
  const zoomed = useSignal(/** @type {import('./scale.js').Stretch | undefined} */ (undefined));
  const stretch = useComputed(() => zoomed.value ?? /** @type {const} */ ([0, whole.value]));
  const traceId = useComputed(() => trace.value?.traceId);
  /** Of the selected span in the rows, -1 without one. */
  const selected = useComputed(() => {
    const spanId = selection.value?.spanId;
    return spanId === undefined ? -1 : rows.value.findIndex((index) => spans.value[index].spanId === spanId);
  });

  useSignalEffect(() => {
    void traceId.value;
    folded.value = new Set();
    zoomed.value = undefined;
  });
  useSignalEffect(() => {
    void fit.value;
    zoomed.value = undefined;
  });
  // What is selected elsewhere must not stay hidden.
  useSignalEffect(() => {
    const spanId = selection.value?.spanId;
    const hiding = spanId ? ancestorsOf(spans.value, spanId).filter((id) => folded.peek().has(id)) : [];
    if (hiding.length > 0) folded.value = new Set([...folded.peek()].filter((id) => !hiding.includes(id)));
  });

  const spanOf = (/** @type {number} */ place) => spans.peek()[rows.peek()[place]];
  // One object for all renders: what listens to gestures holds it.
  return useMemo(
    () => ({
      spans,
      names,
      rows,
      folded,
      stretch,
      whole,
      selected,
      /** @param {number} place in the rows */
      selectRow(place) {
        const span = spanOf(Math.min(Math.max(place, 0), rows.peek().length - 1));
        if (span) state.select({ spanId: span.spanId });
      },
      /** @param {number} place in the rows @param {boolean} isFolded @returns {boolean} whether that changed anything */
      fold(place, isFolded) {
        const span = spanOf(place);
        if (!span || !hasChildren(spans.peek(), rows.peek()[place]) || folded.peek().has(span.spanId) === isFolded)
          return false;
        const next = new Set(folded.peek());
        if (isFolded) next.add(span.spanId);
        else next.delete(span.spanId);
        folded.value = next;
        messages.notify(`${span.name} ${isFolded ? 'folded' : 'unfolded'}`);
        return true;
      },
      /** @param {number} factor below 1 shows less @param {number} [share] of the width that stays where it is */
      zoomBy(factor, share = 0.5) {
        const [start, end] = stretch.peek();
        const next = zoom([start, end], start + (end - start) * share, factor, whole.peek());
        zoomed.value = next[1] - next[0] >= whole.peek() ? undefined : next;
      },
      /** @param {number} share of what is shown */
      panBy(share) {
        const [start, end] = stretch.peek();
        if (zoomed.peek()) zoomed.value = pan([start, end], (end - start) * share, whole.peek());
      },
      showAll() {
        zoomed.value = undefined;
      },
    }),
    [state],
  );
}
