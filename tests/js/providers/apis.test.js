// What the answers of APIs mean: the items of their streams, and complete answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withFacts } from '../../../js/results/answer.js';
import { answered, chat, counts, message, piece, streamed } from '../support/answers.js';

/** Each: items of a stream, or the fields of an answer that is an object of a class; and what they say. */
const ANSWERS = {
  'OpenAI chat, several answers in one stream': {
    items: [
      chat({ content: 'Let me see. ' }),
      chat({ tool_calls: [piece(0, 'c', 'weather', '{"city":"Rome"}')] }, { finish_reason: 'tool_calls' }),
      {
        id: 'a',
        choices: [],
        usage: { prompt_tokens: 10, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 4 } },
      },
      { ...chat({ content: 'Sunny.' }, { finish_reason: 'stop' }), id: 'b' },
      {
        id: 'b',
        choices: [],
        usage: { prompt_tokens: 20, completion_tokens: 3, prompt_tokens_details: { cached_tokens: 5 } },
      },
    ],
    says: {
      value: message('Let me see. Sunny.', ['c', 'weather', '{"city":"Rome"}']),
      model: 'gpt-x',
      finishReasons: ['stop'],
      usage: { input_tokens: 30, output_tokens: 5, total_tokens: 35, 'cache_read.input_tokens': 9 },
    },
  },
  'OpenAI chat, with an id of its own in each chunk': {
    items: ['x', 'y', 'z'].map((id) => ({
      ...chat({ content: id }),
      id,
      usage: { prompt_tokens: 1, completion_tokens: 1 },
    })),
    says: { value: 'xyz', model: 'gpt-x', usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 } },
  },
  'OpenAI chat, tokens reported twice under two ids': {
    items: [
      {
        ...chat({ content: 'Hi' }, { finish_reason: 'stop' }),
        usage: { prompt_tokens: 1, completion_tokens: 2 },
      },
      { id: 'b', choices: [], usage: { prompt_tokens: 1, completion_tokens: 2 } },
    ],
    says: {
      value: 'Hi',
      model: 'gpt-x',
      finishReasons: ['stop'],
      usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
    },
  },
  'Groq chat': {
    items: [
      chat({ content: 'Hi' }),
      { ...chat({}, { finish_reason: 'stop' }), x_groq: { usage: { prompt_tokens: 1, completion_tokens: 2 } } },
    ],
    says: {
      value: 'Hi',
      model: 'gpt-x',
      finishReasons: ['stop'],
      usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
    },
  },
  'OpenAI chat, complete answers as items': {
    items: [{ choices: [{ index: 0, message: { content: 'Hi' }, finish_reason: 'stop' }], model: 'm' }],
    says: { value: 'Hi', model: 'm', finishReasons: ['stop'] },
  },
  'chat with blocks of content': {
    items: [
      chat({
        content: [
          { type: 'thinking', thinking: 'x' },
          { type: 'text', text: 'Hi' },
        ],
      }),
    ],
    says: { value: 'Hi', model: 'gpt-x' },
  },
  'OpenAI responses, tools of other kinds': {
    items: [
      { type: 'response.created', response: { model: 'gpt-y', status: 'in_progress' } },
      { type: 'response.output_item.added', output_index: 0, item: { type: 'reasoning', id: 'r' } },
      { type: 'response.content_part.added', output_index: 0, part: { type: 'output_text', text: '' } },
      { type: 'response.output_item.added', output_index: 1, item: { type: 'mcp_call', id: 'm', name: 'find' } },
      { type: 'response.mcp_call_arguments.delta', output_index: 1, delta: '{}' },
      {
        type: 'response.output_item.added',
        output_index: 2,
        item: { type: 'custom_tool_call', id: 'i', call_id: 'c', name: 'run' },
      },
      { type: 'response.custom_tool_call_input.delta', output_index: 2, delta: 'ls' },
      { type: 'response.refusal.delta', delta: 'No.' },
      {
        type: 'response.incomplete',
        response: { status: 'incomplete', incomplete_details: { reason: 'content_filter' } },
      },
    ],
    says: {
      value: message('No.', ['m', 'find', '{}'], ['c', 'run', 'ls']),
      model: 'gpt-y',
      finishReasons: ['content_filter'],
    },
  },
  'Anthropic, two messages in one stream': {
    items: ['x', 'y'].flatMap((text, i) => [
      {
        type: 'message_start',
        message: {
          model: 'claude',
          usage: { input_tokens: 10, output_tokens: 1, cache_read_input_tokens: 5, cache_creation_input_tokens: 1 },
        },
      },
      {
        type: 'content_block_start',
        index: 0,
        content_block: { type: 'server_tool_use', id: `t${i}`, name: 'find', input: {} },
      },
      { type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json: '{}' } },
      { type: 'content_block_start', index: 1, content_block: { type: 'web_search_tool_result', content: [] } },
      { type: 'content_block_delta', index: 2, delta: { type: 'text_delta', text } },
      { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 7 } },
      { type: 'message_stop' },
    ]),
    says: {
      value: message('xy', ['t0', 'find', '{}'], ['t1', 'find', '{}']),
      model: 'claude',
      finishReasons: ['end_turn'],
      usage: {
        input_tokens: 32,
        output_tokens: 14,
        total_tokens: 46,
        'cache_read.input_tokens': 10,
        'cache_write.input_tokens': 2,
      },
    },
  },
  'Anthropic, complete messages as items': {
    items: ['x', 'y'].map((text, i) => ({
      type: 'message',
      role: 'assistant',
      model: 'claude',
      content: [
        { type: 'thinking', thinking: 'hmm' },
        { type: 'text', text },
        { type: 'tool_use', id: `t${i}`, name: 'now', input: {} },
      ],
      stop_reason: 'tool_use',
      usage: { input_tokens: 1, output_tokens: 2 },
    })),
    says: {
      value: message('xy', ['t0', 'now', '{}'], ['t1', 'now', '{}']),
      model: 'claude',
      finishReasons: ['tool_use'],
      usage: { input_tokens: 2, output_tokens: 4, total_tokens: 6 },
    },
  },
  Gemini: {
    items: [
      {
        candidates: [{ content: { role: 'model', parts: [{ text: 'hmm', thought: true }, { text: 'Let me ' }] } }],
        modelVersion: 'gemini-x',
        usageMetadata: { promptTokenCount: 10 },
      },
      {
        candidates: [
          {
            content: {
              parts: [
                { text: 'see.' },
                { functionCall: { name: 'weather', args: { city: 'Rome' } } },
                { functionCall: { name: 'weather', args: { city: 'Oslo' } } },
              ],
            },
            finishReason: 'STOP',
          },
        ],
      },
      {
        usageMetadata: {
          promptTokenCount: 10,
          candidatesTokenCount: 5,
          thoughtsTokenCount: 3,
          cachedContentTokenCount: 4,
          toolUsePromptTokenCount: 2,
          totalTokenCount: 20,
        },
      },
    ],
    says: {
      value: message(
        'Let me see.',
        [undefined, 'weather', '{"city":"Rome"}'],
        [undefined, 'weather', '{"city":"Oslo"}'],
      ),
      model: 'gemini-x',
      finishReasons: ['STOP'],
      usage: {
        input_tokens: 12,
        output_tokens: 8,
        total_tokens: 20,
        'cache_read.input_tokens': 4,
        'reasoning.output_tokens': 3,
      },
    },
  },
  'Gemini, an answer': {
    fields: {
      candidates: [{ content: { parts: [{ text: 'Hi' }] }, finishReason: 'STOP' }],
      sdkHttpResponse: { headers: {} },
      usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 2, totalTokenCount: 3 },
    },
    says: { value: 'Hi', finishReasons: ['STOP'], usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 } },
  },
  Bedrock: {
    items: [
      { messageStart: { role: 'assistant' } },
      { contentBlockDelta: { contentBlockIndex: 0, delta: { text: 'Let me see.' } } },
      { contentBlockStop: { contentBlockIndex: 0 } },
      { contentBlockStart: { contentBlockIndex: 1, start: { toolUse: { toolUseId: 't', name: 'weather' } } } },
      { contentBlockDelta: { contentBlockIndex: 1, delta: { toolUse: { input: '{"city":' } } } },
      { contentBlockDelta: { contentBlockIndex: 1, delta: { toolUse: { input: '"Rome"}' } } } },
      { messageStop: { stopReason: 'tool_use' } },
      {
        metadata: {
          usage: {
            inputTokens: 5,
            outputTokens: 7,
            cacheReadInputTokens: 20,
            cacheWriteInputTokens: 1,
            totalTokens: 33,
          },
          metrics: { latencyMs: 9 },
        },
      },
    ],
    says: {
      value: message('Let me see.', ['t', 'weather', '{"city":"Rome"}']),
      finishReasons: ['tool_use'],
      usage: {
        input_tokens: 26,
        output_tokens: 7,
        total_tokens: 33,
        'cache_read.input_tokens': 20,
        'cache_write.input_tokens': 1,
      },
    },
  },
  'Ollama chat, two answers in one stream': {
    items: [
      { model: 'llama', message: { role: 'assistant', content: '', thinking: 'hmm' }, done: false },
      {
        model: 'llama',
        message: {
          role: 'assistant',
          content: 'Let me ',
          tool_calls: [
            { function: { name: 'weather', arguments: { city: 'Rome' } } },
            { function: { name: 'weather', arguments: { city: 'Oslo' } } },
          ],
        },
        done: false,
      },
      {
        model: 'llama',
        message: { role: 'assistant', content: 'see.' },
        done: true,
        done_reason: 'stop',
        prompt_eval_count: 3,
        eval_count: 2,
      },
      {
        model: 'llama',
        message: { role: 'assistant', content: '' },
        done: true,
        done_reason: 'length',
        prompt_eval_count: 5,
        eval_count: 1,
      },
    ],
    says: {
      value: message(
        'Let me see.',
        [undefined, 'weather', '{"city":"Rome"}'],
        [undefined, 'weather', '{"city":"Oslo"}'],
      ),
      model: 'llama',
      finishReasons: ['length'],
      usage: { input_tokens: 8, output_tokens: 3, total_tokens: 11 },
    },
  },
  'Ollama generate': {
    items: [
      { model: 'llama', response: 'Hel', done: false },
      {
        model: 'llama',
        response: 'lo',
        done: true,
        done_reason: 'stop',
        context: [1],
        prompt_eval_count: 3,
        eval_count: 2,
      },
    ],
    says: {
      value: 'Hello',
      model: 'llama',
      finishReasons: ['stop'],
      usage: { input_tokens: 3, output_tokens: 2, total_tokens: 5 },
    },
  },
  Cohere: {
    items: [
      { id: 'x', type: 'message-start', delta: { message: { role: 'assistant', content: [], tool_plan: '' } } },
      { type: 'tool-plan-delta', delta: { message: { tool_plan: 'I look.' } } },
      { type: 'content-start', index: 0, delta: { message: { content: { type: 'thinking', thinking: '' } } } },
      { type: 'content-delta', index: 0, delta: { message: { content: { thinking: 'hmm' } } } },
      { type: 'content-end', index: 0 },
      { type: 'content-start', index: 1, delta: { message: { content: { type: 'text', text: '' } } } },
      { type: 'content-delta', index: 1, delta: { message: { content: { text: 'Hi' } } } },
      { type: 'citation-start', index: 0, delta: { message: { citations: { start: 0, end: 2 } } } },
      { type: 'citation-end', index: 0 },
      {
        type: 'tool-call-start',
        index: 0,
        delta: {
          message: { tool_calls: { id: 't', type: 'function', function: { name: 'weather', arguments: '' } } },
        },
      },
      {
        type: 'tool-call-delta',
        index: 0,
        delta: { message: { tool_calls: { function: { arguments: '{"city":' } } } },
      },
      { type: 'tool-call-delta', index: 0, delta: { message: { tool_calls: { function: { arguments: '"Rome"}' } } } } },
      { type: 'tool-call-end', index: 0 },
      {
        type: 'message-end',
        delta: {
          finish_reason: 'TOOL_CALL',
          usage: {
            billed_units: { input_tokens: 1, output_tokens: 1 },
            tokens: { input_tokens: 9, output_tokens: 4 },
            cached_tokens: 2,
          },
        },
      },
    ],
    says: {
      value: message('Hi', ['t', 'weather', '{"city":"Rome"}']),
      finishReasons: ['TOOL_CALL'],
      usage: { input_tokens: 9, output_tokens: 4, total_tokens: 13, 'cache_read.input_tokens': 2 },
    },
  },
  "Cohere, by its client, with what it calls a model's failure": {
    items: [
      {
        type: 'tool-call-start',
        index: 0,
        delta: { message: { toolCalls: { id: 't', type: 'function', function: { name: 'now', arguments: '{}' } } } },
      },
      {
        type: 'message-end',
        delta: {
          finishReason: 'ERROR',
          error: 'overloaded',
          usage: { billedUnits: {}, tokens: { inputTokens: 9, outputTokens: 4 } },
        },
      },
    ],
    says: {
      value: message(null, ['t', 'now', '{}']),
      finishReasons: ['ERROR'],
      failure: 'overloaded',
      usage: { input_tokens: 9, output_tokens: 4, total_tokens: 13 },
    },
  },
};

for (const [what, { items, fields, says }] of Object.entries(ANSWERS))
  test(what, () => assert.deepEqual(items ? streamed(...items) : answered(fields), says));

test('complete answers that are plain data stay whole; what they say of themselves is known', () => {
  for (const [answer, ...expected] of [
    [
      {
        output: { message: {} },
        stopReason: 'end_turn',
        usage: { inputTokens: 36, outputTokens: 100, cacheReadInputTokens: 17, cacheWriteInputTokens: 5 },
      },
      undefined,
      ['end_turn'],
      58,
      100,
    ],
    [
      {
        content: [],
        finishReason: { unified: 'stop', raw: 'x' },
        usage: { inputTokens: { total: 3 }, outputTokens: { total: 4 } },
        response: { modelId: 'm' },
      },
      'm',
      ['stop'],
      3,
      4,
    ],
    [
      {
        candidates: [{ finishReason: 'STOP' }],
        modelVersion: 'g',
        usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 2 },
      },
      'g',
      ['STOP'],
      1,
      2,
    ],
    [
      {
        model: 'llama',
        message: { role: 'assistant', content: 'Hi' },
        done: true,
        done_reason: 'stop',
        prompt_eval_count: 6,
        eval_count: 7,
      },
      'llama',
      ['stop'],
      6,
      7,
    ],
    [
      {
        id: 'x',
        finish_reason: 'COMPLETE',
        message: { content: [] },
        usage: {
          billed_units: { input_tokens: 1, output_tokens: 1 },
          tokens: { input_tokens: 9, output_tokens: 4 },
        },
      },
      undefined,
      ['COMPLETE'],
      9,
      4,
    ],
    [
      { object: 'list', data: [{ embedding: [1, 2] }], model: 'e', usage: { prompt_tokens: 8, total_tokens: 8 } },
      'e',
      [],
      8,
      undefined,
    ],
  ]) {
    const { value, model, finishReasons, usage } = withFacts(answer);
    assert.deepEqual(
      [value, model, finishReasons, counts(usage).input_tokens, counts(usage).output_tokens],
      [answer, ...expected],
    );
  }
});
