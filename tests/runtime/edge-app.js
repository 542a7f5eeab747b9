// A Worker that streams its answers in several ways. The test says how many words there are, and how long each takes.
import { llm, otlp, retrieval, stats, workflow } from 'spanloom';
import { instrument } from 'spanloom/edge';

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const encoder = new TextEncoder();

const find = retrieval(async (question) => [question], { name: 'find' });

const answer = llm(
  async function* (found, words, pause) {
    for (let i = 0; i < words; i++) {
      if (pause > 0) await sleep(pause);
      yield `${found[0]} ${i} `;
    }
  },
  { name: 'answer' },
);

const ask = workflow(
  async function* (question, words, pause) {
    yield* answer(await find(question), words, pause);
  },
  { name: 'ask' },
);

const WAYS = {
  /** Its reader pulls. */
  pulled(words) {
    return new ReadableStream({
      async pull(controller) {
        const { done, value } = await words.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: () => words.return(),
    });
  },
  /** The program writes, whoever reads, as Hono does. */
  written(words) {
    const { readable, writable } = new TransformStream();
    const writer = writable.getWriter();
    (async () => {
      for await (const word of words) await writer.write(encoder.encode(word)).catch(() => {});
      await writer.close().catch(() => {});
    })();
    return readable;
  },
  /** In memory when the program returns it. */
  async whole(words) {
    let text = '';
    for await (const word of words) text += word;
    return text;
  },
};

const worker = {
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    const number = (name) => Number(searchParams.get(name));
    const words = ask(searchParams.get('q'), number('words'), number('pause'));
    return new Response(await WAYS[pathname.slice(1)](words), { headers: { 'content-type': 'text/plain' } });
  },
};

const instrumented = instrument(worker, ({ OTLP_URL, WAIT_WINDOW }) => ({
  service: 'edge',
  exporters: [otlp({ url: OTLP_URL })],
  waitWindow: Number(WAIT_WINDOW),
}));

export default {
  fetch: (request, env, ctx) =>
    new URL(request.url).pathname === '/stats' ? Response.json(stats()) : instrumented.fetch(request, env, ctx),
};
