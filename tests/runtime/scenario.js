// Three spans and what links them, in a form that is the same in every runtime: a page has no AsyncLocalStorage, so the
// workflow makes itself active again after its await.
import { createTracer, memory } from 'spanloom';

const sink = memory();
const tracer = createTracer({ service: 'smoke', exporters: [sink] }); // at module scope: legal everywhere

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

/** @returns {Promise<{ spans: string[], edges: string[] }>} what was exported, sorted, without ids and times */
export async function scenario() {
  const { summary } = await ask('links');
  if (summary !== 'about links') throw new Error(`the traced functions returned ${summary}`);
  await tracer.flush();
  const named = new Map(sink.spans.map((span) => [span.spanId, span.name]));
  const spans = sink.spans.map(
    (span) => `${span.kind} ${span.name} in ${named.get(span.parentSpanId) ?? 'nothing'}, ${span.status.code}`,
  );
  const edges = sink.spans.flatMap((span) =>
    span.links.map((link) => `${span.name} <- ${named.get(link.spanId)}: ${describe(link.attributes)}`),
  );
  return { spans: spans.sort(), edges: edges.sort() };
}

function describe(attributes) {
  const side = (name) => `${attributes[name]} ${attributes[`spanloom.${name}.path`]}`;
  return `${side('from')} -> ${side('to')}, ${attributes['spanloom.via']}`;
}
