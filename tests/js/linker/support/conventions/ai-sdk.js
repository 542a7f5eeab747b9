// Vercel's AI SDK: ai.prompt.messages, ai.response.text, ai.response.toolCalls; tools are ai.toolCall.
import {
  answerMessage,
  argumentOf,
  contentText,
  parsedArguments,
  present,
  requestMessages,
  textOf,
} from '../messages.js';

/** @typedef {import('../steps.js').Step} Step */
/** @typedef {import('../messages.js').Message} Message */

/** @type {import('../otlp.js').Convention} */
export const aiSdk = {
  scope: 'ai',
  record(step) {
    if (step.kind === 'llm')
      return operation(step, 'ai.generateText.doGenerate', { ...prompt(step), ...response(answerMessage(step)) });
    if (step.kind === 'agent' || step.kind === 'workflow')
      return operation(step, 'ai.generateText', {
        'ai.prompt': JSON.stringify({ prompt: textOf(argumentOf(step)) }),
        'ai.response.text': step.output === undefined ? undefined : textOf(step.output),
      });
    if (step.kind === 'embedding')
      return operation(step, 'ai.embed', {
        'ai.value': JSON.stringify(argumentOf(step)),
        'ai.embedding': step.output === undefined ? undefined : JSON.stringify(step.output),
      });
    return operation(step, 'ai.toolCall', {
      'ai.toolCall.name': step.name,
      'ai.toolCall.id': `call_${step.spanId}`,
      'ai.toolCall.args': JSON.stringify(argumentOf(step)),
      'ai.toolCall.result': step.output === undefined ? undefined : JSON.stringify(step.output),
    });
  },
};

/** @param {Step} step @param {string} name @param {Record<string, unknown>} attributes */
const operation = (step, name, attributes) => ({
  name,
  attributes: present({
    'operation.name': `${name} ${step.name}`,
    'resource.name': step.name,
    'ai.operationId': name,
    'ai.telemetry.functionId': step.name,
    ...attributes,
  }),
});

/** @param {Step} step */
const prompt = (step) => ({
  'ai.model.provider': 'openai.chat',
  'ai.model.id': 'gpt-4o',
  'ai.prompt.messages': JSON.stringify(requestMessages(step).map(modelMessage)),
});

/** @param {Message} message */
function modelMessage(message) {
  const { role, tool_call_id: toolCallId, name: toolName = 'tool', tool_calls: calls } = message;
  if (role === 'system') return { role, content: contentText(message) };
  if (role === 'tool')
    return {
      role,
      content: [{ type: 'tool-result', toolCallId, toolName, output: { type: 'text', value: contentText(message) } }],
    };
  const text = Array.isArray(message.content)
    ? message.content
    : contentText(message)
      ? [{ type: 'text', text: contentText(message) }]
      : [];
  const called = (calls ?? []).map((call) => ({
    type: 'tool-call',
    toolCallId: call.id,
    toolName: call.function.name,
    input: parsedArguments(call),
  }));
  return { role, content: [...text, ...called] };
}

/** @param {Message | undefined} answer */
function response(answer) {
  if (!answer) return {};
  const calls = (answer.tool_calls ?? []).map((call) => ({
    toolCallId: call.id,
    toolName: call.function.name,
    input: call.function.arguments,
  }));
  return {
    'ai.response.finishReason': calls.length > 0 ? 'tool-calls' : 'stop',
    'ai.response.text': contentText(answer),
    'ai.response.toolCalls': calls.length > 0 ? JSON.stringify(calls) : undefined,
  };
}
