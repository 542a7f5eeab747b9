// A Cloudflare Worker with Hono: the answer is an event stream, and the spans leave after it.
// npm install hono openai spanloom wrangler@4.86.0 # runs on Node 20 and newer
// npx wrangler dev hono-worker.js --compatibility-date 2026-04-01 --compatibility-flags nodejs_als --var OPENAI_API_KEY:$OPENAI_API_KEY
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import OpenAI from 'openai';
import { consoleExporter, llm, otlp, retrieval, task, workflow } from 'spanloom';
import { middleware } from 'spanloom/edge';

const sights = [
  { name: 'lighthouse', text: 'The lighthouse opens on Sundays, and its lamp room holds six visitors at a time.' },
  { name: 'fish market', text: 'The fish market starts at five in the morning and is swept clean by ten.' },
];

const find = retrieval(async (question) => sights.filter(({ name }) => question.includes(name)), { name: 'find' });

const prompt = task((question, found) => `Answer from:\n${found.map(({ text }) => text).join('\n')}\n\n${question}`, {
  name: 'prompt',
});

let openai; // not an argument of traced functions: arguments are exported, and a client holds its key

const model = 'gpt-4o-mini';

const answer = llm(
  (content) => openai.chat.completions.create({ model, stream: true, messages: [{ role: 'user', content }] }),
  { name: 'answer', model, provider: 'openai' },
);

const guide = workflow(
  async function* (question) {
    const stream = await answer(prompt(question, await find(question)));
    for await (const { choices } of stream) yield choices[0]?.delta.content ?? '';
  },
  { name: 'guide' },
);

const app = new Hono();

// The options are read at the first request, as what they need comes with it. Each request gets a root span, and lives until its spans have left.
app.use(middleware(({ OTLP_URL: url }) => ({ service: 'guide', exporters: [consoleExporter(), otlp({ url })] })));

app.get('/', (c) => {
  openai ??= new OpenAI({ apiKey: c.env.OPENAI_API_KEY, baseURL: c.env.OPENAI_BASE_URL });
  return streamSSE(c, async (stream) => {
    for await (const data of guide(c.req.query('q') ?? '')) {
      if (stream.aborted) break; // the client has gone away, so the model may stop
      await stream.writeSSE({ data });
    }
  });
});

export default app;
