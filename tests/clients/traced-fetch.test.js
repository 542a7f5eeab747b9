// Clients whose `fetch` is traced: they answer as they do without, their requests name the span, and the span has the answer.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import OpenAI6 from 'openai-6';
import { createTracer, memory } from '../../js/index.js';
import { MODEL } from './server/answers.js';
import { startFakeApi } from './server/server.js';

const api = await startFakeApi();
after(() => api.close());

const OPTIONS = { apiKey: 'key', maxRetries: 0 };
const openai = (Client) => (fetch, more) =>
  new Client({ ...OPTIONS, baseURL: `${api.url}/v1`, fetch }).chat.completions.create({ model: MODEL, ...more });
const CLIENTS = {
  'openai 7': openai(OpenAI),
  'openai 6': openai(OpenAI6),
  anthropic: (fetch, more) =>
    new Anthropic({ ...OPTIONS, baseURL: api.url, fetch }).messages.create({ model: MODEL, max_tokens: 9, ...more }),
};

/** @param {any} result */
async function read(result) {
  if (!(Symbol.asyncIterator in result)) return result;
  const items = [];
  for await (const item of result) items.push(item);
  return items;
}

for (const [name, ask] of Object.entries(CLIENTS)) {
  for (const stream of [false, true]) {
    test(`${name}, ${stream ? 'a stream' : 'a whole answer'}`, async () => {
      const sink = memory();
      const tracer = createTracer({ exporters: [sink], onError: assert.fail });
      const more = { stream, messages: [{ role: 'user', content: '#1 text' }] };
      const sent = [];
      const noting = (url, init) => {
        sent.push(new Headers(init.headers));
        return fetch(url, init);
      };
      const expected = await read(await ask(noting, more));
      const traced = tracer.traceFetch(noting, { propagate: { to: [api.url] } });
      const result = await read(await tracer.llm(ask, { name: 'ask' })(traced, more));
      assert.deepEqual(JSON.parse(JSON.stringify(result)), JSON.parse(JSON.stringify(expected)));
      await tracer.shutdown();
      assert.equal(sink.spans.length, 1);
      const [{ traceId, spanId, output }] = sink.spans;
      const [plain, named] = sent.map((headers) => Object.fromEntries(headers));
      assert.equal(named.traceparent, `00-${traceId}-${spanId}-03`);
      delete named.traceparent;
      assert.deepEqual(named, plain);
      assert.ok(output.length > 10, output);
    });
  }
}
