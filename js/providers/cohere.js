// Cohere's chats: as they are sent, and under the names of its client.
import { readFacts } from './facts.js';

/** @type {import('./facts.js').Api} */
export const cohere = {
  types: /^((message|content|tool-call|citation)-(start|delta|end)|tool-plan-delta)$/,
  asks: ['message', 'texts'],
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
