// A library's shelf asked by way of LlamaIndex: splitter, index, retriever, a model that reranks, a synthesiser that refines.
import { OpenAI, OpenAIEmbedding } from '@llamaindex/openai';
import { Document, getResponseSynthesizer, SentenceSplitter, Settings, VectorStoreIndex } from 'llamaindex';

export const name = 'llamaindex-library';

const BOOKS = [
  [
    'bees',
    'A hive swarms in May or June, when the old queen leaves with half of the bees. The keeper who hears the piping of the young queens has eight days left.',
  ],
  [
    'wax',
    'Wax is rendered in a solar melter on a hot day. What runs off first is the cleanest; the slumgum that remains is good for lighting stoves.',
  ],
  [
    'honey',
    'Rape honey sets within a fortnight and has to leave the combs before that. Heather honey is a jelly and does not leave them without being loosened.',
  ],
];

/** @type {import('../server.js').Model} */
export function model({ last }) {
  if (last.startsWith('Order the passages')) return last.includes('1. Rape') ? '1, 2' : '2, 1';
  return 'Within two weeks of the flow, since it hardens in the comb.';
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const baseURL = `${server.url}/v1`;
  Settings.llm = new OpenAI({ model: 'gpt-4o-mini', apiKey: 'key', baseURL, temperature: 0 });
  Settings.embedModel = new OpenAIEmbedding({ model: 'text-embedding-3-small', apiKey: 'key', baseURL });
  const splitter = new SentenceSplitter({ chunkSize: 60, chunkOverlap: 0 });

  const load = tracer.task(
    async () => BOOKS.map(([id_, text]) => new Document({ id_, text, metadata: { shelf: 'apiary' } })),
    { name: 'load' },
  );
  const split = tracer.task((documents) => splitter.getNodesFromDocuments(documents), { name: 'split' });
  const build = tracer.task((nodes) => VectorStoreIndex.init({ nodes }), { name: 'build' });
  const retrieve = tracer.retrieval((index, query) => index.asRetriever({ similarityTopK: 2 }).retrieve({ query }), {
    name: 'retrieve',
  });
  const order = tracer.llm((prompt) => Settings.llm.complete({ prompt }), { name: 'order' });
  const rerank = tracer.task(
    async (query, found) => {
      const passages = found.map(({ node }, at) => `${at + 1}. ${node.text}`).join('\n');
      const { text } = await order(`Order the passages by use for the question "${query}".\n${passages}`);
      return text.split(', ').map((place) => found[Number(place) - 1]);
    },
    { name: 'rerank' },
  );
  const synthesise = tracer.llm(
    async (query, nodes) => {
      const answer = await getResponseSynthesizer('compact').synthesize({ query, nodes });
      return answer.message.content;
    },
    { name: 'synthesise' },
  );

  const ask = tracer.workflow(
    async (query) => {
      const index = await build(split(await load()));
      return synthesise(query, await rerank(query, await retrieve(index, query)));
    },
    { name: 'ask' },
  );
  return ask('How soon must I extract when my hives stood beside a field of rape?');
}

export const spans = { ask: 1, load: 1, split: 1, build: 1, retrieve: 1, rerank: 1, order: 1, synthesise: 1 };

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['load', 'split', 'output>input'],
  ['split', 'build', 'output>input'],
  ['build', 'retrieve', 'output>input'],
  ['ask', 'retrieve', 'input>input'],
  ['ask', 'rerank', 'input>input'],
  ['retrieve', 'rerank', 'output>input'],
  ['rerank', 'order', 'input>input'],
  ['ask', 'synthesise', 'input>input'],
  ['rerank', 'synthesise', 'output>input'],
  ['synthesise', 'ask', 'output>output'],
];
