// What spans say of the errors that clients and frameworks throw: why, never what was asked.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { createOpenAI as createOpenAI6 } from '@ai-sdk/openai-6';
import { createOpenAI as createOpenAI7 } from '@ai-sdk/openai-7';
import Anthropic from '@anthropic-ai/sdk';
import { ChatOpenAI } from '@langchain/openai';
import * as ai6 from 'ai-6';
import * as ai7 from 'ai-7';
import OpenAI from 'openai';
import OpenAI6 from 'openai-6';
import { z } from 'zod';
import { createTracer, memory } from '../../js/index.js';

const PROMPT = 'Where does the tram end?';
const messages = [{ role: 'user', content: PROMPT }];
const OPENAI = { error: { message: 'Rate limit reached', type: 'requests', param: null, code: 'rate_limit_exceeded' } };
const ANTHROPIC = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };

const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
  const [status, body] = request.url === '/v1/messages' ? [529, ANTHROPIC] : [429, OPENAI];
  request.resume();
  response.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1' }).end(JSON.stringify(body));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
after(() => server.close());
const up = `http://127.0.0.1:${server.address().port}`;
/** Where nobody listens any more. */
const down = await new Promise((resolve) => {
  const gone = createServer().listen(0, '127.0.0.1', () => {
    const { port } = gone.address();
    gone.close(() => resolve(`http://127.0.0.1:${port}`));
  });
});

const OPTIONS = { apiKey: 'k', maxRetries: 0 };
const openai = (Client, baseURL) => () =>
  new Client({ ...OPTIONS, baseURL }).chat.completions.create({ model: 'm', messages });
const generate = (ai, create, maxRetries) => () =>
  ai.generateText({ model: create({ apiKey: 'k', baseURL: up })('m'), prompt: PROMPT, maxRetries });
const limited = ['RateLimitError', /^429 Rate limit reached$/, 'rate_limit_exceeded', 429];
const refused = ['APIConnectionError', /^Connection error\.: .*connect ECONNREFUSED/, 'ECONNREFUSED', undefined];
const called = ['AI_APICallError', /^Rate limit reached$/, undefined, 429];
const retried = ['AI_RetryError', /^Failed after 2 attempts. Last error: .*Rate limit reached$/, undefined, 429];

/** What is called, and the type, message, code and status that its span has to have. @type {Record<string, [() => unknown, unknown[]]>} */
const CALLS = {
  'openai 7, a refusal': [openai(OpenAI, up), limited],
  'openai 7, no connection': [openai(OpenAI, down), refused],
  'openai 6, a refusal': [openai(OpenAI6, up), limited],
  'openai 6, no connection': [openai(OpenAI6, down), refused],
  anthropic: [
    () => new Anthropic({ ...OPTIONS, baseURL: up }).messages.create({ model: 'm', max_tokens: 9, messages }),
    ['OverloadedError', /^529 .*Overloaded/, 'overloaded_error', 529],
  ],
  'ai 7, one attempt': [generate(ai7, createOpenAI7, 0), called],
  'ai 7, several': [generate(ai7, createOpenAI7, 1), retried],
  'ai 6, one attempt': [generate(ai6, createOpenAI6, 0), called],
  'ai 6, several': [generate(ai6, createOpenAI6, 1), retried],
  langchain: [
    () => new ChatOpenAI({ ...OPTIONS, model: 'm', configuration: { baseURL: up } }).invoke(PROMPT),
    [/Error$/, /^429 Rate limit reached/, 'rate_limit_exceeded', 429],
  ],
  zod: [() => z.object({ city: z.string() }).parse({}), ['ZodError', /"path":\["city"\]/, undefined, undefined]],
  fetch: [() => fetch(down), ['TypeError', /^fetch failed: connect ECONNREFUSED/, 'ECONNREFUSED', undefined]],
  'an abort': [() => fetch(up, { signal: AbortSignal.abort() }), ['AbortError', /aborted/, undefined, undefined]],
};

for (const [name, [call, [type, message, code, status]]] of Object.entries(CALLS))
  test(name, async () => {
    const sink = memory();
    const tracer = createTracer({ exporters: [sink] });
    await assert.rejects(tracer.llm(async () => call(), { name })());
    await tracer.flush();
    const [{ attributes, status: ended }] = sink.spans;
    assert.match(attributes['error.type'], new RegExp(type));
    assert.match(ended.message, message);
    assert.deepEqual([attributes['error.code'], attributes['http.response.status_code']], [code, status]);
    assert.ok(!JSON.stringify(attributes).includes(PROMPT), 'the prompt is content');
  });
