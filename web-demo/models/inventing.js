// The model that quotes, and then says one thing of its own: what models do that were not told enough.
import { extractive } from '../../examples/docs-bot/answerer.js';

export const INVENTED = 'npm also emails you a weekly list of what it skipped.';

/** @type {import('../../examples/docs-bot/steps.js').Model} */
export const inventing = {
  name: 'inventing-1',
  provider: 'docs-bot',
  async *stream(prompt) {
    for await (const chunk of extractive.stream(prompt)) {
      if (chunk.type === 'finish') yield { type: 'text-delta', text: ` ${INVENTED}` };
      yield chunk;
    }
  },
};
