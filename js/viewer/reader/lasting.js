import { computed } from '@preact/signals';

/** @typedef {import('../model.js').SpanDetail} SpanDetail */

/** The detail of the selected span. While it loads, that of the span before, so that the pane does not go empty. @param {import('../state/state.js').State} state */
export function lastingDetail({ detail, trace, selection }) {
  /** @type {SpanDetail | undefined} */
  let last;
  return computed(() => {
    const spanId = selection.value?.spanId;
    const { traceId, spans = [] } = trace.value ?? {};
    last = detail.value ?? last;
    return last?.traceId === traceId && spans.some((row) => row.spanId === spanId) ? last : detail.value;
  });
}
