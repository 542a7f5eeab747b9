// A supervisor in LangGraph: an editor hands out tasks with a Command, two agents with tools work on them at once, a reducer
// gathers what they found, a writer streams.
import { Annotation, Command, END, START, StateGraph } from '@langchain/langgraph';
import { ChatOpenAI } from '@langchain/openai';
import { createAgent, createMiddleware, tool } from 'langchain';
import { z } from 'zod';

export const name = 'newsroom';

const TASKS = {
  facts:
    'Find out from the archive when the swimming bath on Gerber Street was closed, and what the repair would cost.',
  voices: 'Ask two people of the quarter what they do without the bath; one of them should be a teacher.',
};
const CUTTINGS = [
  { issue: '2024-11-02', line: 'Council closes Gerber Street bath: the roof carries no snow' },
  { issue: '2025-06-19', line: 'Roof and pipes: 4.8 million, says the surveyor Nadia Prill' },
];
const QUOTES = `Teacher Orhan Demir: "My third form learns to swim on dry land."
Pensioner Ilse Tamm: "I take the bus to Lohne, forty minutes each way."`;

/** @type {import('../server.js').Model} */
export function model({ text, turn }) {
  if (text.includes('You are the editor')) return JSON.stringify(TASKS);
  if (text.includes('You write'))
    return 'Still no water on Gerber Street. A roof, a bill of nearly five million, and children who swim on mats.';
  const isFacts = text.includes('You know the archive');
  if (turn === 0)
    return {
      calls: [
        isFacts
          ? ['archive', { words: ['Gerber Street', 'bath'], since: 2024 }]
          : ['interview', { quarter: 'Old Tannery', people: 2 }],
      ],
    };
  return isFacts
    ? 'It has been shut since November 2024 because of the roof; a survey of June 2025 speaks of 4.8 million for roof and pipes.'
    : 'A teacher teaches strokes in the gym, and a pensioner rides forty minutes to the next town.';
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const chat = new ChatOpenAI({ model: 'gpt-5-mini', apiKey: 'key', configuration: { baseURL: `${server.url}/v1` } });

  /** An agent whose calls of the model are seen. */
  const agentOf = (/** @type {string} */ systemPrompt, /** @type {string} */ name, ...tools) => {
    const ask = tracer.llm((_messages, go) => go(), { name });
    const middleware = [
      createMiddleware({ name: 'trace', wrapModelCall: (request, go) => ask(request.messages, () => go(request)) }),
    ];
    return createAgent({ model: chat, tools, systemPrompt, middleware });
  };
  const archive = tool(
    tracer.tool(async () => CUTTINGS, { name: 'archive' }),
    {
      name: 'archive',
      description: 'Looks through old issues',
      schema: z.object({ words: z.array(z.string()), since: z.number() }),
    },
  );
  const interview = tool(
    tracer.tool(async () => QUOTES, { name: 'interview' }),
    {
      name: 'interview',
      description: 'Asks people in the street',
      schema: z.object({ quarter: z.string(), people: z.number() }),
    },
  );
  const researcher = agentOf('You know the archive.', 'ask researcher', archive);
  const reporter = agentOf('You know the quarter.', 'ask reporter', interview);
  const assign = tracer.llm((messages) => chat.withStructuredOutput(Tasks).invoke(messages), { name: 'assign' });
  const write = tracer.llm((messages) => chat.stream(messages), { name: 'write' });

  const editor = tracer.agent(
    async ({ question }) => {
      const tasks = await assign([
        ['system', 'You are the editor. Say what is to be found out.'],
        ['user', question],
      ]);
      return new Command({ update: { tasks }, goto: ['facts', 'voices'] });
    },
    { name: 'editor' },
  );
  const worker = (/** @type {'facts' | 'voices'} */ name, agent) =>
    tracer.agent(
      async ({ tasks }) => {
        const { messages } = await agent.invoke({ messages: [{ role: 'user', content: tasks[name] }] });
        return { findings: [{ by: name, text: messages.at(-1).content }] };
      },
      { name },
    );
  const writer = tracer.agent(
    async ({ question, findings }) => {
      const known = findings.map(({ by, text }) => `## ${by}\n${text}`).join('\n\n');
      let article = '';
      for await (const { content } of await write([
        ['system', 'You write for a local paper.'],
        ['user', `${question}\n\n${known}`],
      ]))
        article += content;
      return { article };
    },
    { name: 'writer' },
  );

  const graph = new StateGraph(State)
    .addNode('editor', editor, { ends: ['facts', 'voices'] })
    .addNode('facts', worker('facts', researcher))
    .addNode('voices', worker('voices', reporter))
    .addNode('writer', writer)
    .addEdge(START, 'editor')
    .addEdge(['facts', 'voices'], 'writer')
    .addEdge('writer', END)
    .compile();

  const newsroom = tracer.workflow(
    async (question) => {
      let article = '';
      for await (const update of await graph.stream({ question }, { streamMode: 'updates' }))
        article = update.writer?.article ?? article;
      return article;
    },
    { name: 'newsroom' },
  );
  return newsroom('What has become of the swimming bath, and how do people in the Old Tannery get along?');
}

const Tasks = z.object({ facts: z.string(), voices: z.string() });

const State = Annotation.Root({
  question: Annotation(),
  tasks: Annotation(),
  findings: Annotation({ reducer: (all, more) => all.concat(more), default: () => [] }),
  article: Annotation(),
});

export const spans = {
  newsroom: 1,
  editor: 1,
  assign: 1,
  facts: 1,
  'ask researcher': 2,
  archive: 1,
  voices: 1,
  'ask reporter': 2,
  interview: 1,
  writer: 1,
  write: 1,
};

/** @type {import('../score.js').Edge[]} every node is given the whole state, with the question and the tasks in it */
export const edges = [
  ['newsroom', 'editor', 'input>input'],
  ['editor', 'assign', 'input>input'],
  ['assign', 'editor', 'output>output'],
  ['newsroom', 'facts', 'input>input'],
  ['editor', 'facts', 'output>input'],
  ['facts', 'ask researcher', 'input>input'],
  ['ask researcher', 'archive', 'output>input'],
  ['ask researcher', 'ask researcher#2', 'output>input'],
  ['archive', 'ask researcher#2', 'output>input'],
  ['ask researcher#2', 'facts', 'output>output'],
  ['newsroom', 'voices', 'input>input'],
  ['editor', 'voices', 'output>input'],
  ['voices', 'ask reporter', 'input>input'],
  ['ask reporter', 'interview', 'output>input'],
  ['ask reporter', 'ask reporter#2', 'output>input'],
  ['interview', 'ask reporter#2', 'output>input'],
  ['ask reporter#2', 'voices', 'output>output'],
  ['newsroom', 'writer', 'input>input'],
  ['editor', 'writer', 'output>input'],
  ['facts', 'writer', 'output>input'],
  ['voices', 'writer', 'output>input'],
  ['writer', 'write', 'input>input'],
  ['write', 'writer', 'output>output'],
  ['writer', 'newsroom', 'output>output'],
];
