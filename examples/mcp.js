// A model that uses the tools of an MCP server. `_meta` carries the trace to the server, and back where the text of its answer comes from. Here the server is in
// the same program; one elsewhere calls `init` itself, and is connected by another transport.
// npm install @modelcontextprotocol/sdk openai zod spanloom; OPENAI_API_KEY=... node mcp.js
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import OpenAI from 'openai';
import { agent, consoleExporter, extract, flush, init, inject, llm, tool } from 'spanloom';
import { z } from 'zod';

init({ service: 'workshop', exporters: [consoleExporter()] });
await flush(); // waits for the core, which `inject` needs to say where values come from

const find = tool(({ machine }) => `${machine} takes drive belt DB-4471. Three are in stock.`, { name: 'find_part' });

const server = new McpServer({ name: 'workshop', version: '1.0.0' });
const described = { description: 'Finds a spare part', inputSchema: { machine: z.string() } };
server.registerTool('find_part', described, (asked, { _meta }) =>
  extract(_meta).run(() => {
    const content = [{ type: 'text', text: find(asked) }];
    return { content, _meta: inject({}, { values: [content], format: 'mcp' }) };
  }),
);

const mcp = new Client({ name: 'assistant', version: '1.0.0' });
const [ours, theirs] = InMemoryTransport.createLinkedPair();
await Promise.all([server.connect(theirs), mcp.connect(ours)]);

const openai = new OpenAI(); // reads OPENAI_API_KEY and OPENAI_BASE_URL

const chat = llm((request) => openai.chat.completions.create(request), { name: 'chat' });
const callTool = tool(async function call_tool(call) {
  const _meta = inject({}, { values: [call.arguments], format: 'mcp' });
  const result = await mcp.callTool({ ...call, _meta });
  extract(result._meta);
  return result.content.map(({ text }) => text).join('\n');
});

const repair = agent(async function repair(report) {
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
      const content = await callTool({ name: asked.name, arguments: JSON.parse(asked.arguments) });
      messages.push({ role: 'tool', tool_call_id: id, content });
    }
  }
});

console.log(await repair('The band saw BS-12 squeals. Which part do I need?'));
await mcp.close();
