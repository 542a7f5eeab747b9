// Many traces at once, 50 at a time: six spans each, native async functions and random delays in between. Whose each span is stands in its input.
const TOPIC = /question number (\d+)/;
/** Each span and the one around it. */
export const PARENTS = {
  ask: undefined,
  retrieve: 'ask',
  embed: 'retrieve',
  search: 'ask',
  prompt: 'ask',
  answer: 'ask',
};

const delay = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 6));

/** @param {any} tracer of spanloom, or anything that wraps functions like it */
export async function runTraces(tracer, traces = 1000, atOnce = 50) {
  const embed = tracer.embedding(
    async (question) => {
      await delay();
      return { of: question, vector: [question.length, 0.5] };
    },
    { name: 'embed' },
  );
  const retrieve = tracer.retrieval(
    async (question) => {
      await delay();
      const { vector } = await embed(question);
      await delay();
      return [{ text: `what is known about ${question}`, score: vector[1] }];
    },
    { name: 'retrieve' },
  );
  const search = tracer.tool(
    async (question) => {
      await delay();
      return { pages: [`a page of the web on ${question}`] };
    },
    { name: 'search' },
  );
  const prompt = tracer.task((question, docs, { pages }) => `${docs[0].text}; ${pages[0]}; ${question}?`, {
    name: 'prompt',
  });
  const answer = tracer.llm(
    async (text) => {
      await delay();
      return { role: 'assistant', content: `As to ${text.slice(-40)}: it depends.` };
    },
    { name: 'answer' },
  );
  /** Not wrapped: its calls belong to who called it. */
  const helper = async (question) => {
    await delay();
    return search(question);
  };
  const ask = tracer.workflow(
    async (question) => {
      await delay();
      const [docs, found] = await Promise.all([retrieve(question), helper(question)]);
      await delay();
      const text = prompt(question, docs, found);
      await null;
      await delay();
      return answer(text);
    },
    { name: 'ask' },
  );
  let next = 0;
  const worker = async () => {
    while (next < traces) await ask(`question number ${next++}`);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** @param {{ name: string, spanId: string, parentSpanId?: string, input?: string }[]} spans */
export function judge(spans) {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const topic = (span) => TOPIC.exec(span.input)?.[1];
  const found = { right: 0, unknown: 0, wrongParent: 0, wrongTrace: 0 };
  for (const span of spans) {
    const parent = byId.get(span.parentSpanId);
    const wanted = PARENTS[span.name];
    if (parent?.name === wanted && (!parent || topic(parent) === topic(span))) found.right++;
    else if (!parent) found.unknown++;
    else if (topic(parent) === topic(span)) found.wrongParent++;
    else found.wrongTrace++;
  }
  return found;
}

/** Each kind of link and how often it occurs. */
export function countLinks(spans) {
  const names = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  const counts = {};
  for (const { name, links } of spans) {
    for (const { spanId, attributes } of links) {
      const edge = `${name} ${attributes.to} <- ${names.get(spanId)} ${attributes.from}, ${attributes['spanloom.via']}`;
      counts[edge] = (counts[edge] ?? 0) + 1;
    }
  }
  return Object.fromEntries(Object.entries(counts).sort());
}
