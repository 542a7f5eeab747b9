// The clients of OpenAI and Anthropic: their methods keep their overloads, and their usage is taken as it is.
import type Anthropic from '@anthropic-ai/sdk';
import type OpenAI from 'openai';
import type OpenAI6 from 'openai-6';
import { annotate, llm, tool } from '../../../js/index.js';
import { expectTrue, type Same } from '../../types/expect.js';

declare const openai: OpenAI;

// Wrapped, each overload is still there.
type Create = typeof openai.chat.completions.create;
const create = llm(openai.chat.completions.create as Create, { name: 'chat', provider: 'openai' });
expectTrue<Same<typeof create, Create>>();
const request = { model: 'm', messages: [{ role: 'user' as const, content: 'question' }] };
create({ ...request, stream: true }).then(async (chunks) => {
  for await (const { usage } of chunks) annotate({ usage });
});
create(request).then(({ usage, model }) => annotate({ usage, model }));
openai.chat.completions.runTools({
  ...request,
  tools: [
    {
      type: 'function',
      function: {
        name: 'weather',
        description: 'The weather in a city',
        parameters: {},
        parse: (text): { city: string } => JSON.parse(text),
        function: tool(({ city }: { city: string }) => city.trim()),
      },
    },
  ],
});

declare const message: Anthropic.Message;
declare const delta: Anthropic.RawMessageDeltaEvent;
annotate({ usage: message.usage, model: message.model, metadata: message });
annotate({ usage: delta.usage });
declare const response: OpenAI.Responses.Response | OpenAI6.Responses.Response;
declare const embeddings: OpenAI.CreateEmbeddingResponse | OpenAI6.CreateEmbeddingResponse;
declare const completion: OpenAI6.ChatCompletion;
for (const { usage } of [response, embeddings, completion]) annotate({ usage });
