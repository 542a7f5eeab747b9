// Content as messages and documents, where it can be read so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encode } from '../../../js/datadog/encode.js';
import { eventOf } from '../../../js/datadog/event.js';
import { spanWith } from '../support/datadog-events.js';

/** @param {any} kind @param {'input' | 'output'} side @param {unknown} value text, or a value whose JSON it is */
const read = (kind, side, value) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return JSON.parse(encode(eventOf(spanWith({ kind, [side]: text }), 'bot', {}))).spans[0].meta[side];
};

const user = { role: 'user', content: 'hi' };
const call = { name: 'add', arguments: { a: 1 }, tool_id: 'c1', type: 'function' };

const result = { name: '', result: '2', tool_id: 'c1', type: 'tool_result' };

/** @type {[what: string, value: unknown, messages: unknown[]][]} */
const MESSAGES = [
  [
    'parts without a type',
    {
      output: {
        message: {
          role: 'assistant',
          content: [{ text: 'a' }, { toolUse: { toolUseId: 'c1', name: 'add', input: { a: 1 } } }],
        },
      },
    },
    [{ content: 'a', role: 'assistant', tool_calls: [call] }],
  ],
  [
    'results in several forms',
    [
      { role: 'user', content: [{ toolResult: { toolUseId: 'c1', content: [{ text: '2' }] } }] },
      { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'c1', output: { type: 'text', value: '2' } }] },
      { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'c1', output: { type: 'json', value: { n: 2 } } }] },
      { role: 'tool', content: [{ type: 'tool_result', tool_use_id: 'c1' }] },
    ],
    [
      { content: '', role: 'user', tool_results: [result] },
      { content: '', role: 'tool', tool_results: [result] },
      { content: '', role: 'tool', tool_results: [{ ...result, result: '{"n":2}' }] },
      { content: '', role: 'tool', tool_results: [{ ...result, result: '' }] },
    ],
  ],
  [
    'pairs of role and text',
    [
      [
        ['system', 'Be brief.'],
        ['user', 'hi'],
      ],
      {},
    ],
    [
      { content: 'Be brief.', role: 'system' },
      { content: 'hi', role: 'user' },
    ],
  ],
  ['steps', { steps: [{ content: [{ type: 'text', text: 'yes' }] }] }, [{ content: 'yes' }]],
  ['a text completion', { response: 'yes', done: true }, [{ content: 'yes' }]],
  ['text', 'hello', [{ content: 'hello' }]],
  ['text that looks like JSON', '{hello', [{ content: '{hello' }]],
  [
    'a list of messages',
    [user, { role: 'assistant', content: null }],
    [
      { content: 'hi', role: 'user' },
      { content: '', role: 'assistant' },
    ],
  ],
  [
    'arguments: a request, and options',
    [{ model: 'm', messages: [user] }, { signal: {} }],
    [{ content: 'hi', role: 'user' }],
  ],
  [
    'a request with tools',
    {
      messages: [
        user,
        {
          role: 'assistant',
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'add', arguments: '{"a":1}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: '2' },
      ],
    },
    [
      { content: 'hi', role: 'user' },
      { content: '', role: 'assistant', tool_calls: [call] },
      { content: '', role: 'tool', tool_results: [{ name: '', result: '2', tool_id: 'c1', type: 'tool_result' }] },
    ],
  ],
  [
    'a chat completion',
    { choices: [{ message: { role: 'assistant', content: 'yes' }, finish_reason: 'stop' }] },
    [{ content: 'yes', role: 'assistant' }],
  ],
  [
    'a request with parts, a system prompt, and a result',
    {
      system: [{ type: 'text', text: 'Be brief.' }],
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'see ' },
            { type: 'image', source: {} },
          ],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', content: [{ type: 'text', text: '2' }] }] },
      ],
    },
    [
      { content: 'Be brief.', role: 'system' },
      { content: 'see [image]', role: 'user' },
      { content: '', role: 'user', tool_results: [{ name: '', result: '2', tool_id: 'c1', type: 'tool_result' }] },
    ],
  ],
  [
    'an answer in parts, with thoughts',
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'hm' },
        { type: 'text', text: 'ok' },
        { type: 'tool_use', id: 'c1', name: 'add', input: { a: 1 } },
      ],
    },
    [{ content: 'ok', role: 'assistant', tool_calls: [{ ...call, type: 'tool_use' }] }],
  ],
  [
    'a request with one text and instructions',
    { instructions: 'Be brief.', input: 'hi' },
    [{ content: 'Be brief.', role: 'system' }, { content: 'hi' }],
  ],
  [
    'items that are calls and their results',
    {
      input: [
        user,
        { type: 'function_call', call_id: 'c1', name: 'add', arguments: '{"a":1}' },
        { type: 'function_call_output', call_id: 'c1', output: '2' },
      ],
    },
    [
      { content: 'hi', role: 'user' },
      { content: '', tool_calls: [{ ...call, type: 'function_call' }] },
      { content: '', tool_results: [{ name: '', result: '2', tool_id: 'c1', type: 'tool_result' }] },
    ],
  ],
  [
    'a response of output items',
    { output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'yes' }] }] },
    [{ content: 'yes', role: 'assistant' }],
  ],
  [
    'contents with parts',
    {
      contents: [
        {
          role: 'user',
          parts: [{ text: 'a' }, { text: 'b' }, { functionResponse: { name: 'add', response: { x: 2 } } }],
        },
      ],
    },
    [
      {
        content: 'ab',
        role: 'user',
        tool_results: [{ name: 'add', result: '{"x":2}', tool_id: '', type: 'tool_result' }],
      },
    ],
  ],
  [
    'candidates',
    { candidates: [{ content: { role: 'model', parts: [{ functionCall: { name: 'add', args: { a: 1 } } }] } }] },
    [{ content: '', role: 'model', tool_calls: [{ ...call, tool_id: '' }] }],
  ],
  [
    'text with tool calls',
    { text: 'yes', toolCalls: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'add', input: { a: 1 } }] },
    [{ content: 'yes', tool_calls: [{ ...call, type: 'tool-call' }] }],
  ],
  [
    'an answer with a message',
    { model: 'm', message: { role: 'assistant', content: 'yes' } },
    [{ content: 'yes', role: 'assistant' }],
  ],
  [
    'arguments of a call that are no JSON',
    { text: '', toolCalls: [{ toolName: 'add', args: 'a=1' }] },
    [{ content: '', tool_calls: [{ name: 'add', arguments: { value: 'a=1' }, tool_id: '', type: 'function' }] }],
  ],
];

for (const [what, value, messages] of MESSAGES) {
  test(`messages of an llm: ${what}`, () => {
    assert.deepEqual(read('llm', 'input', value), { messages });
    assert.deepEqual(read('llm', 'output', value), { messages });
  });
}

for (const value of [
  '{"answer":42}',
  '[1,2]',
  '[]',
  '{"messages":[{"odd":1}],"n":1}',
  '{"message":{"content":{"message":{"content":{"message":{}}}}}}',
]) {
  test(`what has no messages stays what it is: ${value}`, () => {
    assert.deepEqual(read('llm', 'input', value), { value });
  });
}

test('other kinds have their content as it is', () => {
  for (const kind of ['workflow', 'agent', 'task', 'tool'])
    assert.deepEqual(read(kind, 'output', '{"messages":[{"role":"user","content":"hi"}]}'), {
      value: '{"messages":[{"role":"user","content":"hi"}]}',
    });
  assert.deepEqual(read('retrieval', 'input', 'q'), { value: 'q' });
  assert.deepEqual(read('embedding', 'output', '[[0.1,0.2]]'), { value: '[[0.1,0.2]]' });
});

/** @type {[what: string, value: unknown, documents: unknown[]][]} */
const DOCUMENTS = [
  ['one text', 'a', [{ text: 'a' }]],
  ['texts', ['a', 'b'], [{ text: 'a' }, { text: 'b' }]],
  ['arguments that begin with texts', [['a', 'b'], { model: 'm' }], [{ text: 'a' }, { text: 'b' }]],
  ['a request', { model: 'm', input: ['a'] }, [{ text: 'a' }]],
  [
    'documents with all that they have',
    [{ text: 'a', name: 'n', id: 7, score: 0.5, more: 1 }],
    [{ text: 'a', name: 'n', id: '7', score: 0.5 }],
  ],
  ['documents of a framework', [{ pageContent: 'a', metadata: {}, id: 'x' }], [{ text: 'a', id: 'x' }]],
  [
    'hits with the document inside',
    { matches: [{ score: 1, document: { content: 'a', title: 't', document: {} } }] },
    [{ text: 'a', name: 't', score: 1 }],
  ],
  ['a single document', { text: 'a' }, [{ text: 'a' }]],
];

for (const [what, value, documents] of DOCUMENTS) {
  test(`documents of a retrieval, and of what is embedded: ${what}`, () => {
    assert.deepEqual(read('retrieval', 'output', value), { documents });
    assert.deepEqual(read('embedding', 'input', value), { documents });
  });
}

for (const value of ['[1,2]', '[]', '{"rows":1}', '[{"id":"x"}]', '{"results":[]}'])
  test(`what has no documents stays what it is: ${value}`, () => {
    assert.deepEqual(read('retrieval', 'output', value), { value });
  });

const NAMES = [
  'messages',
  'input',
  'content',
  'message',
  'choices',
  'parts',
  'type',
  'role',
  'text',
  'tool_calls',
  'function',
];
const MORE = [
  'arguments',
  'functionCall',
  'functionResponse',
  'system',
  'id',
  'tool_call_id',
  'document',
  'toString',
  '__proto__',
];
const LEAVES = fc.oneof(
  fc.string(),
  fc.constantFrom('tool_use', 'tool_result', 'function_call', 'user'),
  fc.constant(null),
  fc.integer(),
);
const { value: shapes } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    LEAVES,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES, ...MORE), tie('value'), { maxKeys: 4 }),
  ),
}));

test('any content can be sent, of any kind and on either side', () => {
  const kinds = fc.constantFrom('llm', 'retrieval', 'embedding');
  fc.assert(
    fc.property(shapes, kinds, fc.constantFrom('input', 'output'), (value, kind, side) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      const found = read(kind, /** @type {'input'} */ (side), text);
      assert.equal(Object.keys(found).length, 1);
      for (const message of found.messages ?? []) assert.equal(typeof message.content, 'string');
      for (const document of found.documents ?? []) assert.equal(typeof document.text, 'string');
      if (found.value !== undefined) assert.equal(found.value, text);
    }),
    { seed: 20_250_213, numRuns: 2000 },
  );
});

test('JSON too deep to be written again stays text', () => {
  const deep = `{"toolCalls":[{"args":${'['.repeat(50_000)}${']'.repeat(50_000)}}]}`;
  assert.deepEqual(read('llm', 'output', deep), { messages: [{ content: deep }] });
});
