import { BOOLEAN, checkOptions, FUNCTION } from '../base/check.js';
import { localRoots } from '../delivery/local-roots.js';
import { traceText } from './trace-text.js';

/** @typedef {import('../index.js').FinishedSpan} FinishedSpan */

const MAX_WAITING_SPANS = 10_000;
/** Printed spans that spans which end later may name. */
const MAX_PRINTED_SPANS = 1_000;

/**
 * Creates an exporter that prints each trace as a tree once its root has ended, with an arrow for each link; with `explain`, also why the link exists. A span
 * whose parent is in another process or tracer counts as a root. A span that ends after its root is printed by itself. A trace without a root is printed at
 * shutdown, or when 10,000 spans are waiting.
 * @param {import('../index.js').ConsoleOptions} [options]
 * @returns {import('../index.js').SpanExporter}
 */
export function consoleExporter(options = {}) {
  checkOptions('consoleExporter()', options, { write: FUNCTION, color: BOOLEAN, content: BOOLEAN, explain: BOOLEAN });
  const {
    write = (/** @type {string} */ text) => console.log(text),
    color = isColorTerminal(),
    content = false,
    explain = false,
  } = options;
  /** @type {Map<string, FinishedSpan[]>} */
  const traces = new Map();
  let waiting = 0;
  /** By trace, oldest first. @type {Map<string, FinishedSpan[]>} */
  const printed = new Map();
  let printedSpans = 0;

  /** @param {string} traceId */
  const print = (traceId) => {
    const spans = traces.get(traceId) ?? [];
    traces.delete(traceId);
    waiting -= spans.length;
    const earlier = printed.get(traceId) ?? [];
    write(traceText(spans, { color, content, explain }, earlier));
    const all = [...earlier, ...spans].slice(-MAX_PRINTED_SPANS);
    printed.delete(traceId);
    printed.set(traceId, all);
    printedSpans += all.length - earlier.length;
    for (const [oldest, { length }] of printed) {
      if (printedSpans <= MAX_PRINTED_SPANS) break;
      printed.delete(oldest);
      printedSpans -= length;
    }
  };

  return {
    name: 'console',
    async export(batch) {
      const complete = new Set();
      for (const span of batch) {
        const spans = traces.get(span.traceId) ?? [];
        traces.set(span.traceId, spans);
        spans.push(span);
        const isRoot = span.parentSpanId === undefined || localRoots.has(span);
        if (isRoot || printed.has(span.traceId)) complete.add(span.traceId);
      }
      waiting += batch.length;
      for (const traceId of complete) print(traceId);
      for (const traceId of traces.keys()) {
        if (waiting <= MAX_WAITING_SPANS) break;
        print(traceId);
      }
    },
    async shutdown() {
      for (const traceId of traces.keys()) print(traceId);
    },
  };
}

/** In Deno, reading `process.env` prompts for permission. `Deno.noColor` has NO_COLOR without a prompt. */
function isColorTerminal() {
  const { process, Deno } = /** @type {any} */ (globalThis);
  return Boolean(process?.stdout?.isTTY && !(Deno ? Deno.noColor : process.env.NO_COLOR));
}
