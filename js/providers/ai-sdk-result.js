// Complete results of the AI SDK.
import { peek } from '../reading/observed.js';
import { aiSdk } from './ai-sdk.js';
import { list, readFacts } from './facts.js';

/** The results of `generateText`, `generateObject` and a model's `doGenerate` in the AI SDK. @type {import('./facts.js').Api} */
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

/**
 * Whether a record is the result of a model's `doGenerate`. It also holds the request, so only a part of it is the answer.
 * @param {unknown} value
 */
export const holdsRequest = (value) => ['request', 'finishReason'].every((key) => peek(value, key));
