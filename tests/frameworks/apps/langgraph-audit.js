// A graph whose nodes take `(state, config)`: map-reduce by Send, a checkpointer, a person who is asked and answers.
import { AIMessage, HumanMessage, SystemMessage } from '@langchain/core/messages';
import {
  Annotation,
  Command,
  END,
  interrupt,
  MemorySaver,
  MessagesAnnotation,
  Send,
  START,
  StateGraph,
} from '@langchain/langgraph';
import { ChatOpenAI } from '@langchain/openai';
import { nth } from '../nth.js';

export const name = 'langgraph-audit';

const SECTIONS = ['Payments to suppliers abroad', 'Access to the server room', 'Backups of the ledger'];
const FINDINGS = {
  Payments: 'Two invoices from Oporto were paid twice in March.',
  Access: 'A badge of somebody who left in May still opens the door.',
  Backups: 'The restore was last tried eleven months ago.',
};
const REPORT = 'Three things want doing: recover the double payment, block the badge, rehearse a restore.';
const FINAL = 'Management letter: the payment comes first, then badge and restore, each with an owner and a date.';

/** @type {import('../server.js').Model} */
export function model({ body: { messages }, last }) {
  const [first] = messages;

  if (first.content.startsWith('Split')) return SECTIONS.join('\n');
  if (first.content.startsWith('Audit')) return FINDINGS[Object.keys(FINDINGS).find((key) => last.includes(key))];
  if (first.content.startsWith('Merge')) return REPORT;
  return FINAL;
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const model = new ChatOpenAI({
    model: 'gpt-4o-mini',
    apiKey: 'key',
    maxRetries: 0,
    configuration: { baseURL: `${server.url}/v1` },
  });
  const State = Annotation.Root({
    ...MessagesAnnotation.spec,
    company: Annotation(),
    sections: Annotation(),
    findings: Annotation({ reducer: (known, more) => known.concat(more), default: () => [] }),
    report: Annotation(),
    remark: Annotation(),
  });
  const chat = tracer.llm((messages, config) => model.invoke(messages, config), { name: 'chat' });

  const split = tracer.task(
    async (state, config) => {
      const message = await chat(
        [new SystemMessage('Split the audit into sections.'), new HumanMessage(state.company)],
        config,
      );
      return { sections: message.content.split('\n'), messages: [message] };
    },
    { name: 'split' },
  );
  const audit = tracer.agent(
    async ({ section, company }, config) => {
      const asked = [new SystemMessage('Audit one section.'), new HumanMessage(`${section} of ${company}`)];
      const message = await chat(asked, config);
      return { findings: [{ section, text: message.content }] };
    },
    { name: 'audit' },
  );
  const merge = tracer.task(
    async ({ findings }, config) => {
      const list = findings.map(({ section, text }) => `${section}: ${text}`).join('\n');
      const message = await chat([new SystemMessage('Merge the findings.'), new HumanMessage(list)], config);
      return { report: message.content, messages: [message] };
    },
    { name: 'merge' },
  );
  const approve = tracer.task(({ report }) => ({ remark: interrupt({ question: 'Is that right?', report }) }), {
    name: 'approve',
  });
  const finish = tracer.task(
    async ({ report, remark }, config) => {
      const asked = [
        new SystemMessage('Write the management letter.'),
        new AIMessage(report),
        new HumanMessage(remark),
      ];
      return { messages: [await chat(asked, config)] };
    },
    { name: 'finish' },
  );
  const graph = new StateGraph(State)
    .addNode('split', split)
    .addNode('audit', audit)
    .addNode('merge', merge)
    .addNode('approve', approve)
    .addNode('finish', finish)
    .addEdge(START, 'split')
    .addConditionalEdges(
      'split',
      ({ sections, company }) => sections.map((section) => new Send('audit', { section, company })),
      ['audit'],
    )
    .addEdge('audit', 'merge')
    .addEdge('merge', 'approve')
    .addEdge('approve', 'finish')
    .addEdge('finish', END)
    .compile({ checkpointer: new MemorySaver() });

  const remark = tracer.task(
    async ({ report }) => `Start with the payment. ${report.length > 40 ? 'And name an owner for each.' : ''}`,
    {
      name: 'person',
    },
  );
  const run = tracer.workflow(
    async (company) => {
      const config = { configurable: { thread_id: 'audit-17' } };
      const paused = await graph.invoke({ company }, config);
      const answer = await remark(paused.__interrupt__[0].value);
      const { messages } = await graph.invoke(new Command({ resume: answer }), config);
      return messages.at(-1).content;
    },
    { name: 'run' },
  );
  return run('Nordhavn Shipping, a freight forwarder with forty people');
}

export const spans = { run: 1, split: 1, audit: 3, merge: 1, approve: 2, person: 1, finish: 1, chat: 6 };

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['run', 'split', 'input>input'],
  ['split', 'chat', 'input>input'],
  ['chat', 'split', 'output>output'],
  ...[1, 2, 3].flatMap((n) => [
    ['split', nth('audit', n), 'output>input'],
    ['run', nth('audit', n), 'input>input'],
    [nth('audit', n), nth('chat', n + 1), 'input>input'],
    [nth('chat', n + 1), nth('audit', n), 'output>output'],
  ]),
  ['merge', 'chat#5', 'input>input'],
  ['chat#5', 'merge', 'output>output'],
  ['merge', 'person', 'output>input'],

  ...['merge', 'approve', 'approve#2', 'finish'].flatMap((node) => [
    ['run', node, 'input>input'],
    ['split', node, 'output>input'],
    ...[1, 2, 3].map((n) => [nth('audit', n), node, 'output>input']),
    ...(node === 'merge' ? [] : [['merge', node, 'output>input']]),
  ]),
  ['approve#2', 'finish', 'output>input'],
  ['finish', 'chat#6', 'input>input'],
  ['chat#6', 'finish', 'output>output'],
  ['finish', 'run', 'output>output'],
];
