import { BOOLEAN, checkOptions, FUNCTION } from '../base/check.js';
import { localRoots } from '../delivery/local-roots.js';
import { traceText } from './trace-text.js';

/** @typedef {import('../index.js').FinishedSpan} FinishedSpan */

const MAX_WAITING_SPANS = 10_000;

/**
 * Creates an exporter that prints each trace as a tree once its root has ended, with an arrow for each link; with `explain`, also why the link exists. A span
 * whose parent is in another process or tracer counts as a root. A trace without a root is printed at shutdown, or when 10,000 spans are waiting.
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

  /** @param {string} traceId */
  const print = (traceId) => {
    const spans = traces.get(traceId) ?? [];
    traces.delete(traceId);
    waiting -= spans.length;
    write(traceText(spans, { color, content, explain }));
  };

  return {
    name: 'console',
    async export(batch) {
      const complete = new Set();
      for (const span of batch) {
        const spans = traces.get(span.traceId) ?? [];
        traces.set(span.traceId, spans);
        spans.push(span);
        if (span.parentSpanId === undefined || localRoots.has(span)) complete.add(span.traceId);
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
