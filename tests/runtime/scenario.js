// Three spans and what links them, in a form that is the same in every runtime: a page has no AsyncLocalStorage, so the
// workflow makes itself active again after its await.
import { createTracer, memory } from 'spanloom';

/**
 * @param {import('spanloom').TracerOptions} [options]
 * @returns {() => Promise<{ spans: string[], edges: string[] }>} runs it and gives what was exported, sorted, without
 *   ids and times
 */
export function prepare(options) {
  const sink = memory();
  const tracer = createTracer({ ...options, service: 'smoke', exporters: [sink] });

  const search = tracer.retrieval(async (question) => [{ text: `about ${question}` }], { name: 'search' });
  const summarize = tracer.task((docs) => ({ summary: docs.map((doc) => doc.text).join(' ') }), { name: 'summarize' });
  const ask = tracer.workflow(
    async (question) => {
      const span = tracer.currentSpan();
      const docs = await search(question);
      return span.run(() => summarize(docs));
    },
    { name: 'ask' },
  );

  return async () => {
    const { summary } = await ask('links');
    if (summary !== 'about links') throw new Error(`the traced functions returned ${summary}`);
    await tracer.flush();
    return describe(sink.spans);
  };
}

export const scenario = /* @__PURE__ */ prepare(); // at module scope: legal everywhere

function describe(spans) {
  const named = new Map(spans.map((span) => [span.spanId, span.name]));
  const lines = spans.map(
    (span) => `${span.kind} ${span.name} in ${named.get(span.parentSpanId) ?? 'nothing'}, ${span.status.code}`,
  );
  const edges = spans.flatMap((span) =>
    span.links.map((link) => `${span.name} <- ${named.get(link.spanId)}: ${describeLink(link.attributes)}`),
  );
  return { spans: lines.sort(), edges: edges.sort() };
}

function describeLink(attributes) {
  const side = (name) => `${attributes[name]} ${attributes[`spanloom.${name}.path`]}`;
  return `${side('from')} -> ${side('to')}, ${attributes['spanloom.via']}`;
}
