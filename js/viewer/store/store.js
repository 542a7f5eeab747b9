// The store: reads spans, keeps them by trace, and answers what views ask. What is wrong with an input is told, never thrown.

import { requestOfFinished } from '../otlp/finished-span.js';
import { detailOf } from './detail.js';
import { exportTrace } from './export.js';
import { readRequests } from './intake/read.js';
import { LinkedTraces } from './linked.js';
import { modelOf } from './model.js';
import { Problems } from './problems.js';
import { searchTrace } from './search.js';
import { Traces } from './traces.js';
import { Watchers } from './watchers.js';

/** @typedef {import('../model.js').TraceStore} TraceStore */

/** @param {{ maxBytes?: number, maxLinkedBytes?: number }} [options] bounds of all traces, and of a trace that is linked @returns {TraceStore} */
export function createStore({ maxBytes, maxLinkedBytes } = {}) {
  const traces = new Traces(maxBytes);
  const linked = new LinkedTraces(maxLinkedBytes);
  const watchers = new Watchers(() => traces.summaries());
  /** Inputs are read one after another. @type {Promise<unknown>} */
  let reading = Promise.resolve();
  /** Rises when all is removed: what is being read, or waits for it, goes as well. */
  let removals = 0;

  /** @param {any} otlp @param {import('../model.js').Origin} origin @param {number} removal @returns {Promise<import('../model.js').AddResult>} */
  async function read(otlp, origin, removal) {
    const problems = new Problems();
    const ids = new Set();
    let spans = 0;
    const evicted = traces.evicted;
    for await (const each of readRequests(otlp)) {
      if (removal !== removals) return { spans: 0, traces: [], problems: [] };
      if ('problem' in each) problems.add(each.problem);
      else {
        try {
          const added = traces.add(each.request, each.bytes, origin);
          spans += added.spans;
          for (const traceId of added.traces) ids.add(traceId);
          for (const problem of added.problems) problems.add(`${each.place}: ${problem}`);
        } catch (error) {
          problems.add(`${each.place}: ${/** @type {any} */ (error)?.message}`);
        }
        watchers.changed();
      }
    }
    if (traces.evicted > evicted) problems.add(`${traces.evicted - evicted} older traces were removed to make room`);
    return { spans, traces: [...ids], problems: problems.told() };
  }

  /** @type {TraceStore['add']} */
  const add = (otlp, { origin = 'page' } = {}) => {
    const removal = removals;
    const result = reading.then(() => read(otlp, origin, removal));
    reading = result.catch(() => {});
    return result;
  };

  return {
    add,
    async addSpans(spans, { origin, service } = {}) {
      try {
        return await add(requestOfFinished(spans, service), { origin });
      } catch (error) {
        return { spans: 0, traces: [], problems: [`spans: ${/** @type {any} */ (error)?.message}`] };
      }
    },
    watch: (onSummaries) => watchers.add(onSummaries),
    async trace(traceId) {
      const trace = traces.get(traceId);
      return trace && trace.rows.size > 0 ? modelOf(trace, await linked.get(trace)) : undefined;
    },
    async span(traceId, spanId, { full = false } = {}) {
      const trace = traces.get(traceId);
      return trace?.rows.has(spanId) ? detailOf(trace, spanId, await linked.get(trace), full) : undefined;
    },
    async search(traceId, text) {
      const trace = traces.get(traceId);
      return trace ? searchTrace(trace, text) : [];
    },
    session: async (sessionId) =>
      traces
        .summaries()
        .filter((summary) => summary.sessionId === sessionId)
        .reverse(),
    async export(traceId, { content = true, spanId } = {}) {
      const trace = traces.get(traceId);
      return trace ? exportTrace(trace, await linked.get(trace), { content, spanId }) : '{"resourceSpans":[]}';
    },
    async remove(traceId) {
      if (traceId === undefined) {
        removals += 1;
        traces.clear();
        linked.clear();
      } else {
        const trace = traces.get(traceId);
        traces.remove(traceId);
        if (trace) linked.remove(trace);
      }
      watchers.changed();
    },
  };
}
