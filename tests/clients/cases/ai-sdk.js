import { PassThrough } from 'node:stream';
import { text as textOfStream } from 'node:stream/consumers';
import { createOpenAI as createOpenAI6 } from '@ai-sdk/openai-6';
import { createOpenAI as createOpenAI7 } from '@ai-sdk/openai-7';
import * as ai6 from 'ai-6';
import * as mocks6 from 'ai-6/test';
import * as ai7 from 'ai-7';
import * as mocks7 from 'ai-7/test';
import { z } from 'zod';
import { MODEL, recordOf, textOf } from '../server/answers.js';
import { mockEmbedding, mockModel } from '../support/ai-models.js';
import { answered, answeredTwice, calling, partly } from '../support/expected.js';
import { byReader, items, slowly } from '../support/reading.js';

globalThis.AI_SDK_LOG_WARNINGS = false;
const quiet = { onError: () => {}, maxRetries: 0 };
const RECORD = z.object({ city: z.string(), days: z.number() });

const theText = (id) => answered(textOf(id), id);
const theRecord = (id) => answered(JSON.stringify(recordOf(id)), id);
/** Times and generated ids are no two times the same. */
const plain = ({ type, text, delta, toolCallId, input, output }) => ({ type, text, delta, toolCallId, input, output });
const parts = (stream) => items(stream).then((all) => all.map(plain));

/** @param {import('../server/server.js').FakeApi} api */
export const aiSdk = (api) => ({
  ...version('ai 6', api, ai6, createOpenAI6, mocks6.MockLanguageModelV3, mocks6.MockEmbeddingModelV3),
  ...version('ai 7', api, ai7, createOpenAI7, mocks7.MockLanguageModelV4, mocks7.MockEmbeddingModelV4),
});

function version(name, api, ai, createOpenAI, Model, Embedding) {
  const openai = createOpenAI({ apiKey: 'key', baseURL: `${api.url}/v1` });
  return {
    [`${name}, mock`]: [...cases(ai, mockModel(Model, api)), ...embeddings(ai, mockEmbedding(Embedding, api))],
    [`${name}, chat`]: [...cases(ai, openai.chat(MODEL)), ...embeddings(ai, openai.embedding(MODEL))],
    [`${name}, responses`]: cases(ai, openai.responses(MODEL)),
  };
}

/** @returns {import('../support/cases.js').Case[]} */
function cases(ai, model) {
  const weather = ai.tool({
    inputSchema: z.object({ city: z.string(), day: z.number() }),
    execute: async ({ city }) => `sunny in ${city}`,
  });
  const tools = { tools: { weather }, stopWhen: ai.stepCountIs(3) };
  const record = { output: ai.Output.object({ schema: RECORD }) };
  const generate = (more) => (prompt) => ai.generateText({ model, prompt, maxRetries: 0, ...more });
  const stream = (more) => (prompt) => ai.streamText({ model, prompt, ...quiet, ...more });
  const messages = (question) => [{ role: 'user', content: [{ type: 'text', text: question }] }];

  let aborting = new AbortController();

  return [
    {
      name: 'generateText()',
      start: generate(),
      read: async (result) => {
        const { text, totalUsage } = await result;
        return { text, totalUsage };
      },
      span: theText,
    },
    {
      name: 'generateText(), tool calls, one step',
      plan: 'tools',
      start: generate({
        tools: { weather: ai.tool({ inputSchema: z.object({ city: z.string(), day: z.number() }) }) },
      }),
      read: async (result) => (await result).toolCalls.map(plain),
      span: (id) => answered(calling(id), id),
    },
    {
      name: 'generateText(), tools in steps',
      plan: 'tools',
      start: generate(tools),
      read: async (result) => (await result).text,
      span: answeredTwice,
    },
    {
      name: 'generateText(), an object as output',
      plan: 'record',
      start: generate(record),
      read: async (result) => (await result).output,
      span: theRecord,
    },
    { name: 'streamText(), textStream', start: stream(), read: async (result) => items((await result).textStream) },
    {
      name: 'streamText(), textStream read slowly',
      start: stream(),
      read: async (result, pause) => slowly((await result).textStream, pause),
    },
    {
      name: 'streamText(), textStream by reader',
      start: stream(),
      read: async (result) => byReader((await result).textStream),
    },
    { name: 'streamText(), fullStream', start: stream(), read: async (result) => parts((await result).fullStream) },
    ...newerCases(ai, stream),
    { name: 'streamText(), text', start: stream(), read: async (result) => (await result).text },
    {
      name: 'streamText(), text and usage',
      start: stream(),
      read: async (result) => {
        const { text, totalUsage } = await result;
        return Promise.all([text, totalUsage]);
      },
    },
    {
      name: 'streamText(), textStream and fullStream',
      start: stream(),
      read: async (result) => {
        const { textStream, fullStream } = await result;
        return Promise.all([items(textStream), parts(fullStream)]);
      },
    },
    {
      name: 'streamText(), toTextStreamResponse()',
      start: stream(),
      read: async (result) => (await result).toTextStreamResponse().text(),
    },
    {
      name: 'streamText(), toUIMessageStreamResponse()',
      start: stream(),
      read: async (result) => (await result).toUIMessageStreamResponse().text(),
    },
    {
      name: 'streamText(), toUIMessageStream()',
      start: stream(),
      read: async (result) => parts((await result).toUIMessageStream()),
    },
    {
      name: 'streamText(), pipeTextStreamToResponse()',
      start: stream(),
      read: async (result) => {
        const response = Object.assign(new PassThrough(), { setHeaders() {}, writeHead() {} });
        (await result).pipeTextStreamToResponse(response);
        return textOfStream(response);
      },
    },
    {
      name: 'streamText(), consumeStream()',
      start: stream(),
      read: async (result) => {
        await (await result).consumeStream();
      },
    },
    {
      name: 'streamText(), tools in steps, text',
      plan: 'tools',
      start: stream(tools),
      read: async (result) => (await result).text,
      span: answeredTwice,
    },
    {
      name: 'streamText(), tools in steps, fullStream',
      plan: 'tools',
      start: stream(tools),
      read: async (result) => parts((await result).fullStream),
      span: answeredTwice,
    },
    {
      name: 'streamText(), tools in steps, toUIMessageStreamResponse()',
      plan: 'tools',
      start: stream(tools),
      read: async (result) => (await result).toUIMessageStreamResponse().text(),
      span: answeredTwice,
    },
    {
      name: 'streamText(), partialOutputStream',
      plan: 'record',
      start: stream(record),
      read: async (result) => items((await result).partialOutputStream),
      span: theRecord,
    },
    {
      name: 'streamText(), output',
      plan: 'record',
      start: stream(record),
      read: async (result) => (await result).output,
      span: theRecord,
    },
    {
      name: 'streamText(), an error in the middle',
      plan: 'fail',
      start: stream(),
      read: async (result) => parts((await result).fullStream),
      compare: ['output', 'status'],
      span: (_id, got) => partly(got.map(({ text }) => text ?? '').join(''), { status: 'error' }),
    },
    {
      name: 'streamText(), aborted',
      isAlone: true,
      start: (question) => {
        const { signal } = aborting;
        return stream({ abortSignal: signal })(question);
      },
      read: async (result) => {
        const all = [];
        for await (const text of (await result).textStream) if (all.push(text) === 2) aborting.abort();
        aborting = new AbortController();
        return all;
      },
      compare: ['output'],
      span: (_id, got) => partly(got.join(''), {}),
    },
    {
      name: 'generateObject()',
      plan: 'record',
      start: (prompt) => ai.generateObject({ model, schema: RECORD, prompt, maxRetries: 0 }),
      read: async (result) => (await result).object,
      span: (id) => answered(recordOf(id), id),
    },
    {
      name: 'streamObject(), partialObjectStream',
      plan: 'record',
      start: (prompt) => ai.streamObject({ model, schema: RECORD, prompt, ...quiet }),
      read: async (result) => items((await result).partialObjectStream),
      span: theRecord,
    },
    {
      name: 'streamObject(), fullStream and object',
      plan: 'record',
      start: (prompt) => ai.streamObject({ model, schema: RECORD, prompt, ...quiet }),
      read: async (result) => {
        const answer = await result;
        const all = await items(answer.fullStream);
        return [all.map(({ type, textDelta }) => ({ type, textDelta })), await answer.object];
      },
      span: theRecord,
    },
    {
      name: 'streamObject(), textStream',
      plan: 'record',
      start: (prompt) => ai.streamObject({ model, schema: RECORD, prompt, ...quiet }),
      read: async (result) => items((await result).textStream),
      span: theRecord,
    },
    {
      name: 'doGenerate()',
      start: (question) => model.doGenerate({ prompt: messages(question) }),
      read: async (result) => (await result).content,
      compare: ['status', 'result', 'input', 'out', 'cached', 'model'],
      span: theText,
    },
    {
      name: 'doStream()',
      start: (question) => model.doStream({ prompt: messages(question) }),
      read: async (result) => parts((await result).stream),
    },
    {
      name: 'doStream(), tool calls, by reader',
      plan: 'tools',
      start: (question) => model.doStream({ prompt: messages(question) }),
      read: async (result) => (await byReader((await result).stream)).map(plain),
    },
  ];
}

/** What came with version 7. @returns {import('../support/cases.js').Case[]} */
function newerCases({ toTextStream, toUIMessageStream }, stream) {
  if (!toTextStream) return [];
  return [
    { name: 'streamText(), stream', start: stream(), read: async (result) => parts((await result).stream) },
    {
      name: 'streamText(), toTextStream({ stream })',
      start: stream(),
      read: async (result) => items(toTextStream({ stream: (await result).stream })),
    },
    {
      name: 'streamText(), toUIMessageStream({ stream })',
      start: stream(),
      read: async (result) => parts(toUIMessageStream({ stream: (await result).stream })),
    },
  ];
}

/** @returns {import('../support/cases.js').Case[]} */
function embeddings(ai, model) {
  const told = { kind: 'embedding', compare: ['status', 'result', 'input'], span: (id) => answered('', id) };
  return [
    {
      ...told,
      name: 'embed()',
      start: (value) => ai.embed({ model, value, maxRetries: 0 }),
      read: async (result) => {
        const { embedding, usage } = await result;
        return { embedding, usage };
      },
    },
    {
      ...told,
      name: 'embedMany()',
      start: (value) => ai.embedMany({ model, values: [value, 'two'], maxRetries: 0 }),
      read: async (result) => (await result).embeddings,
    },
  ];
}
