// Answers from documents in German, Japanese and Arabic, as files and people write them: composed and decomposed letters,
// full-width digits, ligatures. Vectors travel as JSON, as a database wants them.
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';
import OpenAI from 'openai';
import { nearness } from '../vectors.js';

export const name = 'museum';

const GERMAN = `Die Sammlung für Blütenkunde zeigt gepresste Gräser, Moose und Farne aus den Wäldern rund um Jülich.

Führungen für Gehörlose übersetzt Frau Größl jeden zweiten Samstag in Gebärdensprache, Anmeldung genügt am Vortag.`;
const JAPANESE = `特別展示室は３階にあり、江戸時代の本草学者が描いた植物図譜を三十点ほどご覧いただけます。

休館日は毎週火曜日と年末年始ですが、祝日と重なる場合は翌日の水曜日にお休みをいただいております。`;
const ARABIC = `تعرض القاعة الكبرى مخطوطات قديمة عن النباتات الطبية جُلبت من مكتبات القاهرة ودمشق قبل مئة عام.

لا يُسمح بالتصوير داخل القاعة الكبرى، أما الحديقة فيمكن للزوار أن يرسموا فيها الأزهار كما يشاؤون.`;

const QUERIES = {
  ja: '植物の展示がお休みの日はいつですか、水曜日でしょうか',
  ar: 'هل يُسمح للزوار بالتصوير أو الرسم بين النباتات في القاعة',
};
const ANSWER =
  'Dienstags ist zu, an Feiertagen erst mittwochs; im Saal bleibt die Kamera aus, im Garten darf gezeichnet werden.';

/** @type {import('../server.js').Model} */
export const model = ({ body }) => (body.response_format ? JSON.stringify(QUERIES) : ANSWER);

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const client = new OpenAI({ apiKey: 'key', baseURL: `${server.url}/v1` });
  const splitter = new RecursiveCharacterTextSplitter({ chunkSize: 130, chunkOverlap: 0 });
  /** @type {{ id: string, lang: string, text: string, vector: string }[]} a table of a database */
  let table = [];

  const load = tracer.retrieval(
    async () => [
      { lang: 'de', text: GERMAN.normalize('NFD') }, // as a Mac's file system and its PDF export write it
      { lang: 'ja', text: JAPANESE },
      { lang: 'ar', text: ARABIC.replaceAll('لا', 'ﻻ') }, // as PDF files have it
    ],
    { name: 'load' },
  );
  const split = tracer.task(
    async (documents) => {
      const chunks = documents.map(async ({ lang, text }) =>
        (await splitter.splitText(text)).map((text, at) => ({ id: `${lang}-${at}`, lang, text })),
      );
      return (await Promise.all(chunks)).flat();
    },
    { name: 'split' },
  );
  const embed = tracer.embedding(
    async (texts) => {
      const { data } = await client.embeddings.create({ model: 'text-embedding-3-small', input: texts });
      return data.map(({ embedding }) => embedding);
    },
    { name: 'embed', model: 'text-embedding-3-small' },
  );
  const store = tracer.task(
    async (rows) => {
      table = structuredClone(rows);
      return rows.length;
    },
    { name: 'store' },
  );
  const translate = tracer.llm(
    async (question) => {
      const { choices } = await client.chat.completions.create({
        model: 'gpt-5-mini',
        response_format: { type: 'json_object' },
        messages: [{ role: 'user', content: `Translate into Japanese (ja) and Arabic (ar), as JSON: ${question}` }],
      });
      return choices[0].message.content;
    },
    { name: 'translate', model: 'gpt-5-mini' },
  );
  const search = tracer.retrieval(
    async ({ vector, lang }) => {
      const near = (row) => nearness(JSON.parse(row.vector), JSON.parse(vector));
      const rows = table.filter((row) => row.lang === lang).sort((a, b) => near(b) - near(a));
      return rows.slice(0, 2).map(({ id, text }) => ({ id, text }));
    },
    { name: 'search' },
  );
  const prompt = tracer.task(
    (question, chunks) =>
      `<sources>\n${chunks.map(({ id, text }) => `<source id="${id}">${text.normalize('NFKC')}</source>`).join('\n')}\n</sources>\n${question}`,
    { name: 'prompt' },
  );
  const answer = tracer.llm(
    (content) =>
      client.chat.completions.create({ model: 'gpt-5', stream: true, messages: [{ role: 'user', content }] }),
    { name: 'answer' },
  );
  const cite = tracer.task((text, chunks) => `${text}\n\nQuellen: ${chunks.map(({ id }) => id).join(', ')}`, {
    name: 'cite',
  });

  const museum = tracer.workflow(
    async (question) => {
      const chunks = await split(await load());
      const vectors = await embed(chunks.map(({ text }) => text));
      await store(chunks.map((chunk, at) => ({ ...chunk, vector: JSON.stringify(vectors[at]) })));

      const { ja, ar } = JSON.parse(await translate(question));
      const asked = await embed([question, ja, ar]);
      const found = await Promise.all(
        ['de', 'ja', 'ar'].map((lang, at) => search({ vector: JSON.stringify(asked[at]), lang })),
      );
      let text = '';
      for await (const { choices } of await answer(prompt(question, found.flat())))
        text += choices[0]?.delta.content ?? '';
      return cite(text, found.flat());
    },
    { name: 'museum' },
  );
  return museum('Wann ist die Pflanzenausstellung geschlossen, und dürfen wir dort fotografieren oder zeichnen?');
}

export const spans = {
  museum: 1,
  load: 1,
  split: 1,
  embed: 2,
  store: 1,
  translate: 1,
  search: 3,
  prompt: 1,
  answer: 1,
  cite: 1,
};

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['load', 'split', 'output>input'],
  ['split', 'embed', 'output>input'],
  ['split', 'store', 'output>input'],
  ['embed', 'store', 'output>input'],
  ['museum', 'translate', 'input>input'],
  ['museum', 'embed#2', 'input>input'],
  ['translate', 'embed#2', 'output>input'],
  ...['search', 'search#2', 'search#3'].flatMap(
    (search) =>
      /** @type {import('../score.js').Edge[]} */ ([
        ['embed#2', search, 'output>input'],
        [search, 'prompt', 'output>input'],
        [search, 'cite', 'output>input'],
      ]),
  ),
  ['museum', 'prompt', 'input>input'],
  ['prompt', 'answer', 'output>input'],
  ['answer', 'cite', 'output>input'],
  ['cite', 'museum', 'output>output'],
];
