// Values are shown by their shape, in those of the common APIs and frameworks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readContents } from '../../../js/viewer/content/contents.js';
import { outline } from './support.js';

/** @param {unknown} value */
const anyValue = (value) => ({ stringValue: typeof value === 'string' ? value : JSON.stringify(value) });

/** @param {Record<string, unknown>} attributes @param {Partial<import('../../../js/viewer/content/groups.js').SpanContent>} [more] */
function read(attributes, more = {}) {
  const list = Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
  const contents = list.map(({ key, value }) => ({
    side: 'input',
    attribute: key,
    key,
    holds: 'value',
    value: value.stringValue,
    ...more,
  }));
  const given = {
    contents,
    recording: { span: { attributes: list }, logs: [] },
    origins: [],
    uses: [],
    contentsOf: () => [],
  };
  return readContents(/** @type {any} */ (given), false).contents;
}

/** @type {Record<string, [value: unknown, outline: string]>} */
const SHAPES = {
  text: ['Which tram?', '"Which tram?"'],
  'a string of JSON': ['"Which \\n tram?"', '"Which \\n tram?"'],
  'a value of the app': [{ city: 'Ulm', days: [1, 2] }, 'tree {"city":"Ulm","days":[1,2]}'],
  'a record that has a role': [{ role: 'user', city: 'Ulm' }, 'tree {"role":"user","city":"Ulm"}'],
  'messages of OpenAI': [
    {
      model: 'm',
      messages: [
        { role: 'system', content: 'Be kind.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Look' },
            { type: 'image_url', image_url: { url: 'https://x/y.png' } },
          ],
        },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'find', arguments: '{"q":"tram"}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: 'found it' },
      ],
    },
    'system("Be kind."), user("Look", media), assistant(call find(tree {"q":"tram"})), tool(result("found it")), tree {"model":"m"}',
  ],
  'an answer of OpenAI': [
    {
      id: 'x',
      choices: [{ index: 0, message: { role: 'assistant', content: 'Line 4', refusal: null }, finish_reason: 'stop' }],
    },
    'assistant("Line 4"), tree {"id":"x"}',
  ],
  'responses of OpenAI': [
    [
      { type: 'reasoning', summary: [{ type: 'summary_text', text: 'Hm' }] },
      { type: 'function_call', name: 'find', call_id: 'c1', arguments: '{"q":1}' },
      { type: 'function_call_output', call_id: 'c1', output: 'no' },
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Done' }] },
    ],
    'reasoning("Hm"), call find(tree {"q":1}), result("no"), assistant("Done")',
  ],
  'messages of Anthropic': [
    {
      system: 'Be kind.',
      messages: [
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'Hm' },
            { type: 'tool_use', id: 't1', name: 'find', input: { q: 'a' } },
          ],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1', content: [{ type: 'text', text: 'b' }] }] },
      ],
    },
    'system("Be kind."), assistant(reasoning("Hm"), call find(tree {"q":"a"})), user(result("b"))',
  ],
  'messages of Gemini': [
    {
      contents: [
        { role: 'user', parts: [{ text: 'Hi' }] },
        { role: 'model', parts: [{ functionCall: { name: 'find', args: { q: 1 } } }] },
      ],
    },
    'user("Hi"), assistant(call find(tree {"q":1}))',
  ],
  'parts of the GenAI conventions': [
    [
      { role: 'user', parts: [{ type: 'text', content: 'Hi' }] },
      {
        role: 'assistant',
        parts: [
          { type: 'reasoning', content: 'Hm' },
          { type: 'tool_call', id: 'c', name: 'find', arguments: { q: 1 } },
        ],
      },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c', response: 'no' }] },
    ],
    'user("Hi"), assistant(reasoning("Hm"), call find(tree {"q":1})), tool(result("no"))',
  ],
  'messages of the AI SDK': [
    [
      { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'c', toolName: 'find', input: { q: 1 } }] },
      {
        role: 'tool',
        content: [{ type: 'tool-result', toolCallId: 'c', toolName: 'find', output: { type: 'text', value: 'no' } }],
      },
    ],
    'assistant(call find(tree {"q":1})), tool(result("no"))',
  ],
  'calls of the AI SDK without a type': [
    [{ toolCallId: 'c', toolName: 'find', input: { q: 1 } }],
    'call find(tree {"q":1})',
  ],
  'a prompt of the AI SDK': [{ system: 'Be kind.', prompt: 'Which tram?' }, 'system("Be kind."), user("Which tram?")'],
  'an answer with empty lists': [{ text: 'Line 4', files: [], reasoning: [], toolCalls: [] }, '"Line 4"'],
  'calls beside an empty text': [
    { text: '', toolCalls: [{ toolCallId: 'c', toolName: 'find', args: { q: 1 } }] },
    'call find(tree {"q":1})',
  ],
  'an answer with calls and empty lists': [
    { files: [], text: 'Hm', toolCalls: [{ toolName: 'find', args: { q: 1 } }], usage: null },
    '"Hm", call find(tree {"q":1})',
  ],
  'messages of LangChain': [
    {
      messages: [
        [
          {
            lc: 1,
            type: 'constructor',
            id: ['langchain_core', 'messages', 'HumanMessage'],
            kwargs: { content: 'Hi', additional_kwargs: {} },
          },
          { type: 'ai', content: 'Hello' },
        ],
      ],
    },
    'user("Hi"), assistant("Hello")',
  ],
  'generations of LangChain': [
    {
      generations: [
        [
          {
            text: 'Hello',
            message: { lc: 1, type: 'constructor', id: ['x', 'AIMessage'], kwargs: { content: 'Hello' } },
          },
        ],
      ],
    },
    'assistant("Hello")',
  ],
  'documents of LangChain': [
    [
      { pageContent: 'One', metadata: { source: 'a.md' } },
      { page_content: 'Two', metadata: {} },
    ],
    'document("One"), document("Two")',
  ],
  'documents with a title and a score': [
    [{ title: 'A', text: 'One', url: 'https://x', score: 0.5 }],
    'document("One")',
  ],
  'JSON in JSON in JSON': [JSON.stringify({ a: JSON.stringify({ b: JSON.stringify([1]) }) }), 'tree {"a":{"b":[1]}}'],
  'two members, of which one is named text': [{ text: 'a', remarks: 'b' }, 'tree {"text":"a","remarks":"b"}'],
};

for (const [name, [value, wanted]] of Object.entries(SHAPES))
  test(name, () => {
    assert.equal(
      read({ 'input.value': value })
        .map(({ blocks }) => outline(blocks))
        .join(),
      wanted,
    );
  });

test('flattened lists are one content, in the order of their numbers', () => {
  const contents = read({
    'llm.input_messages.10.message.content': 'last',
    'llm.input_messages.10.message.role': 'user',
    'llm.input_messages.2.message.role': 'assistant',
    'llm.input_messages.2.message.tool_calls.0.tool_call.function.name': 'find',
    'llm.input_messages.2.message.tool_calls.0.tool_call.function.arguments': '{"q":1}',
    'llm.input_messages.2.message.tool_calls.0.tool_call.id': 'c',
    'gen_ai.prompt.0.role': 'user',
    'gen_ai.prompt.0.content': 'Hi',
    'retrieval.documents.0.document.content': 'One',
    'retrieval.documents.0.document.score': '0.5',
  });
  assert.deepEqual(
    contents.map(({ attribute, blocks }) => [attribute, outline(blocks)]),
    [
      ['llm.input_messages', 'assistant(call find(tree {"q":1})), user("last")'],
      ['gen_ai.prompt', 'user("Hi")'],
      ['retrieval.documents', 'document("One")'],
    ],
  );
  assert.equal(
    /** @type {any} */ (contents[0].blocks[1]).blocks[0].runs[0].attribute,
    'llm.input_messages.10.message.content',
  );
  assert.equal(/** @type {any} */ (contents[2].blocks[0]).score, 0.5);
});

test('instructions are a message of the system, and texts in a list of documents are documents', () => {
  assert.equal(
    outline(read({ 'gen_ai.system_instructions': 'Be kind.' }, { holds: 'instructions' })[0].blocks),
    'system("Be kind.")',
  );
  assert.equal(
    outline(read({ 'gen_ai.retrieval.documents': ['One', 'Two'] })[0].blocks),
    'document("One"), document("Two")',
  );
});

test('of a conversation, each side shows its messages', () => {
  const value = JSON.stringify([
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello' },
  ]);
  const middle = value.indexOf(',{');
  const shown = (/** @type {[number, number]} */ range) =>
    outline(read({ events: value }, { holds: 'conversation', range })[0].blocks);
  assert.deepEqual([shown([0, middle]), shown([middle + 1, value.length])], ['user("Hi")', 'assistant("Hello")']);
});

test('what events and log records say is a message of its author', () => {
  const [event, log] = [
    { name: 'gen_ai.user.message', attributes: [{ key: 'content', value: { stringValue: 'Hi' } }] },
    {
      eventName: 'gen_ai.choice',
      body: {
        kvlistValue: {
          values: [
            {
              key: 'message',
              value: { kvlistValue: { values: [{ key: 'content', value: { stringValue: 'Hello' } }] } },
            },
          ],
        },
      },
    },
  ];
  const contents = [
    { side: 'input', attribute: 'events[0].content', key: 'events[0].content', holds: 'message', value: 'Hi' },
    {
      side: 'output',
      attribute: 'logs[0].body.message.content',
      key: 'logs[0].body',
      holds: 'message',
      value: 'Hello',
    },
  ];
  const given = {
    contents,
    recording: { span: { events: [event] }, logs: [log] },
    origins: [],
    uses: [],
    contentsOf: () => [],
  };
  const read_ = readContents(/** @type {any} */ (given), false).contents;
  assert.deepEqual(
    read_.map(({ blocks }) => outline(blocks)),
    ['user("Hi")', 'assistant("Hello")'],
  );
  assert.equal(/** @type {any} */ (read_[1].blocks[0]).blocks[0].runs[0].attribute, 'logs[0].body.message.content');
});

test('images and files are named, and their data are not shown', () => {
  const message = {
    role: 'user',
    content: [{ type: 'image_url', image_url: { url: `data:image/png;base64,${'A'.repeat(999)}` } }],
  };
  const [{ blocks }] = /** @type {any[]} */ (read({ 'input.value': [message] }));
  assert.deepEqual(blocks[0].blocks, [{ type: 'media', kind: 'image', description: 'data:image/png;base64,' }]);
});
