import { list, readFacts } from './facts.js';

/** A message of Anthropic's as it is when it is complete, such as its tool runner hands over. @type {import('./facts.js').Api} */
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
