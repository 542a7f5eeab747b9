// The seven kinds of step, and their names in exported spans. gen_ai.* follows OpenTelemetry's GenAI conventions, `openinference` follows OpenInference.
// The conventions have no operation for `task`.

const INTERNAL = 1;
const CLIENT = 3;

/** @typedef {import('../index.js').Kind} Kind */

/** @type {Record<Kind, { spanKind: number, operation?: string, target?: string, openinference: string }>} */
export const KINDS = {
  workflow: {
    spanKind: INTERNAL,
    operation: 'invoke_workflow',
    target: 'gen_ai.workflow.name',
    openinference: 'CHAIN',
  },
  agent: { spanKind: INTERNAL, operation: 'invoke_agent', target: 'gen_ai.agent.name', openinference: 'AGENT' },
  task: { spanKind: INTERNAL, openinference: 'CHAIN' },
  tool: { spanKind: INTERNAL, operation: 'execute_tool', target: 'gen_ai.tool.name', openinference: 'TOOL' },
  llm: { spanKind: CLIENT, operation: 'chat', openinference: 'LLM' },
  retrieval: { spanKind: CLIENT, operation: 'retrieval', openinference: 'RETRIEVER' },
  embedding: { spanKind: CLIENT, operation: 'embeddings', openinference: 'EMBEDDING' },
};

export const KIND_NAMES = /** @type {Kind[]} */ (Object.keys(KINDS));

/** Whether a step of this kind calls a model. @param {Kind} kind */
export const asksModel = (kind) => kind === 'llm' || kind === 'embedding';

/**
 * Returns the attributes that all spans of a kind and name have.
 * @param {Kind} kind @param {string} name @param {string} [model] @param {string} [provider]
 * @returns {Record<string, string>}
 */
export function kindAttributes(kind, name, model, provider) {
  const { operation, target, openinference } = KINDS[kind];
  return {
    'openinference.span.kind': openinference,
    ...(operation && { 'gen_ai.operation.name': operation }),
    ...(target && { [target]: name }),
    ...(model && { 'gen_ai.request.model': model }),
    ...(provider && { 'gen_ai.provider.name': provider }),
  };
}
