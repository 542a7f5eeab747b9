// The stream events of Anthropic's Messages API.
import { readFacts } from './facts.js';

/** @type {import('./facts.js').Api} */
export const anthropic = {
  types: /^(message_|content_block_|ping$)/,
  last: ['message_stop'],
  read(draft, { type, index, message, content_block, delta, usage }) {
    if (type === 'message_start') draft.begin();
    const { text, id, name, input, partial_json, stop_reason } = content_block ?? delta ?? {};
    draft.text(text);
    const whole = Object.keys(input ?? {})[0] && input;
    if (name ?? partial_json) draft.call({ index, id, name, arguments: partial_json ?? whole });
    readFacts(draft, message ?? { usage, stop_reason });
  },
};
