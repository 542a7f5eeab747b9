// Draft, critique, revise: every step streams, and the judge's JSON is parsed once it is whole.
import OpenAI from 'openai';

export const name = 'letter';

const DRAFT = `Dear Ms Okafor,

the lift in your stairwell will be repaired on 14 March, between eight and noon.
Please use the goods lift in the meantime; the caretaker has the key.

Yours, the house management`;

const REVISED = `Dear Ms Okafor,

we are sorry that the lift has been out of order since Sunday. It will be repaired on 14 March, between eight and noon.
Please use the goods lift in the meantime; the caretaker has the key.

Yours, the house management`;

const REMARKS = ['It does not apologise for the outage.', 'It should say since when the lift is broken.'];

/** @type {import('../server.js').Model} */
export function model({ last }) {
  if (last.startsWith('Write a letter')) return DRAFT;
  if (last.startsWith('Judge'))
    return JSON.stringify(last.includes('sorry') ? { score: 9, remarks: [] } : { score: 5, remarks: REMARKS });
  return REVISED;
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const { completions } = new OpenAI({ apiKey: 'key', baseURL: `${server.url}/v1` }).chat;
  const ask = (/** @type {string} */ system, /** @type {string} */ content) =>
    completions.create({
      model: 'gpt-5-mini',
      stream: true,
      messages: [
        { role: 'system', content: system },
        { role: 'user', content },
      ],
    });

  const draft = tracer.llm((brief) => ask(WRITER, `Write a letter.\n\n${brief}`), { name: 'draft' });
  const critique = tracer.llm(
    (brief, text) => ask(JUDGE, `Judge this letter.\n\n<brief>${brief}</brief>\n<letter>${text}</letter>`),
    { name: 'critique' },
  );
  const revise = tracer.llm(
    (text, remarks) =>
      ask(WRITER, `Revise the letter.\n\n${text}\n\nRemarks:\n${remarks.map((remark) => `- ${remark}`).join('\n')}`),
    { name: 'revise' },
  );

  const letter = tracer.workflow(
    async (brief) => {
      let text = await read(draft(brief));
      for (let round = 0; round < 3; round++) {
        const { score, remarks } = JSON.parse(await read(critique(brief, text)));
        if (score >= 8) break;
        text = await read(revise(text, remarks));
      }
      return text;
    },
    { name: 'letter' },
  );
  return letter('Tell Ms Okafor, third floor, when the lift will be repaired and how she gets up until then.');
}

const WRITER = 'You write letters for a house management: short, friendly, concrete.';
const JUDGE = 'You are a strict editor. Answer as JSON: {"score": 1 to 10, "remarks": [string]}.';

async function read(answer) {
  let text = '';
  for await (const { choices } of await answer) text += choices[0]?.delta.content ?? '';
  return text;
}

export const spans = { letter: 1, draft: 1, critique: 2, revise: 1 };

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['letter', 'draft', 'input>input'],
  ['letter', 'critique', 'input>input'],
  ['draft', 'critique', 'output>input'],
  ['draft', 'revise', 'output>input'],
  ['critique', 'revise', 'output>input'],
  ['letter', 'critique#2', 'input>input'],
  ['revise', 'critique#2', 'output>input'],
  ['revise', 'letter', 'output>output'],
];
