import { AIMessageChunk } from '@langchain/core/messages';
import { StringOutputParser } from '@langchain/core/output_parsers';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { FakeListChatModel, FakeStreamingChatModel } from '@langchain/core/utils/testing';
import { ChatOpenAI } from '@langchain/openai';
import { z } from 'zod';
import { MODEL, recordOf, textOf, words } from '../server/answers.js';
import { answered, calling, partly } from '../support/expected.js';
import { byReader, items, piped, slowly, throughTransform } from '../support/reading.js';

const theText = (id) => answered(textOf(id), id);
const theCalls = (id) => answered(calling(id), id);
const untold = { input: undefined, out: undefined, cached: undefined, model: undefined };
const onlyText = (id) => answered(textOf(id), id, untold);

/** Ids of runs are no two times the same. */
const plain = ({ content, tool_calls, tool_call_chunks, usage_metadata }) => ({
  content,
  tool_calls: tool_calls?.map(({ name, args, id }) => ({ name, args, id })),
  tool_call_chunks,
  usage_metadata,
});
const plains = (messages) => messages.map(plain);
const PROMPT = ChatPromptTemplate.fromMessages([
  ['system', 'Be brief.'],
  ['human', '{question}'],
]);
const WEATHER = {
  name: 'weather',
  description: 'The weather',
  schema: z.object({ city: z.string(), day: z.number() }),
};
const RECORD = z.object({ city: z.string(), days: z.number() });
const idOf = (question) => Number(/#(\d+)/.exec(question)?.[1]);

/** @param {import('../server/server.js').FakeApi} api */
export function langchain({ url }) {
  const settings = { model: MODEL, apiKey: 'key', configuration: { baseURL: `${url}/v1` }, maxRetries: 0 };
  return {
    langchain: fakes(),
    'langchain, chat': cases(new ChatOpenAI(settings)),
    'langchain, responses': cases(new ChatOpenAI({ ...settings, useResponsesApi: true })),
  };
}

/** @returns {import('../support/cases.js').Case[]} */
function cases(model) {
  const chain = PROMPT.pipe(model);
  const texts = chain.pipe(new StringOutputParser());
  const calls = model.bindTools([WEATHER]);
  const stream = (question) => model.stream(question);

  return [
    {
      name: 'invoke()',
      start: (question) => model.invoke(question),
      read: async (result) => plain(await result),
      span: theText,
    },
    {
      name: 'invoke(), tool calls',
      plan: 'tools',
      start: (question) => calls.invoke(question),
      read: async (result) => plain(await result),
      span: theCalls,
    },
    { name: 'stream(), for await', start: stream, read: async (result) => plains(await items(await result)) },
    { name: 'stream(), by reader', start: stream, read: async (result) => plains(await byReader(await result)) },
    { name: 'stream(), piped', start: stream, read: async (result) => plains(await piped(await result)) },
    {
      name: 'stream(), pipeThrough()',
      start: stream,
      read: async (result) => plains(await throughTransform(await result)),
    },
    {
      name: 'stream(), read slowly',
      start: stream,
      read: async (result, pause) => plains(await slowly(await result, pause)),
    },
    {
      name: 'stream(), tool calls',
      plan: 'tools',
      start: (question) => calls.stream(question),
      read: async (result) => plains(await items(await result)),
    },
    {
      name: 'stream(), break',
      start: stream,
      read: async (result) => plains(await items(await result, 3)),
      compare: ['output', 'status', 'result'],
      span: (_id, got) => partly(got.map(({ content }) => textIn(content)).join(''), { result: 'cancelled' }),
    },
    {
      name: 'prompt.pipe(model), invoke()',
      start: (question) => chain.invoke({ question }),
      read: async (result) => plain(await result),
      span: theText,
    },
    {
      name: 'prompt.pipe(model), stream()',
      start: (question) => chain.stream({ question }),
      read: async (result) => plains(await items(await result)),
    },
    {
      name: 'prompt.pipe(model).pipe(parser), invoke()',
      start: (question) => texts.invoke({ question }),
      read: (result) => result,
      span: onlyText,
    },
    {
      name: 'prompt.pipe(model).pipe(parser), stream()',
      start: (question) => texts.stream({ question }),
      read: async (result) => items(await result),
      span: onlyText,
    },
    {
      name: 'streamEvents()',
      start: (question) => model.streamEvents(question, { version: 'v2' }),
      read: async (result) => (await items(await result)).map(({ event, name }) => ({ event, name })),
    },
    {
      name: 'withStructuredOutput(), invoke()',
      plan: 'record',
      start: (question) =>
        model.withStructuredOutput(RECORD, { name: 'record', method: 'jsonSchema' }).invoke(question),
      read: (result) => result,
      span: (id) => answered(recordOf(id), id, untold),
    },
  ];
}

const textIn = (content) => (typeof content === 'string' ? content : content.map(({ text }) => text).join(''));

/** The models of `@langchain/core` itself, which count nothing. @returns {import('../support/cases.js').Case[]} */
function fakes() {
  const list = (question) => new FakeListChatModel({ responses: [textOf(idOf(question))] });
  const streaming = (question) =>
    new FakeStreamingChatModel({
      chunks: words(textOf(idOf(question))).map((content) => new AIMessageChunk({ content })),
    });
  return [
    {
      name: 'FakeListChatModel, invoke()',
      start: (question) => list(question).invoke(question),
      read: async (result) => plain(await result),
      span: onlyText,
    },
    {
      name: 'FakeListChatModel, stream()',
      start: (question) => list(question).stream(question),
      read: async (result) => plains(await items(await result)),
      span: onlyText,
    },
    {
      name: 'FakeStreamingChatModel, stream()',
      start: (question) => streaming(question).stream(question),
      read: async (result) => plains(await items(await result)),
      span: onlyText,
    },
    {
      name: 'prompt.pipe(FakeListChatModel), stream(), by reader',
      start: (question) => PROMPT.pipe(list(question)).stream({ question }),
      read: async (result) => plains(await byReader(await result)),
      span: onlyText,
    },
  ];
}
