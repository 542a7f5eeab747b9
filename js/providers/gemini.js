// Gemini's API.
import { list, readFacts } from './facts.js';

/** @type {import('./facts.js').Api} */
export const gemini = {
  marks: ['candidates', 'usageMetadata'],
  inputs: ['contents'],
  // Vertex AI accepts the same requests.
  provider: 'gcp.gen_ai',
  read(draft, { candidates, ...facts }) {
    for (const { index, content, finishReason } of list(candidates)) {
      for (const { text, thought, functionCall } of list(content?.parts)) {
        if (!thought) draft.text(text, index);
        // Each part holds a whole call, so each has an index of its own.
        if (functionCall) draft.call({ index: {}, ...functionCall, arguments: functionCall.args }, index);
      }
      draft.finish(finishReason, index);
    }
    readFacts(draft, facts);
  },
};
