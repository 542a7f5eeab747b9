// Vercel's AI SDK, versions 4 to 7: the parts of its streams and of its models' streams.
import { readFacts } from './facts.js';

/** @type {import('./facts.js').Api} */
export const aiSdk = {
  types:
    /^(text-(start|delta|end)|reasoning(-\w+)?|tool-.+|(start|finish)(-step)?|step-(start|finish)|stream-start|response-metadata|source|object|abort)$/,
  inputs: ['value', 'values'],
  last: ['finish'],
  read(draft, part) {
    const { type, toolCallId: id, totalUsage } = part;
    draft.answeredBy(part.modelId);
    if (type === 'text-delta') draft.text(part.text ?? part.textDelta ?? part.delta);
    if (/^st(art-step|ream-start)$/.test(type)) draft.begin();
    if (/^tool-(call|input-available)$/.test(type) && id)
      draft.call({ id, name: part.toolName, arguments: part.input ?? part.args });
    else if (type === 'finish-step' || (type === 'finish' && part.finishReason)) {
      readFacts(draft, part);
      if (totalUsage) draft.total(totalUsage);
    } else if (/^(tool-[^i]|source|object)/.test(type)) return (id ?? part.sourceType ?? part.object) !== undefined;
    else return /-|reasoning/.test(type) || (type === 'abort' && part.reason) || !Object.keys(part)[1];
  },
};
