// Conventions with one attribute for each side: Langfuse, LangSmith, Datadog, Logfire.
import {
  answerMessage,
  argumentOf,
  chatCompletion,
  chatRequest,
  contentText,
  parsedArguments,
  present,
  requestMessages,
  textOf,
} from '../messages.js';

/** @typedef {import('../otlp.js').Convention} Convention */
/** @typedef {import('../messages.js').Message} Message */

const OBSERVATION = {
  workflow: 'chain',
  agent: 'agent',
  task: 'span',
  tool: 'tool',
  llm: 'generation',
  retrieval: 'retriever',
  embedding: 'embedding',
};

/** @type {Convention} */
export const langfuse = {
  scope: 'langfuse-sdk',
  record(step) {
    const isModel = step.kind === 'llm';
    const output = isModel ? answerMessage(step) : step.output;
    return {
      name: isModel ? 'OpenAI.chat' : step.name,
      attributes: present({
        'langfuse.observation.type': OBSERVATION[step.kind],
        'langfuse.observation.input': textOf(isModel ? { messages: requestMessages(step) } : argumentOf(step)),
        'langfuse.observation.output': output === undefined ? undefined : textOf(output),
      }),
    };
  },
};

const RUN = {
  workflow: 'chain',
  agent: 'chain',
  task: 'chain',
  tool: 'tool',
  llm: 'llm',
  retrieval: 'retriever',
  embedding: 'embedding',
};

/** @type {Convention} */
export const langsmith = {
  scope: 'langsmith',
  record(step) {
    const isModel = step.kind === 'llm';
    const input = argumentOf(step);
    const inputs = isModel
      ? chatRequest(step)
      : isRecord(input)
        ? input
        : step.args.length === 1
          ? { input }
          : { args: step.args };
    const output = isModel ? chatCompletion(step) : step.output;
    const outputs = isRecord(output) ? output : { outputs: output };
    return {
      name: isModel ? 'ChatOpenAI' : step.name,
      attributes: present({
        'langsmith.span.kind': RUN[step.kind],
        'langsmith.trace.name': step.name,
        'gen_ai.operation.name': isModel ? 'chat' : RUN[step.kind],
        'gen_ai.system': isModel ? 'openai' : 'langchain',
        'gen_ai.prompt': JSON.stringify(inputs),
        'gen_ai.completion': output === undefined ? undefined : JSON.stringify(outputs),
      }),
    };
  },
};

/** The tags of dd-trace's LLM Observability. @type {Convention} */
export const datadog = {
  scope: 'dd-trace',
  record(step) {
    const answer = answerMessage(step);
    const content =
      step.kind === 'llm'
        ? {
            '_ml_obs.meta.input.messages': JSON.stringify(requestMessages(step).map(datadogMessage)),
            '_ml_obs.meta.output.messages': answer && JSON.stringify([datadogMessage(answer)]),
          }
        : {
            '_ml_obs.meta.input.value': textOf(argumentOf(step)),
            '_ml_obs.meta.output.value': step.output === undefined ? undefined : textOf(step.output),
          };
    return {
      name: step.name,
      attributes: present({ '_ml_obs.meta.span.kind': step.kind, '_ml_obs.name': step.name, ...content }),
    };
  },
};

/** @param {Message} message */
const datadogMessage = (message) => ({
  role: message.role,
  content: contentText(message),
  ...(message.tool_calls && {
    tool_calls: message.tool_calls.map((call) => ({
      name: call.function.name,
      arguments: parsedArguments(call),
      tool_id: call.id,
      type: call.type,
    })),
  }),
});

/** Logfire's clients of models record request and answer; agents and tools are Pydantic AI's. @type {Convention} */
export const logfire = {
  scope: 'logfire',
  record(step) {
    const answer = answerMessage(step);
    const { kind, name, output } = step;
    const input = argumentOf(step);
    if (kind === 'llm')
      return span("Chat Completion with 'gpt-4o'", {
        request_data: JSON.stringify(chatRequest(step)),
        response_data: answer && JSON.stringify({ message: answer, usage: { total_tokens: 1264 } }),
      });
    if (kind === 'agent' || kind === 'workflow')
      return span(`${name} run`, {
        agent_name: name,
        all_messages_events: JSON.stringify([
          { 'event.name': 'gen_ai.user.message', role: 'user', content: textOf(input) },
          ...(output === undefined
            ? []
            : [{ 'event.name': 'gen_ai.assistant.message', role: 'assistant', content: textOf(output) }]),
        ]),
        final_result: output === undefined ? undefined : textOf(output),
      });
    return span(`running tool: ${name}`, {
      'gen_ai.tool.name': name,
      tool_arguments: textOf(input),
      tool_response: output === undefined ? undefined : textOf(output),
    });
  },
};

/** @param {string} name @param {Record<string, unknown>} attributes */
const span = (name, attributes) => ({
  name,
  attributes: present({ 'logfire.span_type': 'span', 'logfire.msg': name, ...attributes }),
});

/** @param {unknown} value */
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
