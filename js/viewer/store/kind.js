// The kind of a span by the words of the common conventions, for the list of traces. Of a trace that is open, the linker tells.

/** @typedef {import('../model.js').StepKind} StepKind */

export const KIND_KEYS = [
  'gen_ai.operation.name',
  'openinference.span.kind',
  'traceloop.span.kind',
  'llm.request.type',
  'ai.operationId',
  'langfuse.observation.type',
  'langsmith.span.kind',
  'mastra.span.type',
];

/** The first that fits a word counts. @type {[RegExp, StepKind][]} */
const WORDS = [
  [/agent_step|create_agent|task/, 'task'],
  [/embed/, 'embedding'],
  [/tool/, 'tool'],
  [/retriev|rerank|vector|search_memory/, 'retrieval'],
  [/do(generate|stream)|chat|llm|completion|generat(e|ion)$|generate_content|model|response/, 'llm'],
  [/agent|ai\.(generate|stream)/, 'agent'],
  [/workflow|flow|pipeline|team/, 'workflow'],
];

/** @param {Map<string, unknown>} attributes @param {string} [scope] name of what recorded the span @returns {StepKind} */
export function kindOf(attributes, scope) {
  // Of spanloom's kinds, only a task has no name in the conventions.
  /** @type {StepKind} */
  let vague = scope === 'spanloom' ? 'task' : 'step';
  for (const key of KIND_KEYS) {
    const word = attributes.get(key);
    if (typeof word !== 'string') continue;
    const kind = WORDS.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1];
    if (kind && kind !== 'task') return kind;
    if (kind) vague = kind;
  }
  return vague;
}
