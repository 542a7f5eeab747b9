// GenAI semantic conventions: attributes (since 1.37), span events and log records (before), and the event that carries all.
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
/** @typedef {import('../otlp.js').Convention} Convention */

const CLIENT = 3;
const CHAT = { 'gen_ai.operation.name': 'chat', 'gen_ai.provider.name': 'openai', 'gen_ai.request.model': 'gpt-4o' };
const OLD_CHAT = { 'gen_ai.operation.name': 'chat', 'gen_ai.system': 'openai', 'gen_ai.request.model': 'gpt-4o' };

/** @type {Convention} */
export const genai = {
  scope: 'opentelemetry.util.genai.handler',
  record: (step) => (step.kind === 'llm' ? chat({ ...CHAT, ...texts(messages(step)) }) : around(step)),
};

/** Content in one log record a call, as structured values. @type {Convention} */
export const genaiDetails = {
  scope: 'opentelemetry.util.genai.handler',
  record: (step) =>
    step.kind === 'llm'
      ? {
          ...chat(CHAT),
          logs: [
            {
              name: 'gen_ai.client.inference.operation.details',
              time: step.end,
              attributes: { ...CHAT, ...messages(step) },
            },
          ],
        }
      : around(step),
};

/** 1.28 to 1.36: a log record a message. @type {Convention} */
export const genaiLogs = {
  scope: 'opentelemetry.instrumentation.openai_v2',
  record: (step) => (step.kind === 'llm' ? { ...chat(OLD_CHAT), logs: messageEvents(step) } : around(step)),
};

/** The same as events of the span, all content in one attribute, as Azure's SDKs have it. @type {Convention} */
export const genaiEventContent = {
  scope: 'azure.ai.inference',
  record: (step) =>
    step.kind === 'llm'
      ? { ...chat(OLD_CHAT), events: spanEvents(step, (body) => ({ 'gen_ai.event.content': JSON.stringify(body) })) }
      : around(step),
};

/** The same with an attribute for each member of the message, as Strands has it. @type {Convention} */
export const genaiEvents = {
  scope: 'strands.telemetry.tracer',
  record: (step) => (step.kind === 'llm' ? { ...chat(OLD_CHAT), events: spanEvents(step, members) } : around(step)),
};

const members = (/** @type {Record<string, unknown>} */ body) =>
  Object.fromEntries(Object.entries(body).map(([key, value]) => [key, textOf(value)]));

/** @param {Step} step @param {(body: Record<string, unknown>) => Record<string, unknown>} attributesOf */
const spanEvents = (step, attributesOf) =>
  messageEvents(step).map(({ name, time, body, attributes }) => ({
    name,
    time,
    attributes: { ...attributes, ...attributesOf(body) },
  }));

/** 1.27: two events of the span. @type {Convention} */
export const genaiContentEvents = {
  scope: 'genai.1.27',
  record(step) {
    if (step.kind !== 'llm') return around(step);
    const answer = answerMessage(step);
    const events = [
      {
        name: 'gen_ai.content.prompt',
        time: step.start,
        attributes: { 'gen_ai.prompt': JSON.stringify(requestMessages(step)) },
      },
      ...(answer
        ? [
            {
              name: 'gen_ai.content.completion',
              time: step.end,
              attributes: { 'gen_ai.completion': JSON.stringify([answer]) },
            },
          ]
        : []),
    ];
    return { ...chat(OLD_CHAT), events };
  },
};

/** @param {Record<string, unknown>} attributes */
const chat = (attributes) => ({ name: 'chat gpt-4o', kind: CLIENT, attributes });

/** The spans around the model's. @param {Step} step */
function around(step) {
  const [input, output] = [argumentOf(step), step.output];
  if (step.kind === 'workflow' || step.kind === 'agent') {
    const operation = `invoke_${step.kind}`;
    return {
      name: `${operation} ${step.name}`,
      attributes: {
        'gen_ai.operation.name': operation,
        [`gen_ai.${step.kind}.name`]: step.name,
        ...texts(said(input, output)),
      },
    };
  }
  if (step.kind === 'retrieval')
    return {
      name: `retrieval ${step.name}`,
      attributes: present({
        'gen_ai.operation.name': 'retrieval',
        'gen_ai.retrieval.query.text': textOf(input),
        'gen_ai.retrieval.documents': output === undefined ? undefined : textOf(output),
      }),
    };
  return {
    name: `execute_tool ${step.name}`,
    attributes: present({
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': step.name,
      'gen_ai.tool.call.arguments': textOf(input),
      'gen_ai.tool.call.result': output === undefined ? undefined : JSON.stringify(output),
    }),
  };
}

/** Structured content as attributes of spans have it: as JSON. @param {Record<string, unknown>} content */
const texts = (content) =>
  Object.fromEntries(Object.entries(content).map(([key, value]) => [key, JSON.stringify(value)]));

/** @param {unknown} input @param {unknown} output */
const said = (input, output) => ({
  'gen_ai.input.messages': [{ role: 'user', parts: [textPart(input)] }],
  ...(output !== undefined && {
    'gen_ai.output.messages': [{ role: 'assistant', parts: [textPart(output)], finish_reason: 'stop' }],
  }),
});

const textPart = (/** @type {unknown} */ value) => ({ type: 'text', content: textOf(value) });

/** @param {Step} step */
function messages(step) {
  const all = requestMessages(step);
  const system = all.filter(({ role }) => role === 'system');
  const answer = answerMessage(step);
  return {
    ...(system.length > 0 && { 'gen_ai.system_instructions': system.map((message) => textPart(contentText(message))) }),
    'gen_ai.input.messages': all.filter(({ role }) => role !== 'system').map(inParts),
    ...(answer && { 'gen_ai.output.messages': [{ ...inParts(answer), finish_reason: 'stop' }] }),
  };
}

/** @param {Message} message */
function inParts(message) {
  const { role, tool_call_id: id, tool_calls: calls } = message;
  if (role === 'tool') return { role, parts: [{ type: 'tool_call_response', id, response: contentText(message) }] };
  const content = Array.isArray(message.content)
    ? message.content.map(({ type, text }) => ({ type, content: text }))
    : undefined;
  const parts = content ?? (contentText(message) ? [textPart(contentText(message))] : []);
  const called = (calls ?? []).map((call) => ({
    type: 'tool_call',
    id: call.id,
    name: call.function.name,
    arguments: parsedArguments(call),
  }));
  return { role, parts: [...parts, ...called] };
}

/** @param {Step} step */
function messageEvents(step) {
  const attributes = { 'gen_ai.system': 'openai' };
  const body = ({ role, content, tool_calls, tool_call_id }) =>
    present({ role, content: content ?? undefined, tool_calls: tool_calls ?? undefined, id: tool_call_id });
  const asked = requestMessages(step).map((message) => ({
    name: `gen_ai.${message.role}.message`,
    time: step.start,
    attributes,
    body: body(message),
  }));
  const answer = answerMessage(step);
  if (!answer) return asked;
  const choice = { index: 0, finish_reason: answer.tool_calls ? 'tool_calls' : 'stop', message: body(answer) };
  return [...asked, { name: 'gen_ai.choice', time: step.end, attributes, body: choice }];
}
