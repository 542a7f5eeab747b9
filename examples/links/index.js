// A small agent whose values are copied, cut, escaped and re-wrapped on the way: says for each step where its input came from, and by which evidence.
import { createTracer, explain, memory } from 'spanloom';

const exporter = memory();
const tracer = createTracer({ service: 'links-example', exporters: [exporter] });

const overTheWire = (value) => JSON.parse(JSON.stringify(value));

const search = tracer.retrieval(
  async () => [
    {
      id: 'kb-207',
      text: 'To restore a single table, open the snapshot browser, pick a night and choose "export table".',
    },
    {
      id: 'kb-311',
      text: 'A restored table keeps its old name with the suffix _restored, so nothing is ever overwritten.',
    },
  ],
  { name: 'search' },
);

const rerank = tracer.task((question, passages) => passages.filter(({ text }) => text.length > question.length), {
  name: 'rerank',
});

const prompt = tracer.task(
  (question, passages) =>
    `Use these notes:\n${passages.map(({ text }) => `> ${text.replaceAll(', ', ',\n> ')}`).join('\n')}\n\n${question}`,
  { name: 'prompt' },
);

const chat = tracer.llm(
  async () => ({
    role: 'assistant',
    tool_calls: [
      {
        id: 'call_7Qd1',
        function: { name: 'export_table', arguments: '{"night": "2024-06-10", "table": "orders_eu"}' },
      },
    ],
  }),
  { name: 'chat' },
);

const exportTable = tracer.tool(async ({ table }) => ({ file: `exports/${table}.sql.gz`, rows: 48211 }), {
  name: 'export_table',
});

const restore = tracer.agent(
  async (question) => {
    const passages = rerank(question, overTheWire(await search(question))); // an equal copy: structure
    const text = prompt(question, passages); // the same objects: identity
    const reply = await chat({ model: 'large', messages: [{ role: 'user', content: text }] }); // the whole text, as a leaf: text
    const call = reply.tool_calls[0].function;
    return exportTable(JSON.parse(call.arguments)); // parsed out of a string: structure
  },
  { name: 'restore' },
);

await restore('How do I get back one table that I dropped?');
await tracer.shutdown();

for (const span of exporter.spans) {
  console.log(span.name);
  for (const { evidence, from } of explain(span, exporter.spans)) console.log(`  ${from}: ${evidence}`);
}
