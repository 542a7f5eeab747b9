// A house is looked at before it is bought (Claude): the work is split into tasks, a sub-agent does each in a conversation of its
// own, all of them at once, and what they report is merged.
import Anthropic from '@anthropic-ai/sdk';

export const name = 'survey';

const WISH = {
  address: 'Gerberau 14, 79098 Freiburg',
  wish: 'We want to know what we have to put into the house within the first two years, and in which order.',
};
const TASKS = [
  { area: 'roof', assignment: 'Say how long the tiles and the gutters will last, and what replacing them costs.' },
  { area: 'heating', assignment: 'Say whether the boiler may stay, and what a heat pump would need.' },
  { area: 'damp', assignment: 'Find out where the water in the cellar comes from, and whether it comes every year.' },
];
const PICTURE = Buffer.from('ffd8ffe000104a46494600010100000100010000'.repeat(12), 'hex').toString('base64');
const READINGS = 'year,kWh\n2024,31200\n2025,30850\n2026,33410\nboiler plate: BX-240 / 1998';
const BOILER = {
  type: 'BX-240',
  class: 'constant temperature',
  mustGo: 'after thirty years, that is in 2028',
  radiators: 'sized for seventy degrees',
};
const MAP = {
  unit: 'percent by weight',
  walls: [
    { wall: 'north, below the window', value: 11.2 },
    { wall: 'north, at the floor', value: 14.9 },
    { wall: 'south', value: 4.1 },
  ],
};
const FINDINGS = {
  roof: {
    finding: 'The tiles hold another ten years, yet both gutters on the street side are rusted through.',
    cost: 4200,
    when: 'before the first winter',
  },
  heating: {
    finding: 'The boiler has to leave in 2028; with larger radiators in four rooms a heat pump is enough.',
    cost: 27500,
    when: 'second summer',
  },
  damp: {
    finding: 'Water stands against the northern wall whenever the gutter spills over, hence it is no ground water.',
    cost: 1900,
    when: 'after the gutters',
  },
};
const REPORT = `First the gutters, as they cause the wet cellar as well; the cellar can dry over the following summer. Put money aside for the heating, which is due in the second year. Altogether you need some 33,600 euros.`;

const LEAD = 'You lead surveys of houses. Split the question into tasks for your colleagues.';
const WRITER = 'You write to buyers who know nothing of building. Be plain.';

/** @type {import('../server.js').Model} */
export function model({ body: { system }, turn }) {
  if (system === LEAD) return { calls: [['split', { tasks: TASKS }]] };
  if (system === WRITER) return REPORT;
  const area = TASKS.find((task) => system.includes(task.area)).area;
  const report = { calls: [['report', FINDINGS[area]]] };
  if (area === 'roof')
    return turn === 0
      ? { text: 'I need to see it from above.', calls: [['drone_photo', { side: 'street', metres: 25 }]] }
      : report;
  if (area === 'heating')
    return [
      { calls: [['meter_readings', { medium: 'gas', years: 3 }]] },
      { text: 'That is a lot for its size; which boiler is it?', calls: [['boiler_data', { plate: 'BX-240' }]] },
      report,
    ][turn];
  if (turn > 0) return report;
  return {
    calls: [
      ['moisture_map', { storey: 'cellar', grid: 'half a metre' }],
      ['rain_log', { station: 'Freiburg-Mitte', since: '2025-10-01' }],
    ],
  };
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const client = new Anthropic({ apiKey: 'key', baseURL: server.url, maxRetries: 0 });

  const split = tracer.llm(
    (question) =>
      client.messages.create({
        model: 'claude-opus-4-6',
        max_tokens: 1024,
        system: LEAD,
        tools: [SPLIT],
        tool_choice: { type: 'tool', name: 'split' },
        messages: [{ role: 'user', content: question }],
      }),
    { name: 'split' },
  );
  const tools = {
    drone_photo: tracer.tool(
      async () => [
        { type: 'text', text: 'Two photographs, taken at noon, light from the south-west' },
        { type: 'image', source: { type: 'base64', media_type: 'image/jpeg', data: PICTURE } },
      ],
      { name: 'drone_photo' },
    ),
    meter_readings: tracer.tool(async () => READINGS, { name: 'meter_readings' }),
    boiler_data: tracer.tool(async ({ plate }) => JSON.stringify({ ...BOILER, type: plate }), { name: 'boiler_data' }),
    moisture_map: tracer.tool(async () => JSON.stringify(MAP), { name: 'moisture_map' }),
    rain_log: tracer.tool(
      async ({ station }) => {
        throw new Error(`Station ${station} has been offline since the autumn`);
      },
      { name: 'rain_log' },
    ),
  };

  /** @returns {Promise<any>} what goes back to the model */
  async function use({ id, name, input }) {
    try {
      return { type: 'tool_result', tool_use_id: id, content: await tools[name](input) };
    } catch (error) {
      return { type: 'tool_result', tool_use_id: id, content: `${error}`, is_error: true };
    }
  }

  const investigate = tracer.agent(
    async (task, address) => {
      const think = tracer.llm(
        (messages) => client.messages.create({ ...SETTINGS, system: expert(task.area), messages }),
        {
          name: `think about the ${task.area}`,
          model: SETTINGS.model,
        },
      );
      /** @type {any[]} */
      const messages = [{ role: 'user', content: `${task.assignment}\n\nThe house: ${address}` }];
      for (;;) {
        const { content } = await think(messages);
        const uses = content.filter(({ type }) => type === 'tool_use');
        const report = uses.find(({ name }) => name === 'report');
        if (report) return report.input;
        messages.push({ role: 'assistant', content }, { role: 'user', content: await Promise.all(uses.map(use)) });
      }
    },
    { name: 'investigate' },
  );
  const merge = tracer.task(
    (reports) => {
      const lines = reports.map(({ finding, cost, when }, at) => `${at + 1}. ${finding} (${cost} euros, ${when})`);
      return `${lines.join('\n')}\nSum: ${reports.reduce((sum, { cost }) => sum + cost, 0)} euros`;
    },
    { name: 'merge' },
  );
  const write = tracer.llm(
    ({ wish, findings }) =>
      client.messages.create({
        model: 'claude-opus-4-6',
        max_tokens: 2048,
        system: WRITER,
        messages: [{ role: 'user', content: `<wish>${wish}</wish>\n<findings>\n${findings}\n</findings>` }],
      }),
    { name: 'write' },
  );

  const survey = tracer.workflow(
    async ({ address, wish }) => {
      const { content } = await split(wish);
      const { tasks } = content.find(({ type }) => type === 'tool_use').input;
      const reports = await Promise.all(tasks.map((task) => investigate(task, address)));
      const letter = await write({ wish, findings: merge(reports) });
      return letter.content[0].text;
    },
    { name: 'survey' },
  );
  return survey(WISH);
}

const expert = (area) => `You are an expert for the ${area} of old houses. End with the tool "report".`;
const object = (properties) => ({ type: 'object', properties });
const [string, number] = [{ type: 'string' }, { type: 'number' }];
const SPLIT = {
  name: 'split',
  description: 'One task for each colleague',
  input_schema: object({ tasks: { type: 'array', items: object({ area: string, assignment: string }) } }),
};
const SETTINGS = {
  model: 'claude-haiku-4-5',
  max_tokens: 1024,
  tools: [
    {
      name: 'drone_photo',
      description: 'Photographs from above',
      input_schema: object({ side: string, metres: number }),
    },
    { name: 'meter_readings', description: 'What was used', input_schema: object({ medium: string, years: number }) },
    { name: 'boiler_data', description: 'What a plate means', input_schema: object({ plate: string }) },
    {
      name: 'moisture_map',
      description: 'How wet the walls are',
      input_schema: object({ storey: string, grid: string }),
    },
    { name: 'rain_log', description: 'How much it rained', input_schema: object({ station: string, since: string }) },
    {
      name: 'report',
      description: 'Ends the work',
      input_schema: object({ finding: string, cost: number, when: string }),
    },
  ],
};

export const spans = {
  survey: 1,
  split: 1,
  investigate: 3,
  'think about the roof': 2,
  'think about the heating': 3,
  'think about the damp': 2,
  drone_photo: 1,
  meter_readings: 1,
  boiler_data: 1,
  moisture_map: 1,
  rain_log: 1,
  merge: 1,
  write: 1,
};

const [ROOF, HEATING, DAMP] = TASKS.map(({ area }) => `think about the ${area}`);

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['survey', 'split', 'input>input'],
  ...['investigate', 'investigate#2', 'investigate#3'].flatMap(
    (agent, at) =>
      /** @type {import('../score.js').Edge[]} */ ([
        ['split', agent, 'output>input'],
        ['survey', agent, 'input>input'],
        [agent, [ROOF, HEATING, DAMP][at], 'input>input'],
        [agent, 'merge', 'output>input'],
      ]),
  ),
  [ROOF, 'drone_photo', 'output>input'],
  [ROOF, `${ROOF}#2`, 'output>input'],
  ['drone_photo', `${ROOF}#2`, 'output>input'],
  [`${ROOF}#2`, 'investigate', 'output>output'],
  [HEATING, 'meter_readings', 'output>input'],
  [HEATING, `${HEATING}#2`, 'output>input'],
  ['meter_readings', `${HEATING}#2`, 'output>input'],
  [`${HEATING}#2`, 'boiler_data', 'output>input'],
  [`${HEATING}#2`, `${HEATING}#3`, 'output>input'],
  ['boiler_data', `${HEATING}#3`, 'output>input'],
  [`${HEATING}#3`, 'investigate#2', 'output>output'],
  [DAMP, 'moisture_map', 'output>input'],
  [DAMP, 'rain_log', 'output>input'],
  [DAMP, `${DAMP}#2`, 'output>input'],
  ['moisture_map', `${DAMP}#2`, 'output>input'],
  [`${DAMP}#2`, 'investigate#3', 'output>output'],
  ['merge', 'write', 'output>input'],
  ['survey', 'write', 'input>input'],
  ['write', 'survey', 'output>output'],
];
