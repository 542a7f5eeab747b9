// The program that every tool traces: a request to a RAG app, six spans with about 1 KB of content each.

export const SPANS_PER_REQUEST = 6;

const WORDS = `span trace link value model answer passage index vector query token prompt tool agent step producer consumer
evidence identity member object request response batch export queue retry memory module engine record`.split(/\s+/);

/** A text of its own for every seed: a constant would be cheaper to handle than what real programs pass around. */
function prose(seed, words) {
  let text = `${seed}:`;
  for (let i = 0; i < words; i++) text += ` ${WORDS[(seed * 7 + i * i) % WORDS.length]}`;
  return text;
}

const search = (question) =>
  [0, 1, 2, 3].map((i) => ({
    id: `doc-${question.length}-${i}`,
    title: prose(i, 3),
    text: prose(question.length + i, 24),
    score: 1 - i / 4,
  }));

const best = (docs) => docs.filter((doc) => doc.score > 0.5);

const chat = (question, docs) => ({
  model: 'small-1',
  messages: [
    { role: 'system', content: 'Answer from the passages. Say so if they do not hold the answer.' },
    { role: 'user', content: `${docs.map((doc) => doc.text).join('\n')}\n\n${question}` },
  ],
});

const complete = (request) => ({
  role: 'assistant',
  content: prose(request.messages.length, 48),
  usage: { input_tokens: 180, output_tokens: 60 },
});

const cite = (answer, docs) => ({ text: answer.content, sources: docs.map((doc) => doc.id) });

export const question = (number) => prose(number, 12);

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
    const docs = await retrieve(query);
    const passages = await rerank(query, docs);
    const request = await prompt(query, passages);
    return sources(await answer(request), passages);
  });
}
