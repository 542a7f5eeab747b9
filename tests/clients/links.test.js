// A tool that is called as soon as its call is complete, while the answer is still open, links to the model that called it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createOpenAI } from '@ai-sdk/openai-7';
import Anthropic from '@anthropic-ai/sdk';
import { ChatOpenAI } from '@langchain/openai';
import { stepCountIs, streamText, tool as toolOf, wrapLanguageModel } from 'ai-7';
import OpenAI from 'openai';
import { z } from 'zod';
import { linksOf, named, recording } from '../js/support/spans.js';
import { MODEL } from './server/answers.js';
import { startFakeApi } from './server/server.js';

const api = await startFakeApi();
after(() => api.close());

const settings = { apiKey: 'key', baseURL: `${api.url}/v1`, maxRetries: 0 };
const chat = (question) => ({ model: MODEL, stream: true, messages: [{ role: 'user', content: question }] });
const SCHEMA = z.object({ city: z.string(), day: z.number() });

/** The links of a tool that a program calls for both cities. */
async function linksOfTools(program) {
  const { tracer, finish } = recording();
  const weather = (city) => tracer.tool(async ({ day }) => `sunny on ${day}`, { name: `weather in ${city}` });
  const tools = { Paris: weather('Paris'), Rome: weather('Rome') };
  await tracer.workflow((question) => program(tracer, (input) => tools[input.city](input), question))('#7 tools');
  const spans = await finish();
  return Object.keys(tools).map((city) => linksOf(named(spans, `weather in ${city}`), spans));
}

const FROM_MODEL = [['model.output -> input'], ['model.output -> input']];

test('openai: deltas', async () => {
  const { completions } = new OpenAI(settings).chat;
  const links = await linksOfTools(async (tracer, weather, question) => {
    const model = tracer.llm((asked) => completions.create(chat(asked)), { name: 'model' });
    const calls = new Map();
    for await (const { choices } of await model(question)) {
      for (const { index, function: piece } of choices[0]?.delta.tool_calls ?? []) {
        const json = (calls.get(index) ?? '') + piece.arguments;
        calls.set(index, json);
        if (json.endsWith('}')) await weather(JSON.parse(json));
      }
    }
  });
  assert.deepEqual(links, FROM_MODEL);
});

test('anthropic: blocks of events', async () => {
  const { messages } = new Anthropic({ ...settings, baseURL: api.url });
  const links = await linksOfTools(async (tracer, weather, question) => {
    const model = tracer.llm((asked) => messages.create({ ...chat(asked), max_tokens: 9 }), { name: 'model' });
    let json = '';
    for await (const { type, delta } of await model(question)) {
      json += delta?.partial_json ?? '';
      if (type !== 'content_block_stop') continue;
      await weather(JSON.parse(json));
      json = '';
    }
  });
  assert.deepEqual(links, FROM_MODEL);
});

test('ai: a model with middleware', async () => {
  const openai = createOpenAI(settings);
  const links = await linksOfTools(async (tracer, weather, prompt) => {
    const middleware = { wrapStream: async ({ doStream }) => tracer.llm(doStream, { name: 'model' })() };
    const model = wrapLanguageModel({ model: openai.chat(MODEL), middleware });
    const tools = { weather: toolOf({ inputSchema: SCHEMA, execute: weather }) };
    await streamText({ model, prompt, tools, stopWhen: stepCountIs(1) }).text;
  });
  assert.deepEqual(links, FROM_MODEL);
});

test('langchain: calls of a message', async () => {
  const calling = new ChatOpenAI({ model: MODEL, apiKey: 'key', configuration: settings }).bindTools([
    { name: 'weather', schema: SCHEMA },
  ]);
  const links = await linksOfTools(async (tracer, weather, question) => {
    const { tool_calls } = await tracer.llm((asked) => calling.invoke(asked), { name: 'model' })(question);
    for (const { args } of tool_calls) await weather(args);
  });
  assert.deepEqual(links, FROM_MODEL);
});

test('ai: tools that run in the span of the model', async () => {
  const openai = createOpenAI(settings);
  const links = await linksOfTools(async (tracer, weather, question) => {
    const tools = { weather: toolOf({ inputSchema: SCHEMA, execute: weather }) };
    const answer = (prompt) => streamText({ model: openai.chat(MODEL), prompt, tools, stopWhen: stepCountIs(2) });
    await tracer.llm(answer, { name: 'model' })(question).text;
  });
  assert.deepEqual(links, FROM_MODEL);
});
