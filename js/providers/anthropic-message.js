// Complete messages of Anthropic's API.
import { list, readFacts } from './facts.js';

/** A complete message of Anthropic's API, such as an item of its tool runner. @type {import('./facts.js').Api} */
export const anthropicMessage = {
  types: /^message$/,
  read(draft, message) {
    if (message.role !== 'assistant' || !message.usage) return false;
    draft.begin();
    draft.text(message.content);
    for (const { id, name, input } of list(message.content)) if (name) draft.call({ id, name, arguments: input });
    readFacts(draft, message);
  },
};
