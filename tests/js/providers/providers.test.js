// What is taken for an answer of an API, what is run of it, and what it says of tokens.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from '../../../js/index.js';
import * as page from '../../../js/providers/in-page.js';
import { isLast } from '../../../js/providers/index.js';
import { read } from '../../../js/providers/read.js';
import * as server from '../../../js/providers/server-apis.js';
import { readUsage } from '../../../js/providers/usage.js';
import { withFacts } from '../../../js/results/answer.js';
import { answerOf } from '../../../js/results/instance.js';
import { chat, counts, streamed } from '../support/answers.js';

test('objects of other classes are none', () => {
  for (const fields of [
    {},
    { steps: ['boil', 'eat'] },
    { steps: [] },
    { object: 'list' },
    { choices: 'many' },
    { lc_kwargs: {}, content: 'Hi' },
    { usage: {} },
  ])
    assert.equal(answerOf(Object.assign(new (class Other {})(), fields), 100, read), undefined);
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  assert.equal(withFacts(revoked).value, revoked);
  for (const plain of [undefined, 'text', 5, [], { choices: [] }, revoked])
    assert.equal(answerOf(plain, 100, read), undefined);
});

test('items that only look like those of an API are kept', () => {
  const items = [
    { type: 'start', job: 1 },
    { type: 'start-job' },
    { type: 'tool-call' },
    { type: 'tool-result', result: 1 },
    { type: 'source', file: 'a.js' },
    { type: 'object', properties: {} },
    { type: 'finish', ok: true },
    { type: 'abort', job: 1 },
    { type: 'message', role: 'user', content: 'hi' },
    { type: 'error', error: 'none of a model' },
    { run_id: 1, event: 'login' },
    { type: { a: 1 } },
    { type: 'content-delta', text: 'x' },
    { type: 'message-end', n: 1 },
    { done: false, response: 'x' },
    { done: true, model: 'm', message: 'x' },
    { metadata: { page: 1 } },
    { choices: 'many' },
    { choices: [null] },
    { part: 1, of: 2 },
    [{ a: 1 }, { b: 2 }],
  ];
  assert.deepEqual(streamed(...items), { value: items });
});

/** What the span of a model says that gives `result`, or yields its items. */
async function spanOf(result, items, options) {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink], ...options });
  const model = tracer.llm(items ? () => items.values() : () => result, { name: 'model' });
  if (items) assert.equal([...model()].length, items.length);
  else model();
  await tracer.flush();
  const [{ output, status }] = sink.spans;
  return [output, status];
}

test('an error item in the middle of an answer is a failure', async () => {
  const error = new RangeError('overloaded');
  const told = { code: 502, message: 'overloaded' };
  for (const [item, first = { type: 'text-delta', text: 'Let me ' }] of [
    [{ type: 'error', error }],
    [{ part: { type: 'error', error } }],
    [{ type: 'error', message: 'overloaded' }],
    [{ error: told }, chat({ content: 'Let me ' })],
    [{ error: 'overloaded' }, chat({ content: 'Let me ' })],
    [{ ...chat({ content: '' }, { finish_reason: 'error' }), error: told }, chat({ content: 'Let me ' })],
    [
      { type: 'response.failed', response: { status: 'failed', error: told } },
      { type: 'response.output_text.delta', delta: 'Let me ' },
    ],
  ])
    assert.deepEqual(await spanOf(undefined, [first, item]), ['Let me ', { code: 'error', message: 'overloaded' }]);
});

test('an answer that is one failure is one; its message passes the mask', async () => {
  const answer = { object: 'response', status: 'failed', error: { code: 'x', message: 'of Ada' }, output: [] };
  const mask = (value) => (typeof value === 'string' ? value.replace('Ada', '*') : value);
  const [output, status] = await spanOf(answer, undefined, { mask });
  assert.deepEqual([JSON.parse(output).status, status], ['failed', { code: 'error', message: 'of *' }]);
});

test('what has an error and is none of a model is kept', async () => {
  const tool = { tool: 'search', error: 'timeout' };
  const [output, status] = await spanOf(undefined, [chat({ content: 'Hi' }), tool]);
  assert.deepEqual([JSON.parse(output), status.code], [['Hi', tool], 'ok']);
  for (const answer of [
    { status: 'completed', error: null, usage: { input_tokens: 1 } },
    { text: 'Hi', error: 'none' },
    { error: { message: 'none' } },
  ])
    assert.equal((await spanOf(answer))[1].code, 'ok');
});

test('the last item of an answer', () => {
  for (const item of [
    { type: 'message_stop' },
    { type: 'response.failed' },
    { part: { type: 'finish' } },
    { type: 'message-end' },
    { model: 'm', done: true, done_reason: 'stop' },
  ])
    assert.equal(isLast(item), true);
  for (const item of [{ type: 'message_start' }, { model: 'm', done: false }, 'finish', null])
    assert.equal(isLast(item), false);
});

test('a page knows the last items of the APIs that it does not read', () => {
  const ends = (/** @type {any[]} */ apis) =>
    ['last', 'lastMark'].map((name) => apis.flatMap(({ [name]: end = [] }) => end).sort());
  assert.deepEqual(ends(page.SERVER_APIS), ends(server.SERVER_APIS));
});

test('the tokens of an embedding by the AI SDK', () => {
  assert.equal(counts(withFacts({ embedding: [1], usage: { tokens: 7 } }).usage).input_tokens, 7);
});

test('no accessor of an item or an answer is run, and nothing of it is called', () => {
  let runs = 0;
  const spy = () => {
    runs += 1;
    return 'x';
  };
  const watched = (fields) => {
    const object = { ...fields, toString: spy, toJSON: spy, valueOf: spy };
    for (const key of ['id', 'usage', 'model', 'content', 'text', 'name', 'steps', 'finish_reason', 'response'])
      if (!(key in fields)) Object.defineProperty(object, key, { get: spy, enumerable: true });
    return object;
  };
  const delta = watched({ tool_calls: [watched({ function: watched({ arguments: watched({}) }) })] });
  const choices = [watched({ delta })];
  Object.defineProperty(choices, 1, { get: spy, enumerable: true });
  streamed(
    watched({ choices }),
    watched({ type: 'text-delta' }),
    watched({ type: 'content_block_start', content_block: watched({ type: 'tool_use' }) }),
    watched({ type: 'response.completed', response: watched({}) }),
    watched({ lc_kwargs: {}, tool_calls: [watched({})] }),
    watched({ candidates: [watched({ content: watched({ parts: [watched({})] }) })] }),
    watched({ contentBlockDelta: watched({ delta: watched({}) }) }),
  );
  answerOf(Object.setPrototypeOf(watched({ steps: [watched({ finishReason: 'x' })] }), class {}.prototype), 100, read);
  withFacts(watched({ usage: watched({}) }));
  assert.equal(runs, 0);
});

test('usage under the names of each API', () => {
  const openai = {
    prompt_tokens: 9,
    completion_tokens: 5,
    total_tokens: 14,
    prompt_tokens_details: { cached_tokens: 4, cache_write_tokens: 1, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 2, audio_tokens: 0 },
  };
  const responses = {
    input_tokens: 9,
    output_tokens: 5,
    total_tokens: 14,
    input_tokens_details: { cached_tokens: 4, cache_write_tokens: 1 },
    output_tokens_details: { reasoning_tokens: 2 },
  };
  const langchain = {
    input_tokens: 9,
    output_tokens: 5,
    total_tokens: 14,
    input_token_details: { cache_read: 4, cache_creation: 1 },
    output_token_details: { reasoning: 2 },
  };
  const aiSdk = {
    inputTokens: 9,
    outputTokens: 5,
    totalTokens: 14,
    inputTokenDetails: { noCacheTokens: 4, cacheReadTokens: 4, cacheWriteTokens: 1 },
    outputTokenDetails: { textTokens: 3, reasoningTokens: 2 },
  };
  const model = {
    inputTokens: { total: 9, noCache: 4, cacheRead: 4, cacheWrite: 1 },
    outputTokens: { total: 5, text: 3, reasoning: 2 },
  };
  const ours = {
    input_tokens: 9,
    output_tokens: 5,
    total_tokens: 14,
    cache_read_input_tokens: 4,
    cache_write_input_tokens: 1,
    reasoning_output_tokens: 2,
  };
  const all = {
    input_tokens: 9,
    output_tokens: 5,
    total_tokens: 14,
    'cache_read.input_tokens': 4,
    'cache_write.input_tokens': 1,
    'reasoning.output_tokens': 2,
  };
  for (const raw of [openai, responses, langchain, aiSdk, model, ours]) assert.deepEqual(counts(readUsage(raw)), all);
  const { 'reasoning.output_tokens': _, ...cached } = all;
  for (const raw of [
    { input_tokens: 4, output_tokens: 5, cache_read_input_tokens: 4, cache_creation_input_tokens: 1 },
    { inputTokens: 4, outputTokens: 5, totalTokens: 14, cacheReadInputTokens: 4, cacheWriteInputTokens: 1 },
  ])
    assert.deepEqual(counts(readUsage(raw)), cached);
  assert.deepEqual(
    counts(
      readUsage({ prompt_tokens: 9, completion_tokens: 5, prompt_cache_hit_tokens: 4, prompt_cache_miss_tokens: 5 }),
    ),
    { input_tokens: 9, output_tokens: 5, total_tokens: 14, 'cache_read.input_tokens': 4 },
  );
});

test('what is no count is none', () => {
  const wrong = { prompt_tokens: '9', output_tokens: Number.NaN, total_tokens: null, input_tokens_details: 'few' };
  assert.deepEqual(readUsage(wrong), {});
  const numbers = {
    input: 1,
    total: 2,
    reasoning: 3,
    cached: 4,
    output_tokens_per_second: 5,
    score: 0.5,
    my_cached_tokens: 6,
    tokens: 7,
  };
  const others = {};
  assert.deepEqual(readUsage(numbers, others), {});
  assert.deepEqual(
    others,
    Object.fromEntries(Object.entries(numbers).map(([name, value]) => [`spanloom.metric.${name}`, value])),
  );
});
