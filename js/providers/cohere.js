// Cohere's chat events, both as sent and under the names that Cohere's client gives them.
import { readFacts } from './facts.js';

export const LAST = ['message-end'];

/** @type {import('./facts.js').Api} */
export const cohere = {
  types: /^((message|content|tool-call|citation)-(start|delta|end)|tool-plan-delta)$/,
  inputs: ['message', 'texts'],
  last: LAST,
  read(draft, { type, index, delta }) {
    if ((delta ?? index) === undefined) return false;
    if (type === 'message-start') draft.begin();
    const { message, ...facts } = delta ?? {};
    const { content, tool_calls, toolCalls = tool_calls } = message ?? {};
    draft.text(content?.text);
    if (toolCalls) draft.call({ index, id: toolCalls.id, ...toolCalls.function });
    readFacts(draft, facts);
    draft.fail(facts.error);
  },
};
