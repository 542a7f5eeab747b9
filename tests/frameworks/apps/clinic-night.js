// A night at a clinic: little values that are equal by chance, and little values that are handed on. Whole completions are
// returned, so that what every answer of the API carries is in all of them.
import OpenAI from 'openai';

export const name = 'clinic-night';

const PATIENTS = [
  'Aksel fell from a ladder, his wrist is swollen, he can move all fingers.',
  'Birte has had a nosebleed for an hour and takes thinners since her operation.',
];
const TRIAGE = [
  { ward: 'north', code: 'green', bed: 12, file: 'F-33071', doctor: 'Dr. Lindqvist-Aho' },
  { ward: 'south', code: 'green', bed: 12, file: 'F-33094', doctor: 'Dr. Marianne Holt' },
];
const SPLINT = 'Keep the arm above the heart and the splint dry.';

/** @type {import('../server.js').Model} */
export function model({ last }) {
  if (last.startsWith('Instructions')) return SPLINT;
  if (last.startsWith('Menu')) return 'Porridge with stewed apples, rye bread, and tea for those who fast until noon.';
  if (last.startsWith('Handover')) return 'Quiet night: two came, one with a splint and one under watch.';
  return JSON.stringify(TRIAGE[last.includes('wrist') ? 0 : 1]);
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const { completions } = new OpenAI({ apiKey: 'key', baseURL: `${server.url}/v1` }).chat;
  const ask = (/** @type {string} */ content) =>
    completions.create({ model: 'gpt-4o-mini', temperature: 0, seed: 7, messages: [{ role: 'user', content }] });
  const textOf = ({ choices }) => choices[0].message.content;

  const triage = tracer.llm((patient) => ask(`Triage as JSON: ${patient}`), { name: 'triage' });
  const station = tracer.tool(async () => ({ station: 'north', unit: 'celsius', status: 'open', value: 12 }), {
    name: 'station',
  });
  const stock = tracer.tool(async ({ code, unit }) => ({ code, unit, packs: 12, shelf: 'south-2' }), { name: 'stock' });
  const page = tracer.tool(async ({ file, doctor }) => ({ sent: true, pager: `${doctor.length}-${file}` }), {
    name: 'page',
  });
  const reserve = tracer.tool(async (ward, file) => ({ reserved: true, slip: `${ward}/${file}/night` }), {
    name: 'reserve',
  });
  const instructions = tracer.llm((complaint) => ask(`Instructions for the way home. ${complaint}`), {
    name: 'instructions',
  });
  const menu = tracer.llm((day) => ask(`Menu for breakfast on ${day}`), { name: 'menu' });
  const handover = tracer.llm((slip, advice) => ask(`Handover.\nSlip ${slip}\nAdvice given: ${advice}`), {
    name: 'handover',
  });

  const night = tracer.workflow(
    async ([first, second]) => {
      const [one, two] = [await triage(first), await triage(second)].map((answer) => JSON.parse(textOf(answer)));
      await station();
      await stock({ code: 'green', unit: 'celsius' });
      await page({ file: one.file, doctor: one.doctor });
      const { slip } = await reserve(two.ward, two.file);
      const advice = textOf(await instructions(first));
      await menu('Friday');
      return textOf(await handover(slip, advice));
    },
    { name: 'night' },
  );
  return night(PATIENTS);
}

export const spans = {
  night: 1,
  triage: 2,
  station: 1,
  stock: 1,
  page: 1,
  reserve: 1,
  instructions: 1,
  menu: 1,
  handover: 1,
};

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['night', 'triage', 'input>input'],
  ['night', 'triage#2', 'input>input'],
  ['triage', 'page', 'output>input'],
  ['triage#2', 'reserve', 'output>input'],
  ['night', 'instructions', 'input>input'],
  ['reserve', 'handover', 'output>input'],
  ['instructions', 'handover', 'output>input'],
  ['handover', 'night', 'output>output'],
];
