// What the graph of one element shows, and what changes it. It outlasts the view, which goes when another tab is opened.
import { computed, effect, signal } from '@preact/signals';
import { FOLDED, foldAll, openUpTo, reveal, showMore, TRACE, toggle } from './folding.js';
import { layoutInputOf } from './layout-input.js';
import { createLayouter } from './layouter.js';
import { lineageOf } from './lineage.js';
import { keepInPlace, nearestNode } from './moved.js';
import { lineageGraph } from './only-lineage.js';
import { treeOf } from './tree.js';
import { roomIn } from './viewport.js';
import { visibleGraph } from './visible.js';

/** @typedef {import('../state/state.js').State} State */
/** @typedef {import('../model.js').TraceModel} TraceModel */
/** @typedef {import('./visible.js').Graph} Graph */
/** What makes the view show a picture from its beginning: another one than before. @typedef {{ isResize?: boolean }} Opening */
/** @typedef {{ trace: TraceModel, graph: Graph, layout: import('../layout/layout.js').Layout, opening: Opening }} Picture */
/** @typedef {ReturnType<typeof createGraphState>} GraphState */

/** @type {WeakMap<State, GraphState>} */
const states = new WeakMap();

/** @param {State} state @returns {GraphState} */
export function graphStateOf(state) {
  const graphState = states.get(state) ?? createGraphState(state);
  states.set(state, graphState);
  return graphState;
}

/** @param {State} state @param {ReturnType<typeof createLayouter>} [layouter] */
export function createGraphState(state, layouter = createLayouter()) {
  const folds = signal(FOLDED);
  /** The span whose lineage alone is shown. */
  const only = signal(/** @type {string | undefined} */ (undefined));
  const picture = signal(/** @type {Picture | undefined} */ (undefined));
  const isBusy = signal(false);
  const tree = computed(() => state.trace.value && treeOf(state.trace.value));
  const graph = computed(() => {
    const trace = state.trace.value;
    if (!trace || !tree.value) return undefined;
    const span = indexOf(trace, only.value);
    return span < 0 ? visibleGraph(trace, tree.value, folds.value) : lineageGraph(trace, span);
  });
  const lineage = computed(() => {
    const trace = state.trace.value;
    const span = trace ? indexOf(trace, state.selection.value?.spanId) : -1;
    return trace && span >= 0 ? lineageOf(trace, span) : undefined;
  });
  /** Where the view is, and how large. `keeps`: what stays in view when the pane's size changes. */
  const view = {
    viewport: { x: 0, y: 0, scale: 1 },
    pane: { width: 0, height: 0 },
    isMoving: false,
    keeps: /** @type {'beginning' | 'whole' | 'place'} */ ('beginning'),
  };
  /** That of the view, as it is told. */
  const scale = signal(view.viewport.scale);
  /** For a row of steps, as far as it is known. */
  const room = signal(/** @type {number | undefined} */ (undefined));
  /** What the view has followed already. @type {{ opening?: Opening, spanId?: string, fit: number }} */
  const followed = { fit: state.fit.peek() };
  /** The node that keeps its place in the next picture. @type {string | undefined} */
  let anchor;
  /** Groups that have been shown, for new ones open by themselves. @type {Set<string>} */
  let known = new Set();
  let isTouched = false;
  /** @type {Opening} */
  let opening = {};
  /** The selected span that has been made visible. @type {string | undefined} */
  let revealed;
  /** @type {TraceModel | undefined} */
  let unfolded;

  /** Opens what there is room for, when a trace is opened and when something comes for it. @param {TraceModel} trace */
  const unfold = (trace) => {
    const isSame = unfolded?.traceId === trace.traceId;
    unfolded = trace;
    const all = treeOf(trace);
    if (!isSame) {
      known = new Set();
      isTouched = false;
      opening = {};
      only.value = undefined;
    }
    const mayOpen = (/** @type {string} */ spanId) => !known.has(spanId);
    folds.value = isSame && isTouched ? openUpTo(trace, all, folds.peek(), { mayOpen }) : openUpTo(trace, all);
    known = new Set(trace.spans.map(({ spanId }) => spanId));
  };

  /** @param {string} [node] that keeps its place @param {() => void} [act] */
  const change = (node, act) => {
    isTouched = true;
    anchor = node;
    act?.();
  };

  /** The next picture is shown from its beginning. @param {() => void} act */
  const reopen = (act) => {
    opening = {};
    change(undefined, act);
  };

  const inMiddle = () => {
    const { viewport, pane } = view;
    const shown = picture.peek();
    if (!shown) return undefined;
    return nearestNode(
      shown.layout,
      (pane.width / 2 - viewport.x) / viewport.scale,
      (pane.height / 2 - viewport.y) / viewport.scale,
    );
  };

  /** Until the function that it returns is called. */
  const start = () => {
    const disposers = [
      effect(() => {
        if (state.trace.value && state.trace.value !== unfolded) unfold(state.trace.value);
      }),
      effect(() => {
        const trace = state.trace.value;
        const spanId = state.selection.value?.spanId;
        if (spanId === undefined) revealed = undefined;
        const span = trace ? indexOf(trace, spanId) : -1;
        // Once: then it may be folded away.
        if (!trace || span < 0 || revealed === spanId) return;
        revealed = spanId;
        const shown = graph.peek();
        if (shown?.nodes.some(({ id, span: own }) => own === span && id === shown.nodeOf(span))) return;
        change(undefined, () => {
          only.value = undefined;
          folds.value = reveal(trace, treeOf(trace), folds.peek(), span);
        });
      }),
      effect(() => {
        const drawn = graph.value;
        const trace = state.trace.peek();
        if (!drawn || !trace) {
          picture.value = undefined;
          return;
        }
        if (picture.peek()?.trace.traceId !== trace.traceId) picture.value = undefined;
        isBusy.value = true;
        layouter(layoutInputOf(drawn, room.value)).then(
          (layout) => {
            if (!layout) return;
            const before = picture.peek();
            const kept = anchor !== undefined && layout.nodes[anchor] ? anchor : inMiddle();
            anchor = undefined;
            isBusy.value = false;
            picture.value = {
              trace,
              graph: drawn,
              layout: keepInPlace(layout, before?.layout, kept),
              opening,
            };
          },
          (error) => {
            isBusy.value = false;
            state.failed(error);
          },
        );
      }),
    ];
    return () => {
      for (const dispose of disposers) dispose();
    };
  };

  return {
    state,
    folds,
    only,
    graph,
    picture,
    isBusy,
    lineage,
    view,
    scale,
    followed,
    start,
    /** @param {import('./viewport.js').Size} pane */
    resize: (pane) => {
      view.pane = pane;
      if (roomIn(pane) === room.peek()) return;
      // What was to be shown from its beginning still is.
      opening = { isResize: followed.opening === opening || opening.isResize };
      room.value = roomIn(pane);
    },
    /** Folds an open group, and opens a folded one. @param {import('./visible.js').GraphNode} node */
    toggle: (node) => {
      const trace = state.trace.peek();
      if (!node.folds || !trace || only.peek()) return;
      const { spanId } = trace.spans[node.span];
      const children = tree.peek()?.children[node.span].length ?? 0;
      change(node.id, () => {
        folds.value = toggle(folds.peek(), spanId, children);
      });
    },
    /** @param {import('./visible.js').GraphNode} node of type `more` */
    showMore: (node) => {
      const trace = state.trace.peek();
      if (!trace || only.peek()) return;
      change(node.id, () => {
        folds.value = showMore(folds.peek(), node.span < 0 ? TRACE : trace.spans[node.span].spanId);
      });
    },
    openAll: () => {
      const trace = state.trace.peek();
      if (!trace) return;
      reopen(() => {
        folds.value = openUpTo(trace, treeOf(trace), folds.peek());
      });
      const folded = graph.peek()?.leftOut.spans ?? 0;
      state.notify(folded > 0 ? `${folded} steps stay folded: there is no room for more` : 'All steps are shown');
    },
    foldAll: () =>
      reopen(() => {
        folds.value = foldAll(folds.peek());
      }),
    /** Shows the lineage of the selected span alone, or everything again. */
    toggleOnly: () => {
      const spanId = state.selection.peek()?.spanId;
      const next = only.peek() === undefined ? spanId : undefined;
      if (next === only.peek()) return;
      reopen(() => {
        only.value = next;
      });
    },
  };
}

/** @param {TraceModel} trace @param {string | undefined} spanId */
const indexOf = ({ spans }, spanId) => (spanId === undefined ? -1 : spans.findIndex((span) => span.spanId === spanId));
