import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readUsage } from '../../../js/providers/usage.js';
import { withFacts } from '../../../js/results/answer.js';
import { Collector } from '../../../js/results/collect.js';
import { captureValue } from '../support/capture-value.js';
import fc from '../support/fast-check.js';

const BOUND = 65536;

const isTold = (fact) => fact !== undefined && (typeof fact !== 'object' || Object.keys(fact).length > 0);

/** Counts by the last part of their attribute's name. */
const counts = (usage = {}) =>
  Object.fromEntries(Object.entries(usage).map(([name, count]) => [name.replace('gen_ai.usage.', ''), count]));

/** What the collector makes of items, without the facts that no item reports, and whether something was left out. */
function collect(items, bound = BOUND) {
  const collector = new Collector(bound);
  for (const item of items) collector.add(item);
  const { isCut, usage, ...rest } = collector.result();
  const told = { ...rest, usage: counts(usage) };
  return Object.fromEntries(Object.entries(told).filter(([, fact]) => isTold(fact)));
}

const message = (content, ...calls) => ({
  role: 'assistant',
  content,
  tool_calls: calls.map(([id, name, args]) => ({ id, type: 'function', function: { name, arguments: args } })),
});

test('nothing', () => assert.deepEqual(collect([]), {}));

test('texts are joined', () => assert.deepEqual(collect(['Hel', '', 'lo']), { value: 'Hello' }));

test('bytes are text when they are UTF-8, wherever they are cut', () => {
  const bytes = new TextEncoder().encode('héllo 😀');
  assert.deepEqual(collect([...bytes].map((byte) => Uint8Array.of(byte))), { value: 'héllo 😀' });
  assert.deepEqual(collect([Buffer.from('a'), Uint8Array.of(0xff, 0x00), Uint8Array.of(1)]), {
    value: '[Uint8Array(4)]',
  });
});

test('bytes that turn out not to be text give their room back', () => {
  const value = ['[Uint8Array(41)]', 'b'.repeat(45)];
  assert.deepEqual(collect([Buffer.from('a'.repeat(40)), Uint8Array.of(0xff), 'b'.repeat(45)], 98), {
    value: value.join(''),
  });
});

test('what was cut is known, whatever it was', () => {
  const long = 'x'.repeat(BOUND);
  const input = { text: long };
  for (const item of [long, [long], Buffer.from(long), { type: 'tool-call', toolCallId: 'a', toolName: 'f', input }])
    for (const isCut of [true, false]) {
      const collector = new Collector(isCut ? BOUND : 2 * BOUND);
      collector.add(item);
      assert.equal(collector.result().isCut, isCut);
    }
});

test('a reused buffer is read as it passes', () => {
  const collector = new Collector(BOUND);
  const buffer = Uint8Array.of(65);
  collector.add(buffer);
  buffer[0] = 66;
  collector.add(buffer);
  assert.equal(collector.result().value, 'AB');
});

test('the text of an answer that is events is what they say', () => {
  const event = (data) => `event: x\r\ndata: ${JSON.stringify(data)}\r\n\r\n`;
  const said = (content) => event({ choices: [{ delta: { content } }] });
  const usage = event({ choices: [], usage: { prompt_tokens: 1, completion_tokens: 2 } });
  const bytes = Buffer.from(`${said('Hé')}: wait\n\n${said('llo')}${usage}data: [DONE]\n\n`);
  const answer = { value: 'Héllo', usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 } };
  assert.deepEqual(collect([...bytes].map((byte) => Uint8Array.of(byte))), answer);
  assert.deepEqual(collect([`:\n\n${said('Hé')}`, `${said('llo')}${usage}`]), answer);
  assert.deepEqual(collect([said('Hé') + event({ error: 'died' })]), { value: 'Hé', failure: 'died' });
  // The event that was cut is missing.
  const cut = said('Hi') + said('x'.repeat(100));
  const { value } = collect([cut], 150);
  assert.deepEqual(value, `Hi… ${cut.length - 102} more characters`);
});

test('text that is none of an answer stays as it is', () => {
  const chunk = 'data: {"choices":[{"delta":{"content":"Hi"}}]}\n\n';
  for (const text of [
    `${chunk}data: {"n":1}\n\n`,
    'data: {"n":1}\n\n',
    `${chunk}data: Hi\n\n`,
    `An example:\n\n${chunk}`,
    'data: none',
    ':)',
  ])
    assert.deepEqual(collect([text]), { value: text });
  assert.deepEqual(collect([{ type: 'text-delta', text: chunk }]), { value: chunk });
});

test('other items are a list of snapshots', () => {
  const state = { step: 1 };
  const collector = new Collector(BOUND);
  collector.add(state);
  state.step = 2;
  collector.add(state);
  collector.add(undefined);
  collector.add(5n);
  assert.deepEqual(collector.result().value, [{ step: 1 }, { step: 2 }, null, '5']);
  assert.deepEqual(collect([{ only: 1 }]), { value: [{ only: 1 }] });
});

test('a mixture keeps its order', () => {
  const value = ['ab', { tool: 'x' }, 'cd', '[Uint8Array(1)]'];
  assert.deepEqual(collect(['a', 'b', { tool: 'x' }, 'c', 'd', Uint8Array.of(0xff)]), { value });
});

test('OpenAI chat: text', () => {
  const chunk = (delta, rest) => ({
    object: 'chat.completion.chunk',
    model: 'gpt-x',
    usage: null,
    choices: [{ index: 0, delta, finish_reason: null, ...rest }],
  });
  const chunks = [
    { choices: [], prompt_filter_results: [] },
    chunk({ role: 'assistant', content: '' }),
    chunk({ content: 'Hel' }),
    chunk({ content: 'lo' }),
    chunk({}, { finish_reason: 'stop' }),
    {
      choices: [],
      model: 'gpt-x',
      usage: {
        prompt_tokens: 10,
        completion_tokens: 5,
        total_tokens: 15,
        prompt_tokens_details: { cached_tokens: 4 },
        completion_tokens_details: { reasoning_tokens: 2 },
      },
    },
  ];
  assert.deepEqual(collect(chunks), {
    value: 'Hello',
    model: 'gpt-x',
    finishReasons: ['stop'],
    usage: {
      input_tokens: 10,
      output_tokens: 5,
      total_tokens: 15,
      'cache_read.input_tokens': 4,
      'reasoning.output_tokens': 2,
    },
  });
});

test('OpenAI chat: tool calls by index, and several choices', () => {
  const call = (index, piece) => ({ choices: [{ index: 0, delta: { tool_calls: [{ index, ...piece }] } }] });
  const chunks = [
    call(0, { id: 'c0', type: 'function', function: { name: 'search', arguments: '' } }),
    call(0, { function: { arguments: '{"q":' } }),
    call(1, { id: 'c1', function: { name: 'add', arguments: '{}' } }),
    call(0, { function: { arguments: '"x"}' } }),
    { choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] },
  ];
  const value = message(null, ['c0', 'search', '{"q":"x"}'], ['c1', 'add', '{}']);
  assert.deepEqual(collect(chunks), { value, finishReasons: ['tool_calls'] });

  const say = (index, content) => ({ choices: [{ index, delta: { content } }] });
  assert.deepEqual(collect([say(0, 'a'), say(1, 'x'), say(0, 'b')]), { value: ['ab', 'x'] });
  assert.deepEqual(collect([{ choices: [{ index: 0, text: 'legacy' }] }]), { value: 'legacy' });
  const legacy = { choices: [{ index: 0, delta: { function_call: { name: 'f', arguments: '{}' } } }] };
  assert.deepEqual(collect([legacy]), { value: message(null, [undefined, 'f', '{}']) });
});

test('OpenAI responses', () => {
  const response = { model: 'gpt-y', status: 'in_progress' };
  const events = [
    { type: 'response.created', response },
    { type: 'response.output_item.added', output_index: 0, item: { type: 'message' } },
    { type: 'response.output_text.delta', delta: 'Let me ' },
    { type: 'response.output_text.delta', delta: 'see.' },
    { type: 'response.output_text.done', text: 'Let me see.' },
    {
      type: 'response.output_item.added',
      output_index: 1,
      item: { type: 'function_call', call_id: 'c0', name: 'search' },
    },
    { type: 'response.function_call_arguments.delta', output_index: 1, delta: '{"q":1}' },
    { type: 'response.function_call_arguments.done', output_index: 1, arguments: '{"q":1}' },
  ];
  const value = message('Let me see.', ['c0', 'search', '{"q":1}']);
  assert.deepEqual(collect(events), { value, model: 'gpt-y' });
  const usage = { input_tokens: 3, output_tokens: 4, output_tokens_details: { reasoning_tokens: 1 } };
  assert.deepEqual(
    collect([...events, { type: 'response.completed', response: { ...response, status: 'completed', usage } }]),
    {
      value,
      model: 'gpt-y',
      finishReasons: ['completed'],
      usage: { input_tokens: 3, output_tokens: 4, total_tokens: 7, 'reasoning.output_tokens': 1 },
    },
  );
});

test('Anthropic messages: what came from the cache is added to the input', () => {
  const events = [
    {
      type: 'message_start',
      message: {
        model: 'claude-z',
        usage: { input_tokens: 5, output_tokens: 1, cache_read_input_tokens: 100, cache_creation_input_tokens: 20 },
      },
    },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'ping' },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Look' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'hidden' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'ing' } },
    { type: 'content_block_stop', index: 0 },
    { type: 'content_block_start', index: 1, content_block: { type: 'tool_use', id: 't1', name: 'search', input: {} } },
    { type: 'content_block_delta', index: 1, delta: { type: 'input_json_delta', partial_json: '{"q":' } },
    { type: 'content_block_delta', index: 1, delta: { type: 'input_json_delta', partial_json: '"x"}' } },
    { type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 30, input_tokens: null } },
    { type: 'message_stop' },
  ];
  assert.deepEqual(collect(events), {
    value: message('Looking', ['t1', 'search', '{"q":"x"}']),
    model: 'claude-z',
    finishReasons: ['tool_use'],
    usage: {
      input_tokens: 125,
      output_tokens: 30,
      total_tokens: 155,
      'cache_read.input_tokens': 100,
      'cache_write.input_tokens': 20,
    },
  });
});

test('AI SDK parts', () => {
  const parts = [
    { type: 'start' },
    { type: 'start-step', request: {} },
    { type: 'text-start', id: '0' },
    { type: 'text-delta', id: '0', text: 'new' },
    { type: 'text-delta', textDelta: ' old' },
    { type: 'text-end', id: '0' },
    { type: 'tool-call', toolCallId: 't', toolName: 'search', input: { q: 'x' } },
    { type: 'finish-step', usage: { inputTokens: 1, outputTokens: 1 }, response: { modelId: 'm' } },
    {
      type: 'finish',
      finishReason: 'stop',
      totalUsage: { inputTokens: 3, outputTokens: 4, totalTokens: 7, cachedInputTokens: 2, reasoningTokens: 1 },
    },
  ];
  assert.deepEqual(collect(parts), {
    value: message('new old', ['t', 'search', '{"q":"x"}']),
    model: 'm',
    finishReasons: ['stop'],
    usage: {
      input_tokens: 3,
      output_tokens: 4,
      total_tokens: 7,
      'cache_read.input_tokens': 2,
      'reasoning.output_tokens': 1,
    },
  });
});

test('events of the user are not taken for those of an API', () => {
  const events = [
    { type: 'start', job: 1 },
    { type: 'progress', done: 0.5 },
    { type: 'finish', result: 'x' },
    { type: 'tool-call' },
  ];
  assert.deepEqual(collect(events), { value: events });
});

test('unknown items beside an answer are kept', () => {
  const value = ['Hi there', { type: 'data-sources', urls: ['u'] }];
  assert.deepEqual(collect([{ type: 'text-delta', text: 'Hi' }, value[1], { type: 'text-delta', text: ' there' }]), {
    value,
  });
});

test('what is left out is counted', () => {
  assert.deepEqual(collect(['a'.repeat(100), 'b'.repeat(50)], 148), {
    value: `${'a'.repeat(100)}… 50 more characters`,
  });
  assert.deepEqual(collect([Buffer.from('a'.repeat(1000))], 58), { value: `${'a'.repeat(10)}… 990 more characters` });
  const { value } = collect(
    Array.from({ length: 1000 }, (_, i) => ({ i })),
    100,
  );
  assert.deepEqual(value.slice(0, 2), [{ i: 0 }, { i: 1 }]);
  assert.match(value.at(-1), /^… 99\d more items$/);
});

test('any items: no throw, and what is kept fits the bound', () => {
  const item = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.anything({ withBigInt: true, withMap: true }),
    fc.uint8Array({ maxLength: 60 }),
    fc.record({ choices: fc.array(fc.anything()) }),
    fc.record({
      type: fc.constantFrom('text-delta', 'message_delta', 'content_block_start', 'response.completed', 'finish'),
      text: fc.anything(),
      delta: fc.anything(),
      response: fc.anything(),
      usage: fc.anything(),
      content_block: fc.anything(),
    }),
    fc.constant({
      get type() {
        throw new Error('no');
      },
    }),
  );
  fc.assert(
    fc.property(fc.array(item, { maxLength: 30 }), (items) => {
      const { value } = collect(items, 400);
      if (items.every((each) => typeof each === 'string')) assert.ok((value ?? '').length <= 400);
      captureValue(value, 400);
    }),
    { numRuns: 2000 },
  );
});

/** What an answer reports about itself, without absent facts. */
const facts = (answer) => {
  const { value, usage, ...rest } = withFacts(answer);
  assert.equal(value, answer);
  const told = { ...rest, usage: counts(usage) };
  return Object.fromEntries(Object.entries(told).filter(([, fact]) => isTold(fact)));
};

test('facts of complete responses', () => {
  assert.deepEqual(
    facts({
      model: 'gpt-x',
      choices: [{ finish_reason: 'stop', message: {} }],
      usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
    }),
    { model: 'gpt-x', finishReasons: ['stop'], usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 } },
  );
  assert.deepEqual(
    facts({ model: 'claude-z', stop_reason: 'end_turn', usage: { input_tokens: 1, output_tokens: 2 } }),
    {
      model: 'claude-z',
      finishReasons: ['end_turn'],
      usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
    },
  );
  const cut = {
    model: 'gpt-y',
    status: 'incomplete',
    incomplete_details: { reason: 'max_output_tokens' },
    usage: { input_tokens: 1 },
  };
  assert.deepEqual(facts(cut).finishReasons, ['max_output_tokens']);
  for (const value of [undefined, null, 'text', 5, [], {}, { model: 'car', status: 'parked' }, { usage: 'how to' }]) {
    assert.deepEqual(facts(value), {});
  }
});

test('getters of a result are not called: they may start something', () => {
  let isCalled = false;
  const result = {
    get usage() {
      isCalled = true;
      return {};
    },
  };
  assert.deepEqual(facts(result), {});
  assert.equal(isCalled, false);
});

test("a proxy that adds Anthropic's counts to OpenAI's counts nothing twice", () => {
  const raw = { prompt_tokens: 10, completion_tokens: 1, cache_read_input_tokens: 4 };
  assert.deepEqual(counts(readUsage(raw)), {
    input_tokens: 10,
    output_tokens: 1,
    total_tokens: 11,
    'cache_read.input_tokens': 4,
  });
});

test('usage that counts nothing is none', () => {
  for (const raw of [undefined, null, {}, { input_tokens: 'many' }]) assert.deepEqual(counts(readUsage(raw)), {});
});
