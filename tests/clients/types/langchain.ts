// LangChain's tools, messages and usage.
import { type AIMessage, type AIMessageChunk, HumanMessage } from '@langchain/core/messages';
import { RunnableLambda } from '@langchain/core/runnables';
import { tool as langchainTool } from '@langchain/core/tools';
import { ChatOpenAI } from '@langchain/openai';
import { z } from 'zod';
import { annotate, llm, task, tool } from '../../../js/index.js';
import { expectTrue, type Same } from '../../types/expect.js';

const schema = z.object({ city: z.string() });
langchainTool(
  tool(async ({ city }) => {
    expectTrue<Same<typeof city, string>>();
    return city;
  }),
  { name: 'weather', schema },
);
langchainTool(
  tool(
    ({ city }) => {
      expectTrue<Same<typeof city, string>>();
      return city;
    },
    { name: 'weather' },
  ),
  { name: 'weather', schema },
);
// @ts-expect-error there is no such member
const town = tool<(input: z.infer<typeof schema>) => string>(({ town }) => town);
langchainTool(town, { name: 'weather', schema });

RunnableLambda.from<string, number>(task((text) => text.length));

const model = new ChatOpenAI({ model: 'm' });
const answer = llm(async (question: string) => model.invoke([new HumanMessage(question)]), { name: 'answer' });
expectTrue<Same<ReturnType<typeof answer>, ReturnType<typeof model.invoke>>>();
declare const message: AIMessage;
declare const chunk: AIMessageChunk;
annotate({ usage: message.usage_metadata, metadata: message.response_metadata });
annotate({ usage: chunk.usage_metadata });
