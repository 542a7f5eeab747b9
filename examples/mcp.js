// A model that uses the tools of an MCP server. Here the server is in the same program; for one elsewhere, connect by another transport.
// npm install @modelcontextprotocol/sdk openai zod spanloom; OPENAI_API_KEY=... node mcp.js
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import OpenAI from 'openai';
import { agent, consoleExporter, init, llm, tool } from 'spanloom';
import { z } from 'zod';

init({ service: 'workshop', exporters: [consoleExporter()] });

const server = new McpServer({ name: 'workshop', version: '1.0.0' });
server.registerTool(
  'find_part',
  { description: 'Finds a spare part', inputSchema: { machine: z.string() } },
  (asked) => ({
    content: [
      { type: 'text', text: `The ${asked.machine} takes the drive belt DB-4471, of which three are in stock.` },
    ],
  }),
);

const mcp = new Client({ name: 'assistant', version: '1.0.0' });
const [ours, theirs] = InMemoryTransport.createLinkedPair();
await Promise.all([server.connect(theirs), mcp.connect(ours)]);

const openai = new OpenAI(); // reads OPENAI_API_KEY and OPENAI_BASE_URL

const chat = llm((request) => openai.chat.completions.create(request), { name: 'chat' });
const callTool = tool((call) => mcp.callTool(call), { name: 'call_tool' });

const repair = agent(
  async (report) => {
    const { tools: listed } = await mcp.listTools();
    const tools = listed.map(({ name, description, inputSchema: parameters }) => ({
      type: 'function',
      function: { name, description, parameters },
    }));
    const messages = [{ role: 'user', content: report }];
    for (;;) {
      const { choices } = await chat({ model: 'gpt-4o-mini', messages: [...messages], tools });
      const { message } = choices[0];
      messages.push(message);
      if (!message.tool_calls) return message.content;
      for (const { id, function: asked } of message.tool_calls) {
        const { content } = await callTool({ name: asked.name, arguments: JSON.parse(asked.arguments) });
        messages.push({ role: 'tool', tool_call_id: id, content: content.map(({ text }) => text).join('\n') });
      }
    }
  },
  { name: 'repair' },
);

console.log(await repair('The band saw BS-12 squeals. Which part do I need?'));
await mcp.close();
