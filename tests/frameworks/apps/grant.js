// A choir applies for a grant (AI SDK, Claude): generateText looks things up by itself, sections are written at once, and an
// evaluator that answers with an object sends the draft back until it is content.
import { createAnthropic } from '@ai-sdk/anthropic';
import { generateObject, generateText, stepCountIs, tool } from 'ai';
import { z } from 'zod';

export const name = 'grant';

const CALLS = [
  { id: 'KF-2027-11', title: 'Music outside the cities', closes: '2027-01-31', upTo: 12000 },
  { id: 'KF-2027-14', title: 'Digital archives', closes: '2027-03-15', upTo: 40000 },
];
const CALL = {
  id: 'KF-2027-11',
  eligible: 'Ensembles of amateurs in places below five thousand inhabitants',
  share: 'The foundation pays three quarters; the rest has to be shown as money or as hours of volunteers.',
  wants: ['a budget in three lines', 'who will listen', 'what stays when the money is spent'],
};
const AWARDS = [
  { year: 2025, to: 'Bergkapelle Schwand', euros: 9800, what: 'Wind music on threshing floors' },
  { year: 2026, to: 'Singkreis Altmoor', euros: 11250, what: 'Lullabies of three generations' },
];
const FACTS = `The choir fits call KF-2027-11, which closes at the end of January. It may ask for 12,000 euros at most and has to bring a quarter itself, hours of volunteers included. Two similar ensembles got between nine and twelve thousand.`;
const OUTLINE = {
  sections: [
    {
      heading: 'Who we are',
      points: ['thirty-one voices between sixteen and eighty', 'rehearsals above the fire station'],
    },
    { heading: 'What we plan', points: ['six evenings in barns', 'songs collected from grandmothers'] },
    { heading: 'What it costs', points: ['travel, a harmonium on loan, printing', 'hours of volunteers as our share'] },
  ],
};
const SECTIONS = {
  'Who we are':
    'Thirty-one of us sing, the youngest still at school and the oldest long retired; on Tuesdays you hear us above the fire station.',
  'What we plan':
    'In the summer we carry six evenings of old songs into six barns, each with the songs that its own valley still remembers.',
  'What it costs':
    'We need 11,400 euros for travel, a borrowed harmonium and song sheets, and bring four hundred hours of our own.',
};
const REMARKS = [
  'The budget is one sentence where the call asks for three lines.',
  'Nothing is said about what remains after the summer.',
];
const MORE = ['Say who will come to the barns, in one sentence.'];
const SECOND = `Who we are\nWe are thirty-one singers from a village of nine hundred.\n\nWhat we plan\nSix barns, six evenings; every song is recorded and stays in the parish library.\n\nWhat it costs\nTravel 5,200\nHarmonium 3,700\nSong sheets 2,500`;
const THIRD = `Who we are\nWe are thirty-one singers from a village of nine hundred.\n\nWhat we plan\nSix barns, six evenings, and benches for everybody who cannot drive to the city; every song is recorded for the parish library.\n\nWhat it costs\nTravel 5,200\nHarmonium 3,700\nSong sheets 2,500`;

/** @type {import('../server.js').Model} */
export function model({ body, text, last, turn }) {
  const system = JSON.stringify(body.system);
  if (system.includes('look up')) {
    if (turn === 0)
      return {
        text: 'Let me see which calls are open and who got money before.',
        calls: [
          ['search_calls', { topic: 'choir', place: 'village' }],
          ['past_awards', { topic: 'folk songs', since: 2025 }],
        ],
      };
    return turn === 1 ? { calls: [['read_call', { id: 'KF-2027-11' }]] } : FACTS;
  }
  if (system.includes('outlines')) return JSON.stringify(OUTLINE);
  if (system.includes('one section')) return SECTIONS[Object.keys(SECTIONS).find((heading) => last.includes(heading))];
  if (system.includes('foundation')) {
    if (text.includes('cannot drive')) return JSON.stringify({ pass: true, remarks: [] });
    return JSON.stringify({ pass: false, remarks: text.includes('recorded') ? MORE : REMARKS });
  }
  return last.includes(MORE[0]) ? THIRD : SECOND;
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const anthropic = createAnthropic({ apiKey: 'key', baseURL: `${server.url}/v1` });
  const claude = anthropic('claude-sonnet-4-6');

  const searchCalls = tracer.tool(async () => CALLS, { name: 'search_calls' });
  const pastAwards = tracer.tool(async ({ since }) => AWARDS.filter(({ year }) => year >= since), {
    name: 'past_awards',
  });
  const readCall = tracer.tool(async (id) => ({ ...CALL, id }), { name: 'read_call' });
  const tools = {
    search_calls: tool({
      description: 'Open calls of foundations',
      inputSchema: z.object({ topic: z.string(), place: z.string() }),
      execute: (input) => searchCalls(input),
    }),
    past_awards: tool({
      description: 'Who got a grant before',
      inputSchema: z.object({ topic: z.string(), since: z.number() }),
      execute: (input) => pastAwards(input),
    }),
    read_call: tool({
      description: 'The conditions of a call',
      inputSchema: z.object({ id: z.string() }),
      execute: ({ id }) => readCall(id),
    }),
  };

  const research = tracer.llm(
    (goal) =>
      generateText({
        model: claude,
        tools,
        stopWhen: stepCountIs(5),
        system: 'You look up grants and say in three sentences what matters.',
        prompt: goal,
      }),
    { name: 'research' },
  );
  const cite = tracer.task(
    (results) => results.map(({ toolName, input }) => `${toolName} (${Object.values(input).join(', ')})`),
    { name: 'cite' },
  );
  const outline = tracer.llm(
    async (facts, applicant) => {
      const section = z.object({ heading: z.string(), points: z.array(z.string()) });
      const { object } = await generateObject({
        model: claude,
        schema: z.object({ sections: z.array(section) }),
        system: 'You make outlines of applications.',
        prompt: `Applicant: ${applicant}\n\nFacts: ${facts}`,
      });
      return object;
    },
    { name: 'outline' },
  );
  const write = tracer.llm(
    async ({ section, facts }) => {
      const { text } = await generateText({
        model: claude,
        system: 'You write one section of an application.',
        prompt: `${section.heading}\n${section.points.map((point) => `* ${point}`).join('\n')}\n\n${facts}`,
      });
      return text;
    },
    { name: 'write' },
  );
  const assemble = tracer.task(
    (sections, texts) => sections.map(({ heading }, at) => `${heading}\n${texts[at]}`).join('\n\n'),
    { name: 'assemble' },
  );
  const evaluate = tracer.llm(
    (draft) =>
      generateObject({
        model: claude,
        schema: z.object({ pass: z.boolean(), remarks: z.array(z.string()) }),
        system: 'You read applications for the foundation.',
        prompt: draft,
      }),
    { name: 'evaluate' },
  );
  const revise = tracer.llm(
    async (draft, remarks) => {
      const { text } = await generateText({
        model: claude,
        system: 'You revise applications.',
        messages: [
          { role: 'user', content: `<draft>${draft}</draft>\n\n${remarks.map((remark) => `- ${remark}`).join('\n')}` },
        ],
      });
      return text;
    },
    { name: 'revise' },
  );
  const finish = tracer.task(
    (draft, sources) => ({ subject: 'Application', body: draft, appendix: sources.join('\n') }),
    {
      name: 'finish',
    },
  );

  const apply = tracer.workflow(
    async ({ applicant, goal }) => {
      const { text: facts, steps } = await research(goal);
      const sources = cite(steps.flatMap(({ toolResults }) => toolResults));
      const { sections } = await outline(facts, applicant);
      const texts = await Promise.all(sections.map((section) => write({ section, facts })));
      let draft = assemble(sections, texts);
      for (let round = 0; round < 3; round++) {
        const { object: verdict } = await evaluate(draft);
        if (verdict.pass) break;
        draft = await revise(draft, verdict.remarks);
      }
      return finish(draft, sources);
    },
    { name: 'apply' },
  );
  return apply({
    applicant: 'Gemischter Chor Oberwiesenbach, registered association',
    goal: 'We would like to sing old songs in barns next summer. Who could pay for a part of it?',
  });
}

export const spans = {
  apply: 1,
  research: 1,
  search_calls: 1,
  past_awards: 1,
  read_call: 1,
  cite: 1,
  outline: 1,
  write: 3,
  assemble: 1,
  evaluate: 3,
  revise: 2,
  finish: 1,
};

/** @type {import('../score.js').Edge[]} what generateText() says to its tools is known only when they have ended */
export const edges = [
  ['apply', 'research', 'input>input'],
  ['research', 'cite', 'output>input'],
  ['apply', 'outline', 'input>input'],
  ['research', 'outline', 'output>input'],
  ...['write', 'write#2', 'write#3'].flatMap(
    (write) =>
      /** @type {import('../score.js').Edge[]} */ ([
        ['outline', write, 'output>input'],
        ['research', write, 'output>input'],
        [write, 'assemble', 'output>input'],
      ]),
  ),
  ['outline', 'assemble', 'output>input'],
  ['assemble', 'evaluate', 'output>input'],
  ['assemble', 'revise', 'output>input'],
  ['evaluate', 'revise', 'output>input'],
  ['revise', 'evaluate#2', 'output>input'],
  ['revise', 'revise#2', 'output>input'],
  ['evaluate#2', 'revise#2', 'output>input'],
  ['revise#2', 'evaluate#3', 'output>input'],
  ['revise#2', 'finish', 'output>input'],
  ['cite', 'finish', 'output>input'],
  ['finish', 'apply', 'output>output'],
];

/**
 * The result of generateText() holds the results of the tools as well; and an id that the model read in one tool's result and
 * asked another for is the model's word as much as the tool's.
 * @type {import('../score.js').Edge[]}
 */
export const optional = [
  ...['search_calls', 'past_awards', 'read_call'].map((step) => [step, 'research', 'output>output']),
  ['search_calls', 'read_call', 'output>input'],
];
