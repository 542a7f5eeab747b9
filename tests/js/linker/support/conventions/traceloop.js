// Traceloop (OpenLLMetry): traceloop.entity.input and .output, and one attribute a field of each message.
import { answerMessage, contentText, present, requestMessages } from '../messages.js';

/** @type {import('../otlp.js').Convention} */
export const traceloop = {
  scope: 'traceloop.tracer',
  record(step) {
    const { kind, name, args, output } = step;
    if (kind === 'llm') {
      const answer = answerMessage(step);
      return {
        name: 'openai.chat',
        kind: 3,
        attributes: {
          'gen_ai.system': 'openai',
          'llm.request.type': 'chat',
          'gen_ai.request.model': 'gpt-4o',
          ...Object.assign({}, ...requestMessages(step).map((message, i) => fields(`gen_ai.prompt.${i}`, message))),
          ...(answer && { ...fields('gen_ai.completion.0', answer), 'gen_ai.completion.0.finish_reason': 'stop' }),
        },
      };
    }
    const entity = kind === 'retrieval' || kind === 'embedding' ? 'task' : kind;
    return {
      name: `${name}.${entity}`,
      attributes: present({
        'traceloop.span.kind': entity,
        'traceloop.entity.name': name,
        'traceloop.entity.input': JSON.stringify({ args, kwargs: {} }),
        'traceloop.entity.output': output === undefined ? undefined : JSON.stringify(output),
      }),
    };
  },
};

/** @param {string} prefix @param {import('../messages.js').Message} message */
function fields(prefix, message) {
  const calls = (message.tool_calls ?? []).map(({ id, function: { name, arguments: args } }, i) => ({
    [`${prefix}.tool_calls.${i}.id`]: id,
    [`${prefix}.tool_calls.${i}.name`]: name,
    [`${prefix}.tool_calls.${i}.arguments`]: args,
  }));
  return present({
    [`${prefix}.role`]: message.role,
    [`${prefix}.content`]: contentText(message) || undefined,
    [`${prefix}.tool_call_id`]: message.tool_call_id,
    ...Object.assign({}, ...calls),
  });
}
