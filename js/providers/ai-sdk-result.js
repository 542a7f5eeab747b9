import { aiSdk } from './ai-sdk.js';
import { list, readFacts } from './facts.js';

/** What `generateText`, `generateObject` and the `doGenerate` of a model give in the AI SDK. @type {import('./facts.js').Api} */
export const aiSdkResult = {
  marks: ['steps', 'object', 'request'],
  read(draft, { steps, ...whole }) {
    const all = list(steps ?? [whole]);
    if (!all[0]?.finishReason) return false;
    for (const step of all) {
      draft.begin();
      draft.text(step.text ?? step.content ?? JSON.stringify(step.object));
      for (const part of [...list(step.content), ...list(step.toolCalls)])
        if (part.type === 'tool-call') aiSdk.read(draft, part);
      readFacts(draft, step);
    }
  },
};
