// Tools that the AI SDK calls by itself, and a streamed answer.
// npm install ai @ai-sdk/openai zod spanloom; OPENAI_API_KEY=... node ai-sdk.js
import { openai } from '@ai-sdk/openai';
import { stepCountIs, streamText } from 'ai';
import { consoleExporter, init, llm, retrieval, tool, workflow } from 'spanloom';
import { z } from 'zod';

init({ service: 'harbour', exporters: [consoleExporter()] });

const tides = tool(async ({ port }) => ({ port, high: '14:10', low: '20:25', current: 'two knots westwards' }), {
  name: 'tides',
});
const pilotBook = retrieval(
  async ({ port }) => `Entering ${port} at less than half tide is for boats that draw no more than one metre.`,
  { name: 'pilot_book' },
);

const port = z.object({ port: z.string() });

const advise = llm(
  (prompt) =>
    streamText({
      model: openai('gpt-4o-mini'), // reads OPENAI_API_KEY and OPENAI_BASE_URL
      prompt,
      tools: {
        tides: { description: 'High and low water of a port', inputSchema: port, execute: tides },
        pilot_book: { description: 'How to enter a port', inputSchema: port, execute: pilotBook },
      },
      stopWhen: stepCountIs(5),
    }),
  { name: 'advise' },
);

const log = tool(async (entry) => `${entry.length} characters logged`, { name: 'log' });

const sail = workflow(
  async (question) => {
    const { textStream } = advise(question);
    let text = '';
    for await (const part of textStream) {
      process.stdout.write(part);
      text += part;
    }
    await log(text);
  },
  { name: 'sail' },
);

await sail('When can I enter Whitsand with a boat that draws two metres?');
console.log();
