// OpenAI's Chat Completions API, and the many APIs that copy it.
import { list } from './facts.js';

/** @type {import('./facts.js').Api} */
export const openaiChat = {
  marks: ['choices'],
  inputs: ['messages', 'prompt', 'inputs'],
  read(draft, { choices, id, model, usage, x_groq, error }) {
    if (!Array.isArray(choices)) return false;
    // The last chunk, which holds only token counts, may have an id of its own.
    if (choices[0]) draft.answer(id);
    for (const { index, delta, message, text, finish_reason } of choices) {
      const { content, refusal, function_call, tool_calls } = delta ?? message ?? {};
      draft.text(content ?? refusal ?? text, index);
      if (function_call) draft.call({ index: 'function_call', ...function_call }, index);
      for (const call of list(tool_calls))
        draft.call({ arguments: call.custom?.input, ...call, ...call.custom, ...call.function }, index);
      draft.finish(finish_reason, index);
    }
    draft.answeredBy(model);
    draft.spent(usage ?? x_groq?.usage);
    draft.fail(error);
  },
};
