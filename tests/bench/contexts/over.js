/**
 * The least tracer on top of a context manager, with the wrappers of spanloom's.
 * @param {{ get(): any, run(store: any, fn: () => any): any }} manager
 */
export function tracerOver({ get, run }) {
  const spans = [];
  const wrap =
    (fn, { name }) =>
    (...args) => {
      const span = { name, spanId: String(spans.length), parentSpanId: get()?.spanId, input: JSON.stringify(args) };
      spans.push(span);
      return run(span, () => fn(...args));
    };
  const tracer = { workflow: wrap, task: wrap, tool: wrap, llm: wrap, retrieval: wrap, embedding: wrap };
  return { tracer, spans: async () => spans, inside: (fn) => run({ spanId: 'inside' }, fn) };
}
