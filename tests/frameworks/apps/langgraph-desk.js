// Two agents in a graph that hand over by Command; their tools are given the framework's config as a second argument, and the
// run is read as a stream of updates.
import { AIMessage, HumanMessage, SystemMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { Command, END, MessagesAnnotation, START, StateGraph } from '@langchain/langgraph';
import { ToolNode } from '@langchain/langgraph/prebuilt';
import { ChatOpenAI } from '@langchain/openai';
import { z } from 'zod';

export const name = 'langgraph-desk';

const BOOKING = 'Booking HX-20417: two nights from 3 June, room with a cot, paid by transfer on 12 May.';
const RULES = 'Up to a week before arrival a stay can be moved once without a fee, if the room is free.';
const ROOMS = { from: '2026-06-10', free: ['room 11 with balcony', 'room 14 towards the yard'] };
const MOVED = 'I have moved you to room 14 from 10 June; the cot moves along, and there is no fee.';

/** @type {import('../server.js').Model} */
export function model({ body: { messages }, turn }) {
  if (messages[0].content.startsWith('You welcome'))
    return turn === 0
      ? {
          calls: [
            ['find_booking', { reference: 'HX-20417' }],
            ['read_rules', { section: 'rebooking' }],
          ],
        }
      : 'Please let our colleague find another room for this guest.';
  return turn === 0 || !messages.some(({ tool_call_id, content }) => tool_call_id && content.includes('balcony'))
    ? { calls: [['free_rooms', { from: '2026-06-10', nights: 2 }]] }
    : MOVED;
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const gpt = new ChatOpenAI({
    model: 'gpt-4o-mini',
    apiKey: 'key',
    maxRetries: 0,
    configuration: { baseURL: `${server.url}/v1` },
  });
  const findBooking = tool(
    tracer.tool(async () => BOOKING, { name: 'find_booking' }),
    {
      name: 'find_booking',
      description: 'Finds a booking',
      schema: z.object({ reference: z.string() }),
    },
  );
  const readRules = tool(
    tracer.retrieval(async () => RULES, { name: 'read_rules' }),
    {
      name: 'read_rules',
      description: 'Reads the rules',
      schema: z.object({ section: z.string() }),
    },
  );
  const freeRooms = tool(
    tracer.tool(async ({ from }) => JSON.stringify({ ...ROOMS, from }), { name: 'free_rooms' }),
    {
      name: 'free_rooms',
      description: 'Rooms that are free',
      schema: z.object({ from: z.string(), nights: z.number() }),
    },
  );
  const frontTools = [findBooking, readRules];
  const roomTools = [freeRooms];
  const front = gpt.bindTools(frontTools);
  const rooms = gpt.bindTools(roomTools);

  const welcome = tracer.agent(
    async ({ messages }, config) => {
      const message = await front.invoke([new SystemMessage('You welcome guests.'), ...messages], config);
      return message.tool_calls.length
        ? new Command({ goto: 'front_tools', update: { messages: [message] } })
        : new Command({ goto: 'book', update: { messages: [message] } });
    },
    { name: 'welcome' },
  );
  const book = tracer.agent(
    async ({ messages }, config) => {
      const message = await rooms.invoke([new SystemMessage('You find rooms.'), ...messages], config);
      return new Command({ goto: message.tool_calls.length ? 'room_tools' : END, update: { messages: [message] } });
    },
    { name: 'book' },
  );
  const graph = new StateGraph(MessagesAnnotation)
    .addNode('welcome', welcome, { ends: ['front_tools', 'book'] })
    .addNode('front_tools', new ToolNode(frontTools))
    .addNode('book', book, { ends: ['room_tools', END] })
    .addNode('room_tools', new ToolNode(roomTools))
    .addEdge(START, 'welcome')
    .addEdge('front_tools', 'welcome')
    .addEdge('room_tools', 'book')
    .compile();

  const log = tracer.tool(async (kind, text) => `${kind}:${text.length}`, { name: 'log' });
  const serve = tracer.workflow(
    async (wish) => {
      let last;
      for await (const update of await graph.stream(
        { messages: [new HumanMessage(wish)] },
        { streamMode: 'updates' },
      )) {
        const [message] = Object.values(update)[0].messages;
        if (ToolMessage.isInstance(message)) await log('tool', message.content);
        if (AIMessage.isInstance(message)) last = message;
      }
      return last.content;
    },
    { name: 'serve' },
  );
  return serve('We booked under HX-20417, but the child has measles. Can we come a week later, with the cot?');
}

export const spans = { serve: 1, welcome: 2, find_booking: 1, read_rules: 1, book: 2, free_rooms: 1, log: 2 };

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['serve', 'welcome', 'input>input'],
  ['welcome', 'find_booking', 'output>input'],
  ['welcome', 'read_rules', 'output>input'],
  ['welcome', 'welcome#2', 'output>input'],
  ['find_booking', 'welcome#2', 'output>input'],
  ['read_rules', 'welcome#2', 'output>input'],
  ['find_booking', 'log', 'output>input'],
  ['serve', 'book', 'input>input'],
  ['welcome', 'book', 'output>input'],
  ['find_booking', 'book', 'output>input'],
  ['read_rules', 'book', 'output>input'],
  ['welcome#2', 'book', 'output>input'],
  ['book', 'free_rooms', 'output>input'],
  ['book', 'book#2', 'output>input'],
  ['free_rooms', 'book#2', 'output>input'],
  ['free_rooms', 'log#2', 'output>input'],
  ['book#2', 'serve', 'output>output'],
];
