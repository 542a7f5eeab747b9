// Ollama's own API: chats and completions, streamed or complete.
import { list, readFacts } from './facts.js';

export const LAST_MARK = 'done_reason';

/** @type {import('./facts.js').Api} */
export const ollama = {
  marks: ['done'],
  lastMark: LAST_MARK,
  read(draft, { model, message, response, done, done_reason, prompt_eval_count, eval_count }) {
    const { content = response, tool_calls } = message ?? {};
    if (typeof model !== 'string' || typeof content !== 'string') return false;
    draft.text(content);
    for (const call of list(tool_calls)) draft.call({ ...call, ...call.function });
    readFacts(draft, {
      model,
      finish_reason: done_reason,
      usage: { input_tokens: prompt_eval_count, output_tokens: eval_count },
    });
    if (done) draft.begin();
  },
};
