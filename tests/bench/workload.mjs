// The program that every tool traces: a request to a RAG app, six spans with about 1 KB of content each.

export const SPANS_PER_REQUEST = 6;

/** Room in every tool's queue, so that a burst loses nothing. Batch sizes and delays are each tool's defaults. */
export const QUEUED_SPANS = 65_536;

const POOL = 256;
const WORDS = `span trace link value model answer passage index vector query token prompt tool agent step producer
consumer evidence identity member object request response batch export queue retry memory engine record`.split(/\s+/);

/** Texts as they come out of a response: in one piece. One that was put together just now would cost whoever reads it first. */
const texts = (words) => Array.from({ length: POOL }, (_, seed) => Buffer.from(prose(seed, words)).toString());

const prose = (seed, words) =>
  Array.from({ length: words }, (_, i) => WORDS[(seed * 7 + i * i) % WORDS.length]).join(' ');

const questions = texts(12);
const titles = texts(3);
const passages = texts(24);
const answers = texts(48);

const search = (query) =>
  [0, 1, 2, 3].map((i) => {
    const number = (query.charCodeAt(2) * 8 + query.length + i) % POOL;
    return { id: `doc-${number}`, title: titles[number], text: passages[number], score: 1 - i / 4 };
  });

const best = (docs) => docs.filter((doc) => doc.score > 0.5);

const chat = (query, docs) => ({
  model: 'small-1',
  messages: [
    { role: 'system', content: 'Answer from the passages. Say so if they do not hold the answer.' },
    { role: 'user', content: `${docs.map((doc) => doc.text).join('\n')}\n\n${query}` },
  ],
});

const complete = (request) => ({
  role: 'assistant',
  content: answers[request.messages[1].content.length % POOL],
  usage: { input_tokens: 180, output_tokens: 60 },
});

const cite = (answer, docs) => ({ text: answer.content, sources: docs.map((doc) => doc.id) });

/** @param {number} number */
export const question = (number) => questions[number % POOL];

/**
 * The traced program. Every step is awaited, since some tools make synchronous functions asynchronous.
 * @param {(kind: string, name: string, fn: Function) => Function} wrap
 * @param {() => unknown} wait what retrieval and model wait for
 * @returns {(question: string) => Promise<{ text: string, sources: string[] }>}
 */
export function createApp(wrap, wait) {
  const retrieve = wrap('retrieval', 'retrieve', async (query) => {
    await wait();
    return search(query);
  });
  const rerank = wrap('task', 'rerank', (_query, docs) => best(docs));
  const prompt = wrap('task', 'prompt', chat);
  const answer = wrap('llm', 'answer', async (request) => {
    await wait();
    return complete(request);
  });
  const sources = wrap('tool', 'cite', cite);
  return wrap('workflow', 'ask', async (query) => {
    const docs = await rerank(query, await retrieve(query));
    const request = await prompt(query, docs);
    return sources(await answer(request), docs);
  });
}
