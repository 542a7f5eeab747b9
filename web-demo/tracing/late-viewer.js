// The viewer comes after the first answer. What is traced until then waits for it.

const MOST_WAITING = 2000;

export function createLateViewer() {
  /** @type {{ spans: import('spanloom').FinishedSpan[], context: import('spanloom').ExportContext }[]} */
  let waiting = [];
  /** @type {import('spanloom').SpanExporter | undefined} */
  let shown;
  /** @type {import('spanloom/viewer').SpanloomTrace | undefined} */
  let viewer;
  let wanted = [];
  /** @type {(Uint8Array | ArrayBuffer)[]} */
  let requests = [];

  return {
    /** @type {import('spanloom').SpanExporter} */
    exporter: {
      name: 'viewer',
      export(spans, context) {
        if (shown) return shown.export(spans, context);
        waiting.push({ spans, context });
        waiting = waiting.slice(-MOST_WAITING);
      },
    },
    /** @param {import('spanloom/viewer').SpanloomTrace} element */
    async come(element) {
      viewer = element;
      shown = /** @type {import('spanloom').SpanExporter} */ (viewer.exporter());
      for (const { spans, context } of waiting) await shown.export(spans, context);
      for (const request of requests) void viewer.add(request);
      waiting = [];
      requests = [];
      if (wanted.length > 0) viewer.open(...wanted);
    },
    /** @param {Uint8Array | ArrayBuffer} otlp */
    add(otlp) {
      if (viewer) void viewer.add(otlp);
      else requests = [...requests, otlp].slice(-MOST_WAITING);
    },
    /** @param {string} traceId @param {string} [spanId] */
    open(...ids) {
      wanted = ids;
      viewer?.open(...ids);
    },
  };
}
