// An evening at the theatre over three MCP servers: a resource of another process names what the tools of a second are asked for,
// and a tool of the third has its client's model sum up (sampling).
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { CreateMessageRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import OpenAI from 'openai';
import { z } from 'zod';

export const name = 'premiere';

const ARCHIVE = fileURLToPath(new URL('../mcp-archive.js', import.meta.url));
const SEATS = {
  stalls: [{ row: 'stalls, row 7', seats: [12, 13], price: '46.00', view: 'full' }],
  balcony: [
    { row: 'balcony, row 1', seats: [3, 4], price: '38.50', view: 'full, rail in front' },
    { row: 'balcony, row 4', seats: [20, 21], price: '22.00', view: 'left third hidden' },
  ],
};
const CHOICE = { performance: 'P-0612', text: 'play://ferry-at-low-tide' };
const GIST = 'Sisters quarrel over a boat that the sea is about to take from both of them.';
const CARD =
  'Dear Grandma, on Saturday we take you to see a ferry, two sisters and a lot of mud. Seats at the rail are yours.';

function booking() {
  const server = new McpServer({ name: 'booking', version: '2.1.0' });
  server.registerTool(
    'free_seats',
    { description: 'Free seats of a part of the hall', inputSchema: { performance: z.string(), part: z.string() } },
    ({ part }) => ({
      content: [{ type: 'text', text: JSON.stringify(SEATS[part]) }],
      structuredContent: { part, free: SEATS[part] },
    }),
  );
  server.registerTool(
    'reserve',
    {
      description: 'Reserves seats',
      inputSchema: { performance: z.string(), row: z.string(), seats: z.array(z.number()), guest: z.string() },
    },
    ({ row, guest }) => ({
      content: [
        { type: 'text', text: `Reservation R-20455-KM for ${guest}: ${row}. Pay until half an hour before it begins.` },
      ],
    }),
  );
  return server;
}

function press() {
  const server = new McpServer({ name: 'press', version: '0.4.0' });
  server.registerTool(
    'gist',
    { description: 'A text in one sentence', inputSchema: { text: z.string() } },
    async ({ text }) => {
      const { content } = await server.server.createMessage({
        systemPrompt: 'One sentence, no names, and not how it ends.',
        maxTokens: 100,
        messages: [{ role: 'user', content: { type: 'text', text: `What is it about?\n\n${text}` } }],
      });
      return { content: [content] };
    },
  );
  server.registerPrompt('card', { argsSchema: { occasion: z.string(), gist: z.string() } }, ({ occasion, gist }) => ({
    messages: [
      { role: 'user', content: { type: 'text', text: `Write a card.\nOccasion: ${occasion}\nThe play: ${gist}` } },
    ],
  }));
  return server;
}

/** @type {import('../server.js').Model} */
export function model({ body: { messages }, last }) {
  if (messages[0].content.startsWith('Choose')) return JSON.stringify(CHOICE);
  return last.startsWith('What is it about') ? GIST : CARD;
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const openai = new OpenAI({ apiKey: 'key', baseURL: `${server.url}/v1` });
  const sample = tracer.llm(
    async ({ systemPrompt, maxTokens, messages }) => {
      const { choices, model } = await openai.chat.completions.create({
        model: 'gpt-4o-mini',
        max_tokens: maxTokens,
        messages: [
          { role: 'system', content: systemPrompt },
          ...messages.map(({ role, content }) => ({ role, content: content.text })),
        ],
      });
      return { model, role: 'assistant', content: { type: 'text', text: choices[0].message.content } };
    },
    { name: 'sample' },
  );

  /** @type {Record<string, Client>} */
  const clients = {};
  const connect = tracer.task(
    async (name, transport) => {
      const client = new Client({ name: 'evening', version: '1.0.0' }, { capabilities: { sampling: {} } });
      client.setRequestHandler(CreateMessageRequestSchema, ({ params }) => sample(params));
      await client.connect(transport);
      clients[name] = client;
    },
    { name: 'connect' },
  );
  /** @param {McpServer} mcp */
  const inMemory = async (mcp) => {
    const [ours, theirs] = InMemoryTransport.createLinkedPair();
    await mcp.connect(theirs);
    return ours;
  };

  const listResources = tracer.tool((name) => clients[name].listResources(), { name: 'list_resources' });
  const readResource = tracer.retrieval((name, uri) => clients[name].readResource({ uri }), { name: 'read_resource' });
  const callTool = tracer.tool((server, name, args) => clients[server].callTool({ name, arguments: args }), {
    name: 'call_tool',
  });
  const getPrompt = tracer.task((server, name, args) => clients[server].getPrompt({ name, arguments: args }), {
    name: 'get_prompt',
  });
  const choose = tracer.llm(
    async (wish, programme) => {
      const { choices } = await openai.chat.completions.create({
        model: 'gpt-4o-mini',
        response_format: { type: 'json_object' },
        messages: [
          { role: 'system', content: 'Choose a performance. Answer as JSON: {"performance": id, "text": uri}.' },
          { role: 'user', content: `${wish}\n\nProgramme: ${programme}` },
        ],
      });
      return JSON.parse(choices[0].message.content);
    },
    { name: 'choose' },
  );
  const cheapest = tracer.task(
    (offers) =>
      offers
        .flatMap(({ free }) => free)
        .filter(({ view }) => view.startsWith('full'))
        .sort((a, b) => Number(a.price) - Number(b.price))[0],
    { name: 'cheapest' },
  );
  const write = tracer.llm(
    (messages) =>
      openai.chat.completions.create({
        model: 'gpt-4o-mini',
        messages: messages.map(({ role, content }) => ({ role, content: content.text })),
      }),
    { name: 'write' },
  );

  const evening = tracer.workflow(
    async ({ wish, guest, occasion }) => {
      await connect('archive', new StdioClientTransport({ command: process.execPath, args: [ARCHIVE] }));
      await connect('booking', await inMemory(booking()));
      await connect('press', await inMemory(press()));

      const { resources } = await listResources('archive');
      const season = await readResource('archive', resources[0].uri);
      const { performance, text } = await choose(wish, season.contents[0].text);

      const play = await readResource('archive', text);
      const offers = await Promise.all(
        ['stalls', 'balcony'].map((part) => callTool('booking', 'free_seats', { performance, part })),
      );
      const { row, seats } = cheapest(offers.map(({ structuredContent }) => structuredContent));
      const reservation = await callTool('booking', 'reserve', { performance, row, seats, guest });
      const gist = await callTool('press', 'gist', { text: play.contents[0].text });

      const { messages } = await getPrompt('press', 'card', { occasion, gist: gist.content[0].text });
      const { choices } = await write(messages);
      return { card: choices[0].message.content, reservation: reservation.content[0].text };
    },
    { name: 'evening' },
  );
  const value = await evening({
    wish: 'Something with water in it, on the second weekend of June, not too sad.',
    guest: 'Family Adeyemi-Krause',
    occasion: 'Grandma turns eighty and has not been out since her hip was operated on.',
  });
  await Promise.all(Object.values(clients).map((client) => client.close()));
  return value;
}

export const spans = {
  evening: 1,
  connect: 3,
  list_resources: 1,
  read_resource: 2,
  choose: 1,
  call_tool: 4,
  cheapest: 1,
  sample: 1,
  get_prompt: 1,
  write: 1,
};

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['list_resources', 'read_resource', 'output>input'],
  ['evening', 'choose', 'input>input'],
  ['read_resource', 'choose', 'output>input'],
  ['choose', 'read_resource#2', 'output>input'],
  ['choose', 'call_tool', 'output>input'],
  ['choose', 'call_tool#2', 'output>input'],
  ['call_tool', 'cheapest', 'output>input'],
  ['call_tool#2', 'cheapest', 'output>input'],
  ['choose', 'call_tool#3', 'output>input'],
  ['cheapest', 'call_tool#3', 'output>input'],
  ['evening', 'call_tool#3', 'input>input'],
  ['read_resource#2', 'call_tool#4', 'output>input'],
  ['call_tool#4', 'sample', 'input>input'],
  ['sample', 'call_tool#4', 'output>output'],
  ['evening', 'get_prompt', 'input>input'],
  ['call_tool#4', 'get_prompt', 'output>input'],
  ['get_prompt', 'write', 'output>input'],
  ['write', 'evening', 'output>output'],
  ['call_tool#3', 'evening', 'output>output'],
];
