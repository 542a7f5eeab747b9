// OpenInference: input.value, output.value, and messages flattened to one attribute a field.
import {
  answerMessage,
  argumentOf,
  chatCompletion,
  chatRequest,
  contentText,
  present,
  requestMessages,
  textOf,
} from '../messages.js';

/** @typedef {import('../steps.js').Step} Step */

const KIND = {
  workflow: 'CHAIN',
  agent: 'AGENT',
  task: 'CHAIN',
  tool: 'TOOL',
  llm: 'LLM',
  retrieval: 'RETRIEVER',
  embedding: 'EMBEDDING',
};

/** @type {import('../otlp.js').Convention} */
export const openinference = {
  scope: '@arizeai/openinference-instrumentation-openai',
  record(step) {
    const isModel = step.kind === 'llm';
    return {
      name: isModel ? 'OpenAI Chat Completions' : step.name,
      attributes: present({
        'openinference.span.kind': KIND[step.kind],
        ...value('input', isModel ? chatRequest(step) : argumentOf(step)),
        ...value('output', isModel ? chatCompletion(step) : step.output),
        ...(isModel && model(step)),
        ...(step.kind === 'tool' && { 'tool.name': step.name }),
        ...(step.kind === 'retrieval' && documents(step.output)),
        ...(step.kind === 'embedding' && { 'embedding.embeddings.0.embedding.text': textOf(argumentOf(step)) }),
      }),
    };
  },
};

/** @param {'input' | 'output'} side @param {unknown} content */
function value(side, content) {
  if (content === undefined) return {};
  const type = typeof content === 'string' ? 'text/plain' : 'application/json';
  return { [`${side}.value`]: textOf(content), [`${side}.mime_type`]: type };
}

/** @param {Step} step */
function model(step) {
  const answer = answerMessage(step);
  return {
    'llm.model_name': 'gpt-4o',
    'llm.invocation_parameters': '{"model":"gpt-4o","temperature":0}',
    ...Object.assign({}, ...requestMessages(step).map((message, i) => fields(`llm.input_messages.${i}`, message))),
    ...(answer && fields('llm.output_messages.0', answer)),
  };
}

/** @param {string} prefix @param {import('../messages.js').Message} message */
function fields(prefix, message) {
  const at = `${prefix}.message`;
  const calls = (message.tool_calls ?? []).map(({ id, function: { name, arguments: args } }, i) => ({
    [`${at}.tool_calls.${i}.tool_call.id`]: id,
    [`${at}.tool_calls.${i}.tool_call.function.name`]: name,
    [`${at}.tool_calls.${i}.tool_call.function.arguments`]: args,
  }));
  return present({
    [`${at}.role`]: message.role,
    [`${at}.content`]: contentText(message) || undefined,
    [`${at}.tool_call_id`]: message.tool_call_id,
    ...Object.assign({}, ...calls),
  });
}

/** @param {unknown} output */
function documents(output) {
  if (!Array.isArray(output)) return {};
  const all = output.map((document, i) => {
    const at = `retrieval.documents.${i}.document`;
    const { id, text, content = text, score } = typeof document === 'object' ? (document ?? {}) : { text: document };
    return {
      [`${at}.id`]: id,
      [`${at}.content`]: content === undefined ? undefined : textOf(content),
      [`${at}.score`]: score,
    };
  });
  return Object.assign({}, ...all);
}
