// A workshop's assistant over MCP: a prompt, tools that answer with text, JSON and a picture, and a resource that a tool names.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import OpenAI from 'openai';
import { z } from 'zod';

export const name = 'mcp-workshop';

const PICTURE = Buffer.from('89504e470d0a1a0a'.repeat(40), 'hex').toString('base64');
const MANUAL = {
  'P-204':
    'The P-204 shaft seal is pressed in with the lip towards the impeller. Wet it with soap water, never with grease.',
  'P-310': 'The P-310 has a cartridge seal. Replace it as one unit and torque the gland to nine newton metres.',
};

function workshop() {
  const mcp = new McpServer({ name: 'workshop', version: '1.0.0' });
  mcp.registerPrompt('triage', { argsSchema: { report: z.string() } }, ({ report }) => ({
    messages: [
      {
        role: 'user',
        content: { type: 'text', text: `A customer reports the following. Find the pump and the fix.\n\n${report}` },
      },
    ],
  }));
  mcp.registerTool(
    'find_pump',
    { description: 'Finds a pump by its serial number', inputSchema: { serial: z.string() } },
    ({ serial }) => {
      const pump = { serial, model: 'P-204', installed: '2021-03-09', site: 'Lowfield laundry' };
      return { content: [{ type: 'text', text: JSON.stringify(pump) }], structuredContent: pump };
    },
  );
  mcp.registerTool(
    'last_photo',
    { description: 'The last photograph of a pump', inputSchema: { serial: z.string() } },
    () => ({ content: [{ type: 'image', data: PICTURE, mimeType: 'image/png' }] }),
  );
  mcp.registerResource(
    'manual',
    new ResourceTemplate('manual://{model}', { list: undefined }),
    {},
    (uri, { model }) => ({
      contents: [{ uri: uri.href, mimeType: 'text/plain', text: MANUAL[String(model).toUpperCase()] }],
    }),
  );
  return mcp;
}

/** @type {import('../server.js').Model} */
export function model({ body: { messages }, last, turn }) {
  if (last.includes('image_url')) return 'Water drips from behind the impeller housing, and the bolts are rusty.';
  if (messages[0].role === 'system')
    return 'Press in a new shaft seal, lip to the impeller, with soap water. The rusty bolts need changing as well.';
  if (turn > 0) return 'It is the laundry at Lowfield, and the drip comes from the shaft seal.';
  const serial = 'LX-77120';
  return {
    calls: [
      ['find_pump', { serial }],
      ['last_photo', { serial }],
    ],
  };
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const openai = new OpenAI({ apiKey: 'key', baseURL: `${server.url}/v1` });
  const mcp = new Client({ name: 'assistant', version: '1.0.0' });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await Promise.all([workshop().connect(theirs), mcp.connect(ours)]);

  const listTools = tracer.tool(() => mcp.listTools(), { name: 'list_tools' });
  const getPrompt = tracer.task((report) => mcp.getPrompt({ name: 'triage', arguments: { report } }), {
    name: 'get_prompt',
  });
  const callTool = tracer.tool((call) => mcp.callTool(call), { name: 'call_tool' });
  const readManual = tracer.retrieval((uri) => mcp.readResource({ uri }), { name: 'read_manual' });
  const chat = tracer.llm((request) => openai.chat.completions.create(request), { name: 'chat' });
  const describe = tracer.llm(
    async (image) => {
      const url = `data:${image.mimeType};base64,${image.data}`;
      const content = [
        { type: 'image_url', image_url: { url } },
        { type: 'text', text: 'What is wrong here?' },
      ];
      const answer = await openai.chat.completions.create({
        model: 'gpt-4o-mini',
        messages: [{ role: 'user', content }],
      });
      return answer.choices[0].message.content;
    },
    { name: 'describe' },
  );
  const advise = tracer.llm(
    (findings, manual) =>
      openai.chat.completions.create({
        model: 'gpt-4o-mini',
        messages: [
          { role: 'system', content: 'You tell fitters what to do, in two sentences.' },
          { role: 'user', content: `Findings:\n${findings.join('\n')}\n\nManual:\n${manual}` },
        ],
      }),
    { name: 'advise' },
  );

  const repair = tracer.agent(
    async (report) => {
      const { tools: listed } = await listTools();
      const tools = listed.map(({ name, description, inputSchema }) => ({
        type: 'function',
        function: { name, description, parameters: inputSchema },
      }));
      const prompt = await getPrompt(report);
      const messages = prompt.messages.map(({ role, content }) => ({ role, content: content.text }));
      const findings = [];
      let model;
      for (;;) {
        const { choices } = await chat({ model: 'gpt-4o-mini', messages: [...messages], tools });
        const { message } = choices[0];
        messages.push(message);
        if (!message.tool_calls) {
          findings.push(message.content);
          break;
        }
        for (const { id, function: asked } of message.tool_calls) {
          const result = await callTool({ name: asked.name, arguments: JSON.parse(asked.arguments) });
          const [part] = result.content;
          if (part.type === 'image') findings.push(await describe(part));
          else ({ model } = JSON.parse(part.text));
          const content = part.type === 'image' ? findings.at(-1) : part.text;
          messages.push({ role: 'tool', tool_call_id: id, content });
        }
      }
      const { contents } = await readManual(`manual://${model}`);
      const answer = await advise(findings, contents[0].text);
      return answer.choices[0].message.content;
    },
    { name: 'repair' },
  );

  const answer = await repair(
    'Pump LX-77120 drips onto the floor since the weekend, and it hums louder than it used to.',
  );
  await mcp.close();
  return answer;
}

export const spans = {
  repair: 1,
  list_tools: 1,
  get_prompt: 1,
  call_tool: 2,
  describe: 1,
  read_manual: 1,
  advise: 1,
  chat: 2,
};

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['repair', 'get_prompt', 'input>input'],
  ['list_tools', 'chat', 'output>input'],
  ['get_prompt', 'chat', 'output>input'],
  ['chat', 'call_tool', 'output>input'],
  ['chat', 'call_tool#2', 'output>input'],
  ['call_tool#2', 'describe', 'output>input'],
  ['chat', 'chat#2', 'output>input'],
  ['call_tool', 'chat#2', 'output>input'],
  ['describe', 'chat#2', 'output>input'],
  ['call_tool', 'read_manual', 'output>input'],
  ['describe', 'advise', 'output>input'],
  ['chat#2', 'advise', 'output>input'],
  ['read_manual', 'advise', 'output>input'],
  ['advise', 'repair', 'output>output'],
];
