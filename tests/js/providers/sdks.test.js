// What the AI SDK and LangChain give, in a stream or as an object of a class.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, message, streamed } from '../support/answers.js';

/** Each: items of a stream, or the fields of an answer that is an object of a class; and what they say. */
const ANSWERS = {
  'AI SDK 4': {
    items: [
      { type: 'step-start', messageId: 'm', request: {}, warnings: [] },
      { type: 'reasoning', textDelta: 'hmm' },
      { type: 'text-delta', textDelta: 'Let me see.' },
      { type: 'tool-call-streaming-start', toolCallId: 'c', toolName: 'weather' },
      { type: 'tool-call-delta', toolCallId: 'c', argsTextDelta: '{' },
      { type: 'tool-call', toolCallId: 'c', toolName: 'weather', args: { city: 'Rome' } },
      { type: 'tool-result', toolCallId: 'c', toolName: 'weather', result: 'sunny' },
      { type: 'step-finish', finishReason: 'tool-calls', usage: { promptTokens: 1, completionTokens: 1 } },
      { type: 'source', sourceType: 'url', url: 'https://a.example' },
      {
        type: 'finish',
        finishReason: 'stop',
        usage: { promptTokens: 5, completionTokens: 7, totalTokens: Number.NaN },
      },
    ],
    says: {
      value: message('Let me see.', ['c', 'weather', '{"city":"Rome"}']),
      finishReasons: ['stop'],
      usage: { input_tokens: 5, output_tokens: 7, total_tokens: 12 },
    },
  },
  'AI SDK, the model below': {
    items: [
      { type: 'stream-start', warnings: [] },
      { type: 'response-metadata', id: 'r', modelId: 'm' },
      { type: 'reasoning-start', id: '0' },
      { type: 'reasoning-delta', id: '0', delta: 'hmm' },
      { type: 'text-start', id: '1' },
      { type: 'text-delta', id: '1', delta: 'Hi' },
      { type: 'tool-input-start', id: 'c', toolName: 'now' },
      { type: 'tool-input-delta', id: 'c', delta: '{}' },
      { type: 'tool-input-end', id: 'c' },
      { type: 'abort', reason: 'enough' },
      { type: 'tool-call', toolCallId: 'c', toolName: 'now', input: '{}' },
      {
        type: 'finish',
        finishReason: { unified: 'tool-calls', raw: 'x' },
        usage: {
          inputTokens: { total: 7, noCache: 4, cacheRead: 2, cacheWrite: 1 },
          outputTokens: { total: 5, text: 2, reasoning: 3 },
        },
      },
    ],
    says: {
      value: message('Hi', ['c', 'now', '{}']),
      model: 'm',
      finishReasons: ['tool-calls'],
      usage: {
        input_tokens: 7,
        output_tokens: 5,
        total_tokens: 12,
        'cache_read.input_tokens': 2,
        'cache_write.input_tokens': 1,
        'reasoning.output_tokens': 3,
      },
    },
  },
  'AI SDK, the stream below all ways to read it; steps add up where no total is told': {
    items: ['x', 'y']
      .flatMap((text) => [
        { type: 'start-step', request: {} },
        { type: 'text-delta', id: '0', text },
        {
          type: 'finish-step',
          finishReason: 'stop',
          usage: {
            inputTokens: 2,
            outputTokens: 1,
            totalTokens: 3,
            inputTokenDetails: { cacheReadTokens: 1 },
            cachedInputTokens: 1,
          },
          response: { modelId: 'm' },
        },
      ])
      .map((part) => ({ part, partialOutput: undefined })),
    says: {
      value: 'xy',
      model: 'm',
      finishReasons: ['stop'],
      usage: { input_tokens: 4, output_tokens: 2, total_tokens: 6, 'cache_read.input_tokens': 2 },
    },
  },
  'AI SDK, streamObject': {
    items: [
      { type: 'object', object: {} },
      { type: 'text-delta', textDelta: '{"city":"Rome"}' },
      { type: 'object', object: { city: 'Rome' } },
    ],
    says: { value: '{"city":"Rome"}' },
  },
  'AI SDK, generateText': {
    fields: {
      steps: [
        {
          content: [
            { type: 'text', text: 'Let me see. ' },
            { type: 'tool-call', toolCallId: 'c', toolName: 'weather', input: { city: 'Rome' } },
            { type: 'tool-result', toolCallId: 'c', toolName: 'weather', output: 'sunny' },
          ],
          finishReason: 'tool-calls',
          usage: { inputTokens: 1, outputTokens: 2 },
          model: { modelId: 'asked' },
          response: { modelId: 'm', messages: [] },
        },
        {
          content: [
            { type: 'reasoning', text: 'hmm' },
            { type: 'text', text: 'Sunny.' },
          ],
          finishReason: 'stop',
          usage: { inputTokens: 3, outputTokens: 4 },
          response: { modelId: 'm' },
        },
      ],
      totalUsage: { inputTokens: 4, outputTokens: 6 },
      _output: 'Sunny.',
    },
    says: {
      value: message('Let me see. Sunny.', ['c', 'weather', '{"city":"Rome"}']),
      model: 'm',
      finishReasons: ['stop'],
      usage: { input_tokens: 4, output_tokens: 6, total_tokens: 10 },
    },
  },
  'AI SDK 4, generateText': {
    fields: {
      text: 'Hi',
      steps: [
        {
          text: 'Hi',
          toolCalls: [{ type: 'tool-call', toolCallId: 'c', toolName: 'now', args: {} }],
          finishReason: 'stop',
          usage: { promptTokens: 1, completionTokens: 2 },
        },
      ],
    },
    says: {
      value: message('Hi', ['c', 'now', '{}']),
      finishReasons: ['stop'],
      usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
    },
  },
  'AI SDK, generateObject': {
    fields: {
      object: { city: 'Rome' },
      finishReason: 'stop',
      usage: { inputTokens: 1, outputTokens: 2 },
      response: { modelId: 'm' },
    },
    says: {
      value: '{"city":"Rome"}',
      model: 'm',
      finishReasons: ['stop'],
      usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
    },
  },
  'LangChain, pieces': {
    items: [
      {
        lc_kwargs: {},
        id: 'x',
        content: 'Let me ',
        tool_calls: [],
        tool_call_chunks: [],
        invalid_tool_calls: [],
        response_metadata: {},
        usage_metadata: undefined,
      },
      {
        lc_kwargs: {},
        id: 'x',
        content: [{ type: 'text', text: 'see.' }],
        tool_calls: [],
        tool_call_chunks: [{ name: 'weather', args: '{"city":', id: 'c', index: 0 }],
        response_metadata: {},
        usage_metadata: {
          input_tokens: 9,
          output_tokens: 0,
          total_tokens: 9,
          input_token_details: { cache_read: 4, cache_creation: 1 },
        },
      },
      {
        lc_kwargs: {},
        id: 'x',
        content: '',
        tool_calls: [],
        tool_call_chunks: [{ args: '"Rome"}', index: 0 }],
        response_metadata: { finish_reason: 'tool_calls', model_name: 'gpt', usage: { prompt_tokens: 9 } },
        usage_metadata: { input_tokens: 0, output_tokens: 7, total_tokens: 7, output_token_details: { reasoning: 2 } },
      },
    ],
    says: {
      value: message('Let me see.', ['c', 'weather', '{"city":"Rome"}']),
      model: 'gpt',
      finishReasons: ['tool_calls'],
      usage: {
        input_tokens: 9,
        output_tokens: 7,
        total_tokens: 16,
        'cache_read.input_tokens': 4,
        'cache_write.input_tokens': 1,
        'reasoning.output_tokens': 2,
      },
    },
  },
  'LangGraph, messages in lists with what is known of them': {
    items: [
      [{ lc_kwargs: {}, content: 'Hi', tool_calls: [], response_metadata: {} }, { langgraph_step: 1 }],
      [{ lc_kwargs: {}, content: 'sunny', tool_call_id: 'c' }, { langgraph_step: 2 }],
      [{ lc_kwargs: {}, content: ' there', tool_calls: [], response_metadata: {} }, { langgraph_step: 3 }],
    ],
    says: { value: 'Hi there' },
  },
  'LangChain, streamEvents': {
    items: [
      { event: 'on_chat_model_start', run_id: 'r', data: { input: 'hi' } },
      {
        event: 'on_chat_model_stream',
        run_id: 'r',
        data: { chunk: { lc_kwargs: {}, content: 'Hi', tool_calls: [], response_metadata: { model_name: 'gpt' } } },
      },
      { event: 'on_chat_model_end', run_id: 'r', data: { output: 'Hi' } },
    ],
    says: { value: 'Hi', model: 'gpt' },
  },
  'LangChain, an answer': {
    fields: {
      lc_kwargs: { content: 'Hi' },
      content: 'Hi',
      tool_calls: [{ name: 'weather', args: { city: 'Rome' }, id: 'c' }],
      response_metadata: { model_name: 'gpt', finish_reason: 'stop' },
      usage_metadata: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
    },
    says: {
      value: message('Hi', ['c', 'weather', '{"city":"Rome"}']),
      model: 'gpt',
      finishReasons: ['stop'],
      usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
    },
  },
};

for (const [what, { items, fields, says }] of Object.entries(ANSWERS))
  test(what, () => assert.deepEqual(items ? streamed(...items) : answered(fields), says));
