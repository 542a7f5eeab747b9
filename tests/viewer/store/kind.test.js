// The kind of a span in lists is that of the linker.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLinker } from '../../../js/linker/index.js';
import { kindOf } from '../../../js/viewer/store/kind.js';
import { request, span, spanId, traceId } from './support.js';

const WORDS = /** @type {Record<string, string[]>} */ ({
  'gen_ai.operation.name': [
    'chat',
    'invoke_agent',
    'create_agent',
    'execute_tool',
    'embeddings',
    'retrieval',
    'invoke_workflow',
    'generate_content',
    'text_completion',
    'agent_step',
  ],
  'openinference.span.kind': ['LLM', 'AGENT', 'TOOL', 'RETRIEVER', 'EMBEDDING', 'RERANKER', 'CHAIN'],
  'traceloop.span.kind': ['workflow', 'agent', 'tool'],
  'ai.operationId': [
    'ai.generateText',
    'ai.streamText',
    'ai.generateText.doGenerate',
    'ai.streamText.doStream',
    'ai.toolCall',
    'ai.embed',
    'ai.embed.doEmbed',
    'ai.rerank',
  ],
  'langfuse.observation.type': ['generation', 'retriever', 'embedding', 'tool', 'agent', 'span'],
  'langsmith.span.kind': ['llm', 'tool', 'retriever', 'chain'],
  'mastra.span.type': [
    'agent_run',
    'model_generation',
    'model_step',
    'tool_call',
    'workflow_run',
    'rag_vector_operation',
  ],
});

for (const [key, words] of Object.entries(WORDS))
  test(`${key}: the kinds of the linker`, async () => {
    const linker = await createLinker();
    linker.add(request(words.map((word, at) => span(at + 1, { attributes: { [key]: word } }))));
    const kinds = linker.kinds(traceId());
    assert.deepEqual(
      words.map((word) => [word, kindOf(new Map([[key, word]]))]),
      words.map((word, at) => [word, kinds[spanId(at + 1)] ?? 'step']),
    );
    linker.delete();
  });

test('a vague word gives way to a telling one', () => {
  const words = [
    ['gen_ai.operation.name', 'agent_step'],
    ['mastra.span.type', 'model_step'],
  ];
  assert.equal(kindOf(new Map(/** @type {[string, string][]} */ (words))), 'llm');
});
