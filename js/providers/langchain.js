// LangChain's messages, in pieces or whole.
import { peek } from '../reading/observed.js';
import { list, readFacts } from './facts.js';

/** What happens in `streamEvents()`: only models say something that is not said elsewhere. @type {import('./facts.js').Api} */
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
    // What is not of a model has none, such as a tool's answer between two of a model's.
    if (!('tool_calls' in message)) return 'tool_call_id' in message;
    const { id, content, tool_calls, tool_call_chunks, usage_metadata, response_metadata } = message;
    draft.answer(id);
    draft.text(content);
    for (const call of list(tool_call_chunks?.[0] ? tool_call_chunks : tool_calls))
      draft.call({ ...call, arguments: call.args });
    // Chunks report what came since the chunk before.
    draft.add(usage_metadata);
    const { model_name: model, usage, ...facts } = response_metadata ?? {};
    readFacts(draft, { ...facts, model });
  },
};

/** A chat model of LangChain's, or one for embeddings. Whose it is, its address decides. @type {import('./models.js').Reader} */
export const langchainModel = (model) => ({
  model: peek(peek(model, 'caller'), 'maxConcurrency') && (peek(model, 'model') ?? peek(model, 'modelName')),
});
