// What the views of one element share: signals, and what changes them.
import { batch, computed, effect, signal } from '@preact/signals';
import { filterTraces, NO_FILTER } from './filter.js';
import { createMessages } from './messages.js';
import { createSearch } from './search.js';

/** @typedef {import('../model.js').TraceStore} TraceStore */
/** @typedef {import('../model.js').TraceModel} TraceModel */
/** @typedef {import('../model.js').TraceSummary} TraceSummary */
/** @typedef {import('../model.js').SpanDetail} SpanDetail */
/**
 * A span, and possibly a part of its content or one of its links. One for all views.
 * @typedef {Object} Selection
 * @property {string} spanId
 * @property {{ side: import('../model.js').Side, attribute: string, range: [number, number] }} [part]
 * @property {{ from: string, to: string }} [link] IDs of spans
 */
/** @template T @typedef {import('@preact/signals').Signal<T>} Signal */
/** @typedef {ReturnType<typeof createState>} State */

const MAX_PAST = 100;

/** @param {TraceStore & { onLost?(tell: () => void): void }} store */
export function createState(store) {
  const traces = signal(/** @type {TraceSummary[]} */ ([]));
  const filter = signal(NO_FILTER);
  const visibleTraces = computed(() => filterTraces(traces.value, filter.value));
  const traceId = signal(/** @type {string | undefined} */ (undefined));
  const trace = signal(/** @type {TraceModel | undefined} */ (undefined));
  const selection = signal(/** @type {Selection | undefined} */ (undefined));
  /** Where words were followed from, the last at the end. */
  const past = signal(/** @type {readonly Selection[]} */ ([]));
  const hover = signal(/** @type {Selection | undefined} */ (undefined));
  const detail = signal(/** @type {SpanDetail | undefined} */ (undefined));
  const view = signal(/** @type {'graph' | 'timeline'} */ ('graph'));
  const panel = signal(/** @type {'content' | 'details'} */ ('content'));
  /** Rises when a trace is asked for, also one that is open already. */
  const openings = signal(0);
  /** Rises when the user wants to see all of the view. */
  const fit = signal(0);
  /** How many things are being read. */
  const reading = signal(0);
  /** The store does not know the open trace: it may still come. */
  const isMissing = signal(false);
  const messages = createMessages();

  /** @param {unknown} error */
  const failed = (error) => messages.add('problem', /** @type {any} */ (error)?.message ?? String(error));

  /** Changes whenever something has come for the open trace. */
  const openVersion = computed(() => JSON.stringify(traces.value.find((one) => one.traceId === traceId.value)));
  /** Stays the same while another part of the span is selected. */
  const selectedSpan = computed(() => selection.value?.spanId);
  const disposers = [
    effect(() => {
      const id = traceId.value;
      void openVersion.value;
      if (id !== trace.peek()?.traceId) {
        trace.value = undefined;
        isMissing.value = false;
      }
      if (id !== undefined)
        store.trace(id).then((model) => {
          if (traceId.peek() !== id) return;
          isMissing.value = model === undefined;
          if (model?.version === trace.peek()?.version) return;
          if (model?.problem !== undefined && model.problem !== trace.peek()?.problem)
            messages.add('problem', 'Not all links of the trace are known', [model.problem]);
          trace.value = model;
        }, failed);
    }),
    effect(() => {
      const [id, spanId] = [trace.value?.traceId, selectedSpan.value];
      const shown = detail.peek();
      if (shown && (shown.traceId !== id || shown.spanId !== spanId)) detail.value = undefined;
      if (id !== undefined && spanId !== undefined)
        store.span(id, spanId).then((found) => {
          if (traceId.peek() === id && selection.peek()?.spanId === spanId) detail.value = found;
        }, failed);
    }),
  ];
  store.onLost?.(() => messages.add('problem', 'The traces are gone: the browser ended the worker that had them'));
  store
    .watch((summaries) => {
      traces.value = summaries;
    })
    .catch(failed);

  /** @param {string | undefined} id @param {string} [spanId] */
  const showTrace = (id, spanId) =>
    batch(() => {
      if (id !== traceId.peek() || spanId) selection.value = spanId ? { spanId } : undefined;
      hover.value = undefined;
      if (id !== traceId.peek()) past.value = [];
      traceId.value = id;
    });

  return {
    store,
    traces,
    filter,
    visibleTraces,
    traceId,
    trace,
    selection,
    past,
    hover,
    detail,
    view,
    panel,
    openings,
    fit,
    reading,
    isMissing,
    messages,
    search: createSearch(store, trace, (spanId) => {
      selection.value = { spanId };
    }),
    /** Says that something was done. @param {string} text */
    notify: (text) => messages.add('done', text),
    failed,
    showTrace,
    /** Shows a trace that was asked for. @param {string | undefined} id @param {string} [spanId] */
    openTrace: (id, spanId) =>
      batch(() => {
        showTrace(id, spanId);
        openings.value++;
      }),
    /** @param {Selection | undefined} selected */
    select: (selected) => {
      selection.value = selected;
    },
    /** Selects what words come from or went to. @param {Selection} selected */
    follow: (selected) =>
      batch(() => {
        const before = selection.peek();
        if (before) past.value = [...past.peek(), before].slice(-MAX_PAST);
        selection.value = selected;
      }),
    /** To where words were followed from last. */
    back: () =>
      batch(() => {
        const before = past.peek().at(-1);
        if (!before) return;
        past.value = past.peek().slice(0, -1);
        selection.value = before;
      }),
    dispose: () => {
      for (const dispose of disposers) dispose();
    },
  };
}
