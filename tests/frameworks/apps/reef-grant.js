// An application for a grant: a plan, branches that a condition chooses and that run in parallel, a draft that is judged and
// written anew. Every node is given the whole state.
import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { Annotation, END, START, StateGraph } from '@langchain/langgraph';
import { ChatOpenAI } from '@langchain/openai';
import { z } from 'zod';

export const name = 'reef-grant';

const GOAL = 'Two seasons of listening to the mussel reef off Vadehav, for a foundation that pays up to 90,000 euros.';
const STEPS = [
  { branch: 'budget', items: ['hydrophone', 'boat day', 'student'] },
  { branch: 'literature', queries: ['snapping sounds of blue mussels', 'acoustic indices in temperate shallows'] },
  { branch: 'risks', aspects: ['winter ice on the moorings', 'the harbour that will be dredged'] },
];
const PRICES = {
  hydrophone: { article: 'SoundTrap ST600 recorder with housing', price: 3940, count: 6 },
  'boat day': { article: 'Cutter Havternen with skipper, one day', price: 1150, count: 14 },
  student: { article: 'Student assistant at the station, a month', price: 640, count: 24 },
};
const PAPERS = {
  'snapping sounds of blue mussels':
    'Valve movements of Mytilus click at two to four kilohertz, most of all at slack water (Ravn and Oduya 2021).',
  'acoustic indices in temperate shallows':
    'Of nine indices only the median of the spectral entropy followed species counts through a whole year (Petit 2019).',
};
const SUMMARY = 'Mussels can be heard closing, and one measure of entropy tracks diversity across seasons.';
const RISKS = 'Ice: lift the moorings before December. Dredging: a buoy outside the fairway serves as a control.';
const DRAFTS = [
  'We propose to record a reef nobody has recorded. Six recorders stay for two seasons.',
  'The reef clicks at slack water, and we know which measure follows it. Six recorders show what the dredging does to it.',
];
const JUDGEMENTS = [
  { verdict: 'revise', remarks: ['Say in the first sentence what is known.', 'Turn the dredging into a question.'] },
  { verdict: 'accept', remarks: ['Nothing to add; mind the length of the annex.'] },
];

/** @type {import('../server.js').Model} */
export function model({ body: { messages }, text }) {
  const { content } = messages[0];
  if (content.startsWith('Plan')) return JSON.stringify({ steps: STEPS });
  if (content.startsWith('Summarise')) return SUMMARY;
  if (content.startsWith('Name')) return RISKS;
  const isSecond = text.includes(DRAFTS[1]);
  if (content.startsWith('Judge')) return JSON.stringify(JUDGEMENTS[isSecond ? 1 : 0]);
  return DRAFTS[text.includes('first sentence') ? 1 : 0];
}

const State = Annotation.Root({
  goal: Annotation(),
  steps: Annotation(),
  sections: Annotation({ reducer: (all, more) => ({ ...all, ...more }), default: () => ({}) }),
  draft: Annotation(),
  judgements: Annotation({ reducer: (all, more) => all.concat(more), default: () => [] }),
  application: Annotation(),
});

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const gpt = new ChatOpenAI({
    model: 'gpt-4o',
    apiKey: 'key',
    maxRetries: 0,
    temperature: 0.3,
    configuration: { baseURL: `${server.url}/v1` },
  });
  const ask = async (system, content, config) => {
    const { text } = await gpt.invoke([new SystemMessage(system), new HumanMessage(content)], config);
    return text;
  };
  const stepOf = ({ steps }, wanted) => steps.find(({ branch }) => branch === wanted);
  const sectionsOf = ({ sections }) => Object.entries(sections).map(([title, text]) => `## ${title}\n${text}`);

  const plan = tracer.llm(
    async ({ goal }, config) => JSON.parse(await ask('Plan the branches as JSON.', goal, config)),
    { name: 'plan' },
  );
  const prices = tracer.retrieval(async (items) => items.map((item) => PRICES[item]), { name: 'prices' });
  const budget = tracer.task(
    async (state) => {
      const rows = await prices(stepOf(state, 'budget').items);
      const lines = rows.map(({ article, price, count }) => `| ${article} | ${count} | ${count * price} |`);
      return { sections: { budget: ['| What | Count | Euros |', '|---|---|---|', ...lines].join('\n') } };
    },
    { name: 'budget' },
  );
  const papers = tracer.retrieval(async (query) => ({ query, found: [PAPERS[query]] }), { name: 'papers' });
  const summarise = tracer.llm((found, config) => ask('Summarise in one sentence.', found.join('\n\n'), config), {
    name: 'summarise',
  });
  const literature = tracer.agent(
    async (state, config) => {
      const results = await Promise.all(stepOf(state, 'literature').queries.map((query) => papers(query)));
      return {
        sections: {
          literature: await summarise(
            results.flatMap(({ found }) => found),
            config,
          ),
        },
      };
    },
    { name: 'literature' },
  );
  const risks = tracer.llm(
    async (state, config) => ({
      sections: { risks: await ask('Name a remedy for each.', stepOf(state, 'risks').aspects.join('; '), config) },
    }),
    { name: 'risks' },
  );
  const draft = tracer.llm(
    async (state, config) => {
      const remarks = state.judgements.flatMap(({ remarks }) => remarks).map((remark) => `- ${remark}`);
      const parts = [state.goal, ...sectionsOf(state), state.draft ?? '', ...remarks];
      return { draft: await ask('Write the application.', parts.join('\n\n'), config) };
    },
    { name: 'draft' },
  );
  const Judgement = z.object({ verdict: z.enum(['revise', 'accept']), remarks: z.array(z.string()) });
  const judge = tracer.llm(
    async ({ draft, goal }, config) => {
      const judged = await ask('Judge as the foundation would, as JSON.', `${goal}\n\n${draft}`, config);
      return { judgements: [Judgement.parse(JSON.parse(judged))] };
    },
    { name: 'judge' },
  );
  const assemble = tracer.task(
    (state) => ({ application: [`# ${state.goal}`, state.draft, ...sectionsOf(state)].join('\n\n') }),
    { name: 'assemble' },
  );

  const BRANCHES = ['budget', 'literature', 'risks'];
  const graph = new StateGraph(State)
    .addNode('plan', plan)
    .addNode('budget', budget)
    .addNode('literature', literature)
    .addNode('risks', risks)
    .addNode('write', draft)
    .addNode('judge', judge)
    .addNode('assemble', assemble)
    .addEdge(START, 'plan')
    .addConditionalEdges('plan', ({ steps }) => steps.map(({ branch }) => branch), BRANCHES)
    .addEdge(BRANCHES, 'write')
    .addEdge('write', 'judge')
    .addConditionalEdges('judge', ({ judgements }) => judgements.at(-1).verdict, {
      revise: 'write',
      accept: 'assemble',
    })
    .addEdge('assemble', END)
    .compile();

  const apply = tracer.workflow(async (goal) => (await graph.invoke({ goal })).application, { name: 'apply' });
  return apply(GOAL);
}

export const spans = {
  apply: 1,
  plan: 1,
  budget: 1,
  prices: 1,
  literature: 1,
  papers: 2,
  summarise: 1,
  risks: 1,
  draft: 2,
  judge: 2,
  assemble: 1,
};

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ...['plan', 'budget', 'literature', 'risks', 'draft', 'judge', 'assemble'].map((node) => [
    'apply',
    node,
    'input>input',
  ]),
  ...['budget', 'literature', 'risks', 'draft', 'judge', 'assemble'].map((node) => ['plan', node, 'output>input']),
  ['budget', 'prices', 'input>input'],
  ['prices', 'budget', 'output>output'],
  ['literature', 'papers', 'input>input'],
  ['literature', 'papers#2', 'input>input'],
  ['papers', 'summarise', 'output>input'],
  ['papers#2', 'summarise', 'output>input'],
  ['summarise', 'literature', 'output>output'],
  ...['draft', 'judge', 'assemble'].flatMap((node) => [
    ['budget', node, 'output>input'],
    ['literature', node, 'output>input'],
    ['risks', node, 'output>input'],
  ]),
  ['draft', 'judge', 'output>input'],
  ['draft', 'draft#2', 'output>input'],
  ['judge', 'draft#2', 'output>input'],
  ['draft#2', 'judge#2', 'output>input'],
  ['judge', 'judge#2', 'output>input'],
  ['draft#2', 'assemble', 'output>input'],
  ['judge', 'assemble', 'output>input'],
  ['judge#2', 'assemble', 'output>input'],
  ['assemble', 'apply', 'output>output'],
];

// The node's own config, handed on.
/** @type {import('../score.js').Edge[]} */
export const optional = [['literature', 'summarise', 'input>input']];
