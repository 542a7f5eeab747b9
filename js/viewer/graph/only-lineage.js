// The graph of one span's lineage: its nearest spans, whatever is folded elsewhere.
import { MAX_NODES, TRACE } from './folding.js';
import { lineageOf, nearestOf } from './lineage.js';
import { treeOf } from './tree.js';
import { visibleGraph } from './visible.js';

export const MORE_PRODUCERS = 'more producers';
export const MORE_CONSUMERS = 'more consumers';

/** @param {import('../model.js').TraceModel} trace @param {number} span @param {number} [budget] */
export function lineageGraph(trace, span, budget = MAX_NODES) {
  const { shown, moreProducers, moreConsumers } = nearestOf(lineageOf(trace, span), budget);
  const tree = treeOf(trace, (index) => shown.has(index));
  const open = new Map([...shown].map((index) => [trace.spans[index].spanId, Number.POSITIVE_INFINITY]));
  open.set(TRACE, Number.POSITIVE_INFINITY);
  return visibleGraph(trace, tree, { open, pinned: new Set() }, [
    { id: MORE_PRODUCERS, spans: moreProducers },
    { id: MORE_CONSUMERS, spans: moreConsumers },
  ]);
}
