// Recognizes the model and the provider of a call by its arguments.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from '../../../js/index.js';
import { readRequest } from '../../../js/providers/request.js';

const messages = [{ role: 'user', content: 'Hi' }];
class Model {
  specificationVersion = 'v2';
  /** @param {string} modelId @param {string} [provider] */
  constructor(modelId, provider) {
    this.modelId = modelId;
    this.config = { provider };
  }
  get provider() {
    throw new Error('it is asked for nothing');
  }
}
class Command {
  middlewareStack = {};
  /** @param {object} input */
  constructor(input) {
    this.input = input;
  }
}
class ChatModel {
  caller = { maxConcurrency: Infinity };
  /** @param {object} fields */
  constructor(fields) {
    Object.assign(this, fields);
  }
}

/** What is given, the model, and the provider where only one takes this. @type {Record<string, [unknown, string, string?]>} */
const REQUESTS = {
  'OpenAI chat, and those like it': [{ model: 'm', messages }, 'm'],
  'OpenAI responses': [{ model: 'm', input: 'Hi' }, 'm'],
  'OpenAI completions': [{ model: 'm', prompt: 'Hi' }, 'm'],
  Anthropic: [{ model: 'claude-x', max_tokens: 9, system: 's', messages }, 'claude-x'],
  Gemini: [{ model: 'm', contents: 'Hi' }, 'm', 'gcp.gen_ai'],
  Mistral: [{ model: 'm', inputs: ['Hi'] }, 'm'],
  'Cohere chat': [{ model: 'm', message: 'Hi' }, 'm'],
  'Cohere embed': [{ model: 'm', texts: ['Hi'], inputType: 'search_query' }, 'm'],
  'Bedrock, a command': [new Command({ modelId: 'm', messages }), 'm', 'aws.bedrock'],
  'Workers AI': ['@cf/meta/llama', '@cf/meta/llama'],
  'AI SDK, a name': [{ model: 'openai/m', prompt: 'Hi' }, 'openai/m'],
  'AI SDK, a name for an embedding': [{ model: 'openai/m', value: 'Hi' }, 'openai/m'],
  'AI SDK, a wrapped model': [{ model: { specificationVersion: 'v3', modelId: 'm', provider: 'p' } }, 'm', 'p'],
  'AI SDK, a model alone': [new Model('m', 'openai.chat'), 'm', 'openai'],
  'AI SDK, a model of nobody': [{ model: new Model('m'), prompt: 'Hi' }, 'm'],
  'LangChain, a model': [new ChatModel({ model: 'm' }), 'm'],
  'LangChain, an older model': [new ChatModel({ modelName: 'm' }), 'm'],
};
for (const [provider, name] of Object.entries({
  'openai.responses': 'openai',
  'anthropic.messages': 'anthropic',
  'google.generative-ai': 'gcp.gemini',
  'google.vertex.chat': 'gcp.vertex_ai',
  'vertex.anthropic.messages': 'gcp.vertex_ai',
  'amazon-bedrock': 'aws.bedrock',
  'azure.chat': 'azure.ai.openai',
  'azure-openai.chat': 'azure.ai.openai',
  'mistral.chat': 'mistral_ai',
  'xai.chat': 'x_ai',
  perplexity: 'perplexity',
  'somebody.chat': 'somebody',
}))
  REQUESTS[`AI SDK, ${provider}`] = [{ model: new Model('m', provider), prompt: 'Hi' }, 'm', name];

for (const [name, [given, model, provider]] of Object.entries(REQUESTS))
  test(name, () => {
    const request = readRequest(given, undefined);
    assert.deepEqual([request?.model, request?.provider || undefined], [model, provider]);
  });

test('a method finds the model that it is of', () => {
  assert.equal(readRequest('Hi', new ChatModel({ model: 'm' }))?.model, 'm');
  assert.equal(readRequest({ prompt: [] }, new Model('m'))?.model, 'm');
  assert.equal(readRequest({ model: 'given', messages }, new Model('m'))?.model, 'given');
});

test('other arguments identify no model, and examining them has no side effects', () => {
  let seen = 0;
  const trap = () => {
    seen += 1;
    return undefined;
  };
  const proxy = new Proxy(
    {},
    { get: trap, has: trap, getOwnPropertyDescriptor: trap, getPrototypeOf: trap, ownKeys: trap },
  );
  const hidden = Object.defineProperty({ messages }, 'model', { get: trap });
  const lazy = Object.defineProperty({ model: 'm' }, 'messages', { get: trap });
  const others = [
    { model: 'Model 3', year: 2017 },
    { model: '', messages },
    { model: 7, messages },
    { model: null, messages },
    { model: 'm', messages: undefined },
    { modelId: 'm', messages },
    { model: { modelId: 'm' }, messages },
    { caller: 'Alice', model: 'Model 3' },
    { input: { modelId: 'm' } },
    'gpt-4o',
    '@cf/ is what I want to know',
    '@cf/meta is who/what?',
    messages,
    undefined,
    null,
    () => {},
  ];
  for (const given of [...others, proxy, hidden, lazy, { model: proxy, messages }])
    assert.equal(readRequest(given, given), undefined);
  assert.equal(seen, 0);
});

/** What a span says of its model. @param {(t: import('../../../js/index.js').Tracer) => unknown} program @param {object} [options] */
async function says(program, options) {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink], ...options });
  await program(tracer);
  await tracer.flush();
  const { 'gen_ai.request.model': model, 'gen_ai.provider.name': provider } = sink.spans[0].attributes;
  return [model, provider];
}
const request = { model: 'm', contents: 'Hi' };
const ask = async (/** @type {unknown} */ _) => 'Hello';

test('spans of models and embeddings have it, others do not', async () => {
  for (const kind of /** @type {const} */ (['llm', 'embedding']))
    assert.deepEqual(await says((t) => t[kind](ask)(request)), ['m', 'gcp.gen_ai']);
  for (const kind of /** @type {const} */ (['tool', 'task', 'retrieval', 'workflow', 'agent']))
    assert.deepEqual(await says((t) => t[kind](ask)(request)), [undefined, undefined]);
  class Client extends ChatModel {
    async invoke() {}
  }
  const client = new Client({ model: 'own' });
  assert.deepEqual(await says((t) => t.llm(client.invoke).call(client)), ['own', undefined]);
});

test('what was said by hand stands', async () => {
  assert.deepEqual(await says((t) => t.llm(ask, { model: 'said' })(request)), ['said', 'gcp.gen_ai']);
  assert.deepEqual(await says((t) => t.llm(ask, { provider: 'said' })(request)), ['m', 'said']);
  const attributes = { 'gen_ai.request.model': 'said' };
  assert.deepEqual(await says((t) => t.llm(ask, { attributes })(request)), ['said', 'gcp.gen_ai']);
  const annotating = (/** @type {any} */ t) => t.llm(() => t.annotate({ model: 'said', provider: 'too' }))(request);
  assert.deepEqual(await says(annotating), ['said', 'too']);
});

test('it is content', async () => {
  const none = [undefined, undefined];
  const call = (/** @type {any} */ t) => t.llm(ask)({ model: 'gpt-of-alice', contents: 'Hi' });
  assert.deepEqual(await says(call, { capture: { input: false } }), none);
  assert.deepEqual(await says((t) => t.llm(ask, { captureInput: false })(request)), none);
  assert.deepEqual(await says(call, { capture: { output: false } }), ['gpt-of-alice', 'gcp.gen_ai']);
  const mask = (/** @type {any} */ value) => JSON.parse(JSON.stringify(value).replaceAll('alice', '***'));
  assert.deepEqual(await says(call, { mask }), ['gpt-of-***', 'gcp.gen_ai']);
  for (const nothing of [undefined, null]) assert.deepEqual(await says(call, { mask: () => nothing }), none);
});
