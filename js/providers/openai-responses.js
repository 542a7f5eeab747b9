// The stream events of OpenAI's Responses API.
import { readFacts } from './facts.js';

/** @type {import('./facts.js').Api} */
export const openaiResponses = {
  types: /^response\./,
  inputs: ['input'],
  last: ['response.completed', 'response.incomplete', 'response.failed'],
  read(draft, { type, delta, item, output_index: index, response }) {
    draft.answer(response?.id);
    if (/(output_text|refusal)\.delta/.test(type)) draft.text(delta);
    if (/call_(arguments|input)\.delta/.test(type)) draft.call({ index, arguments: delta });
    if (/added/.test(type) && item?.name) draft.call({ index, id: item.call_id ?? item.id, name: item.name });
    readFacts(draft, /complete|failed/.test(type) ? response : { ...response, status: undefined });
  },
};
