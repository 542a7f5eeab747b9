// LangChain's messages: chunks and complete ones.
import { peek } from '../reading/observed.js';
import { list, readFacts } from './facts.js';

/** The events of `streamEvents()`. Only those of models carry text that no other event repeats. @type {import('./facts.js').Api} */
export const langchainEvent = {
  marks: ['run_id'],
  read(draft, { event, data }) {
    if (event === 'on_chat_model_stream') langchain.read(draft, data.chunk);
    else return /^on_(chat_model|llm|chain|tool|retriever|prompt|parser)_/.test(event);
  },
};

/** @type {import('./facts.js').Api} */
export const langchain = {
  marks: ['lc_kwargs'],
  read(draft, message) {
    // Only a model's message has them. A tool's message may stand between two of a model's.
    if (!('tool_calls' in message)) return 'tool_call_id' in message;
    const { id, content, tool_calls, tool_call_chunks, usage_metadata, response_metadata } = message;
    draft.answer(id);
    draft.text(content);
    for (const call of list(tool_call_chunks?.[0] ? tool_call_chunks : tool_calls))
      draft.call({ ...call, arguments: call.args });
    // Each chunk counts only its own tokens.
    draft.add(usage_metadata);
    const { model_name: model, usage, ...facts } = response_metadata ?? {};
    readFacts(draft, { ...facts, model });
  },
};

/** A chat or embedding model of LangChain. The provider depends on the configured address, so it is unknown. @type {import('./models.js').Reader} */
export const langchainModel = (model) => ({
  model: peek(peek(model, 'caller'), 'maxConcurrency') && (peek(model, 'model') ?? peek(model, 'modelName')),
});
