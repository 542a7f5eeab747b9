// A page's app: what it exported, what links it found, and what went wrong on the way.
import { createTracer, memory } from 'spanloom';

const violations = [];
document.addEventListener('securitypolicyviolation', ({ blockedURI }) => violations.push(blockedURI));

const sink = memory();
const errors = [];
const tracer = createTracer({ exporters: [sink], onError: (error) => errors.push(error.message) });

const find = tracer.retrieval(async (question) => [{ text: `All that is known about ${question} stands in here.` }], {
  name: 'find',
});
const prompt = tracer.task((docs) => `Use this: ${docs.map(({ text }) => text).join('\n')}`, { name: 'prompt' });
const answer = tracer.llm(async (text) => JSON.stringify({ summary: text.slice(5, 60) }), { name: 'answer' });
const read = tracer.tool(({ summary }) => summary.length, { name: 'read' });

const ask = tracer.workflow(
  async (question) => {
    const span = tracer.currentSpan();
    const docs = await find(question);
    const text = await span.run(() => answer(prompt(structuredClone(docs))));
    return span.run(() => read(JSON.parse(text)));
  },
  { name: 'ask' },
);

/** Runs it, and tells all about it. */
globalThis.report = async () => {
  const result = await ask('policies for content');
  await tracer.flush();
  const names = new Map(sink.spans.map(({ spanId, name }) => [spanId, name]));
  const links = sink.spans.flatMap(({ name, links }) =>
    links.map(({ spanId, attributes }) => `${name} <- ${names.get(spanId)}: ${JSON.stringify(attributes)}`),
  );
  const { spans, core } = tracer.stats();
  const counts = { dropped: spans.dropped, isReady: core.isReady, unlinked: core.unlinked };
  return { result, spans: [...names.values()].sort(), links: links.sort(), errors, violations, ...counts };
};
