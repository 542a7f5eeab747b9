// A graph of LangGraph: a node that asks the model, and a node that runs the tools which it wants.
// npm install @langchain/langgraph @langchain/openai @langchain/core zod spanloom; OPENAI_API_KEY=... node langgraph.js
import { tool as defineTool } from '@langchain/core/tools';
import { END, MessagesAnnotation, START, StateGraph } from '@langchain/langgraph';
import { ToolNode } from '@langchain/langgraph/prebuilt';
import { ChatOpenAI } from '@langchain/openai';
import { agent, consoleExporter, init, llm, tool } from 'spanloom';
import { z } from 'zod';

init({ service: 'library', exporters: [consoleExporter()] });

const findBook = defineTool(
  tool(async ({ title }) => `"${title}" stands on shelf 14 of the reading room, call number Zo 220.`, {
    name: 'find_book',
  }),
  { name: 'find_book', description: 'Finds a book by its title', schema: z.object({ title: z.string() }) },
);

const model = new ChatOpenAI({
  model: 'gpt-4o-mini', // reads OPENAI_API_KEY
  configuration: { baseURL: process.env.OPENAI_BASE_URL },
}).bindTools([findBook]);

const librarian = llm(async ({ messages }) => ({ messages: [await model.invoke(messages)] }), { name: 'librarian' });

const graph = new StateGraph(MessagesAnnotation)
  .addNode('librarian', librarian)
  .addNode('tools', new ToolNode([findBook]))
  .addEdge(START, 'librarian')
  .addConditionalEdges('librarian', ({ messages }) => (messages.at(-1).tool_calls.length > 0 ? 'tools' : END))
  .addEdge('tools', 'librarian')
  .compile();

const desk = agent(
  async (question) => {
    const { messages } = await graph.invoke({ messages: [{ role: 'user', content: question }] });
    return messages.at(-1).content;
  },
  { name: 'desk' },
);

console.log(await desk('Where do I find The Bees of Aldersey?'));
