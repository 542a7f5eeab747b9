// The runner of OpenAI's client calls traced functions by itself, two of them in parallel, and hands each its own state.
import OpenAI from 'openai';

export const name = 'tool-runner';

const PLOTS = {
  'north-3': { soil: 'heavy loam, acid', light: 'four hours in the morning', last: 'potatoes with blight' },
  'south-1': { soil: 'sand with leaf mould', light: 'all day', last: 'broad beans, healthy' },
};
const ROTATION =
  'After beans come leafy crops, after potatoes a year of green manure; blight forbids tomatoes for three years.';
const ADVICE = 'Sow phacelia on the northern plot and chard on the southern one. Tomatoes have to wait.';

/** @type {import('../server.js').Model} */
export function model({ turn, text }) {
  if (text.includes('One line')) return 'Phacelia north, chard south.';
  if (turn === 0)
    return {
      calls: [
        ['survey', { plot: 'north-3', season: 'spring' }],
        ['survey', { plot: 'south-1', season: 'spring' }],
      ],
    };
  return text.includes('green manure') ? ADVICE : { calls: [['rotation', { crops: ['potatoes', 'broad beans'] }]] };
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const { completions } = new OpenAI({ apiKey: 'key', baseURL: `${server.url}/v1` }).chat;
  const survey = tracer.tool(async ({ plot }) => PLOTS[plot], { name: 'survey' });
  const rotation = tracer.retrieval(async ({ crops }) => `${crops.length} crops. ${ROTATION}`, { name: 'rotation' });
  const define = (name, run, description) => ({
    type: 'function',
    function: { name, description, function: run, parse: JSON.parse, parameters: { type: 'object', properties: {} } },
  });
  const tools = [
    define('survey', survey, 'Soil and light of a plot'),
    define('rotation', rotation, 'What may follow what'),
  ];

  const garden = tracer.llm(
    (content) => completions.runTools({ model: 'gpt-4o-mini', tools, messages: [{ role: 'user', content }] }),
    { name: 'garden' },
  );
  const label = tracer.llm(
    (content) =>
      completions.create({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: `One line:\n${content}` }] }),
    { name: 'label' },
  );
  const season = tracer.workflow(
    async (wish) => {
      const advice = await garden(wish).finalContent();
      const { choices } = await label(advice);
      return { advice, label: choices[0].message.content };
    },
    { name: 'season' },
  );
  return season('What shall I grow on my two plots this year, if tomatoes are what the children like best?');
}

export const spans = { season: 1, garden: 1, survey: 2, rotation: 1, label: 1 };

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['season', 'garden', 'input>input'],
  ['garden', 'survey', 'output>input'],
  ['garden', 'survey#2', 'output>input'],
  ['garden', 'rotation', 'output>input'],
  ['garden', 'label', 'output>input'],
  ['garden', 'season', 'output>output'],
  ['label', 'season', 'output>output'],
];
