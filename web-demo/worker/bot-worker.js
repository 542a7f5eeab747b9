// Half of the docs bot in a Worker: it ranks, writes the prompt and answers. Its spans join the page's trace.
import { createTracer, otlp } from 'spanloom';
import { writePrompt } from '../../examples/docs-bot/prompt.js';
import { answerSteps } from '../../examples/docs-bot/steps.js';

/** @type {ReturnType<typeof start> | undefined} */
let bot;

/** @param {import('spanloom').OtlpOptions | undefined} delivery */
function start(delivery) {
  const service = 'docs-bot-worker';
  const page = { name: 'page', export: (spans) => postMessage({ spans }) };
  const viewer = {
    name: 'viewer',
    encoding: /** @type {const} */ ('otlp-protobuf'),
    export: ({ body }) => postMessage({ otlp: body }),
  };
  const exporters = [page, viewer, ...(delivery ? [otlp(delivery)] : [])];
  const loom = createTracer({ service, exporters, links: { text: { ranges: true } } });
  const { rerank, answer } = answerSteps(loom);
  const work = loom.task(
    async ({ query, hits }) => {
      const passages = rerank(query, hits);
      const chunks = [];
      for await (const chunk of answer(writePrompt(query.text, passages))) chunks.push(chunk);
      return { chunks, passages };
    },
    { name: 'work' },
  );
  return { loom, work };
}

addEventListener('message', async ({ data: { job, context, delivery } }) => {
  bot ??= start(delivery);
  const { loom, work } = bot;
  try {
    await loom.flush(); // waits for the core, without which no lineage is written
    const caller = loom.extract(context);
    const result = await caller.run(() => work(job));
    const answer = { result, context: caller.run(() => loom.inject({}, { values: [result] })) };
    await loom.flush();
    postMessage({ answer });
  } catch (error) {
    postMessage({ error });
  }
});
