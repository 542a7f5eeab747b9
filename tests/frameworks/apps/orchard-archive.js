// An archive of orchards by way of LlamaIndex: ingestion with extractors of metadata, a question that is taken apart into
// sub-questions for two engines, and a chat engine that goes on from the answer.
import { OpenAI, OpenAIEmbedding } from '@llamaindex/openai';
import {
  ContextChatEngine,
  Document,
  getResponseSynthesizer,
  IngestionPipeline,
  KeywordExtractor,
  LLMQuestionGenerator,
  QuestionsAnsweredExtractor,
  SentenceSplitter,
  Settings,
  SubQuestionQueryEngine,
  VectorStoreIndex,
} from 'llamaindex';

export const name = 'orchard-archive';

const ARCHIVE = {
  pests: `In 1911 the codling moth took a third of the Gravensteins on the southern slope. The parish paid boys a penny for twenty cocoons, and bands of corrugated paper were tied round every trunk by midsummer.`,
  yields: `The best year on record is 1934: four hundred barrels were shipped to Leith, two hundred pressed. After the frost of 1942 a third of the standards had to be grubbed, and half trees were planted instead.`,
};
const QUESTION = 'Did the moth or the frost cost the village more apples, and what did they do about either?';
const FOLLOW_UP = 'Who was paid for it, and how much?';
const SUB_QUESTIONS = [
  { subQuestion: 'How much of the crop did the codling moth take, and what was done about it?', toolName: 'pests' },
  { subQuestion: 'How many trees were lost to the frost, and what was planted in their place?', toolName: 'yields' },
];
const ANSWERS = {
  pests: 'One apple in three went in that summer; trunks were banded and cocoons were bought from children.',
  yields: 'One standard tree in three; smaller trees followed.',
};
const VERDICT =
  'The frost, as it took trees and not a single crop. Against the moth they banded, after the frost they replanted.';
const PAID = 'The boys of the parish, a penny a score.';

/** @type {import('../server.js').Model} */
export function model({ last, text }) {
  const topic = last.includes('moth took') ? 'pests' : 'yields';
  if (text.includes('Who was paid')) return PAID;
  if (last.includes('comma-separated'))
    return { pests: 'cocoon bounty, trunk bands', yields: 'Leith barrels, grubbing' }[topic];
  if (last.includes('QUESTIONS:')) return `What became of the ${topic} after the first war in that district?`;
  if (last.includes('Sub question:')) return VERDICT;
  if (last.includes('codling moth take, and')) return ANSWERS.pests;
  if (last.includes('planted in their place')) return ANSWERS.yields;
  return `\`\`\`json\n${JSON.stringify(SUB_QUESTIONS)}\n\`\`\``;
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const access = { apiKey: 'key', baseURL: `${server.url}/v1` };
  Settings.embedModel = new OpenAIEmbedding({ model: 'text-embedding-3-small', ...access });
  const speaker = (name) => {
    const llm = new OpenAI({ model: 'gpt-4o-mini', temperature: 0, ...access });
    llm.chat = tracer.llm(llm.chat, { name });
    return llm;
  };
  Settings.llm = speaker('chat');

  const load = tracer.task(
    async () => Object.entries(ARCHIVE).map(([topic, text]) => new Document({ id_: topic, text, metadata: { topic } })),
    { name: 'load' },
  );
  const pipeline = new IngestionPipeline({
    transformations: [
      new SentenceSplitter({ chunkSize: 200, chunkOverlap: 0 }),
      new KeywordExtractor({ llm: speaker('keywords'), keywords: 2 }),
      new QuestionsAnsweredExtractor({ llm: speaker('questions'), questions: 1 }),
    ],
  });
  const ingest = tracer.task((documents) => pipeline.run({ documents }), { name: 'ingest' });
  const index = tracer.task((nodes) => VectorStoreIndex.init({ nodes }), { name: 'index' });

  const engineOf = (topic, store) => {
    const retriever = store.asRetriever({ similarityTopK: 1 });
    retriever.retrieve = tracer.retrieval(retriever.retrieve, { name: `retrieve_${topic}` });
    const responseSynthesizer = getResponseSynthesizer('compact', { llm: speaker(`answer_${topic}`) });
    const engine = store.asQueryEngine({ retriever, responseSynthesizer });
    return {
      metadata: { name: topic, description: `What the archive says of ${topic}` },
      call: tracer.tool(async ({ query }) => (await engine.query({ query })).message.content, { name: topic }),
    };
  };
  const ask = tracer.agent(
    async (query, queryEngineTools) => {
      const engine = SubQuestionQueryEngine.fromDefaults({
        queryEngineTools,
        questionGen: new LLMQuestionGenerator({ llm: speaker('decompose') }),
        responseSynthesizer: getResponseSynthesizer('compact', { llm: speaker('combine') }),
      });
      return (await engine.query({ query })).message.content;
    },
    { name: 'ask' },
  );
  const talk = tracer.agent(
    async (message, chatHistory, retriever) => {
      const engine = new ContextChatEngine({ retriever, chatModel: speaker('converse') });
      return (await engine.chat({ message, chatHistory })).message.content;
    },
    { name: 'talk' },
  );
  const consult = tracer.workflow(
    async (question, followUp) => {
      const nodes = await ingest(await load());
      const stores = await Promise.all(
        Object.keys(ARCHIVE).map((topic) => index(nodes.filter(({ metadata }) => metadata.topic === topic))),
      );
      const answer = await ask(
        question,
        Object.keys(ARCHIVE).map((topic, at) => engineOf(topic, stores[at])),
      );
      const retriever = stores[0].asRetriever({ similarityTopK: 1 });
      retriever.retrieve = tracer.retrieval(retriever.retrieve, { name: 'recall' });
      const history = [
        { role: 'user', content: question },
        { role: 'assistant', content: answer },
      ];
      return talk(followUp, history, retriever);
    },
    { name: 'consult' },
  );
  return consult(QUESTION, FOLLOW_UP);
}

export const spans = {
  consult: 1,
  load: 1,
  ingest: 1,
  keywords: 2,
  questions: 2,
  index: 2,
  ask: 1,
  decompose: 1,
  pests: 1,
  retrieve_pests: 1,
  answer_pests: 1,
  yields: 1,
  retrieve_yields: 1,
  answer_yields: 1,
  combine: 1,
  talk: 1,
  recall: 1,
  converse: 1,
};

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['load', 'ingest', 'output>input'],
  ['ingest', 'keywords', 'input>input'],
  ['ingest', 'keywords#2', 'input>input'],
  ['ingest', 'questions', 'input>input'],
  ['ingest', 'questions#2', 'input>input'],
  ['keywords', 'questions', 'output>input'],
  ['keywords#2', 'questions#2', 'output>input'],
  ['keywords', 'ingest', 'output>output'],
  ['keywords#2', 'ingest', 'output>output'],
  ['questions', 'ingest', 'output>output'],
  ['questions#2', 'ingest', 'output>output'],
  ['ingest', 'index', 'output>input'],
  ['ingest', 'index#2', 'output>input'],

  ['consult', 'ask', 'input>input'],
  ['ask', 'decompose', 'input>input'],
  ...['pests', 'yields'].flatMap((topic) => [
    ['decompose', topic, 'output>input'],
    [topic, `retrieve_${topic}`, 'input>input'],
    [topic, `answer_${topic}`, 'input>input'],
    [`retrieve_${topic}`, `answer_${topic}`, 'output>input'],
    [`answer_${topic}`, topic, 'output>output'],
    [topic, 'combine', 'output>input'],
  ]),
  ['decompose', 'combine', 'output>input'],
  ['ask', 'combine', 'input>input'],
  ['combine', 'ask', 'output>output'],

  ['consult', 'talk', 'input>input'],
  ['ask', 'talk', 'output>input'],
  ['index', 'talk', 'output>input'],
  ['talk', 'recall', 'input>input'],
  ['talk', 'converse', 'input>input'],
  ['recall', 'converse', 'output>input'],
  ['converse', 'talk', 'output>output'],
  ['talk', 'consult', 'output>output'],
];
