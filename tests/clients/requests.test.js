// Which model a call asks, read of what real clients and frameworks are given.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOpenAI as createOpenAI6 } from '@ai-sdk/openai-6';
import { createOpenAI as createOpenAI7 } from '@ai-sdk/openai-7';
import Anthropic from '@anthropic-ai/sdk';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import * as ai6 from 'ai-6';
import * as ai7 from 'ai-7';
import OpenAI from 'openai';
import { createTracer, memory } from '../../js/index.js';
import { readRequest } from '../../js/providers/request.js';

const apiKey = 'k';
for (const [version, ai, create] of [
  [6, ai6, createOpenAI6],
  [7, ai7, createOpenAI7],
])
  test(`models of the AI SDK ${version}`, () => {
    const openai = create({ apiKey });
    const named = create({ apiKey, name: 'mistral' });
    const wrapped = ai.wrapLanguageModel({ model: openai('m'), middleware: {} });
    for (const [model, provider] of [
      [openai('m'), 'openai'],
      [openai.chat('m'), 'openai'],
      [openai.textEmbeddingModel('m'), 'openai'],
      [named.chat('m'), 'mistral_ai'],
      [wrapped, 'openai'],
      [ai.createGateway({ apiKey })('m'), 'gateway'],
    ])
      assert.deepEqual(readRequest({ model, prompt: 'Hi' }), { model: 'm', provider });
  });

test('models of LangChain', () => {
  for (const Model of [ChatOpenAI, OpenAIEmbeddings])
    assert.equal(readRequest('Hi', new Model({ apiKey, model: 'm' }))?.model, 'm');
});

test('methods of clients, traced where they are', async () => {
  const sink = memory();
  const { llm, embedding, flush } = createTracer({ exporters: [sink] });
  const fetch = async () => Response.json({ data: [{ embedding: [1] }], choices: [], content: [] });
  const openai = new OpenAI({ apiKey, fetch });
  const anthropic = new Anthropic({ apiKey, fetch });
  const [{ completions }, { responses, embeddings }, { messages }] = [openai.chat, openai, anthropic];
  for (const resource of [completions, responses, messages]) resource.create = llm(resource.create);
  embeddings.create = embedding(embeddings.create);
  const said = [{ role: 'user', content: 'Hi' }];
  await completions.create({ model: 'one', messages: said });
  await responses.create({ model: 'two', input: 'Hi' });
  await messages.create({ model: 'three', max_tokens: 9, messages: said });
  await embeddings.create({ model: 'four', input: 'Hi' });
  await flush();
  const models = sink.spans.map(({ attributes }) => attributes['gen_ai.request.model']);
  assert.deepEqual(models, ['one', 'two', 'three', 'four']);
});
