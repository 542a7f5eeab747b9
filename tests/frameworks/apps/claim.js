// OpenAI's responses: a tool that returns files, an answer that fails twice and then comes from another model, a letter as
// an attachment.
import OpenAI from 'openai';

export const name = 'claim';

const ESTIMATE = Buffer.from(`Garage Vukovic, Mill Lane 4
Rear bumper, part and paint        1,140.00
Parking sensor, two pieces           262.50
Work, five hours                     437.50`);
const PHOTO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4', 'base64');
const VERDICT = `Bumper and sensors are covered, less the excess of 300.
The hours are usual for this repair; the photo fits what the garage describes.`;

/** @type {import('../server.js').Model} */
export function model({ body, last, times }) {
  if (last.startsWith('On Tuesday'))
    return { calls: [['find_files', { policy: 'HR-2209-81', kinds: ['estimate', 'photo'] }]] };
  if (body.model === 'gpt-5')
    return times === 0 ? { status: 500, text: 'The server had an error' } : { status: 429, text: 'Rate limit reached' };
  return VERDICT;
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const client = new OpenAI({ apiKey: 'key', baseURL: `${server.url}/v1`, maxRetries: 0 });
  const respond = tracer.llm(
    (model, input) => client.responses.create({ model, input, instructions: 'You assess claims.', tools: TOOLS }),
    { name: 'respond' },
  );
  const findFiles = tracer.tool(
    async ({ kinds }) =>
      [
        { name: 'estimate.txt', type: 'text/plain', kind: 'estimate', bytes: ESTIMATE },
        { name: 'IMG_4471.png', type: 'image/png', kind: 'photo', bytes: PHOTO },
      ].filter(({ kind }) => kinds.includes(kind)),
    { name: 'find files' },
  );
  const attach = tracer.task(
    (files) =>
      files.map(({ type, bytes }) =>
        type.startsWith('image/')
          ? { type: 'input_image', detail: 'low', image_url: `data:${type};base64,${bytes.toString('base64')}` }
          : { type: 'input_text', text: bytes.toString() },
      ),
    { name: 'attach' },
  );
  const letter = tracer.task((verdict) => `Dear customer,\n\n${verdict.replaceAll('\n', ' ')}\n\nYour insurance`, {
    name: 'letter',
  });
  const pdf = tracer.tool(
    (text) => ({
      filename: 'decision.pdf',
      content: Buffer.from(`%PDF-1.4 (${[...text].reverse().join('')}) Tj`).toString('base64'),
    }),
    { name: 'pdf' },
  );
  const mail = tracer.tool(async () => ({ accepted: true, id: '<20260904.7f3a@mail.example>' }), { name: 'mail' });

  /** The first model twice, then the one that is always there. */
  async function patiently(input) {
    const models = ['gpt-5', 'gpt-5', 'gpt-5-mini'];
    for (const [attempt, name] of models.entries()) {
      try {
        return await respond(name, input);
      } catch (error) {
        if (!(error instanceof OpenAI.APIError) || attempt === models.length - 1) throw error;
      }
    }
  }

  const claim = tracer.workflow(
    async ({ from, text }) => {
      const input = [{ role: 'user', content: text }];
      const { output } = await respond('gpt-5-mini', input);
      for (const call of output.filter(({ type }) => type === 'function_call')) {
        const files = await findFiles(JSON.parse(call.arguments));
        input.push(call, { type: 'function_call_output', call_id: call.call_id, output: attach(files) });
      }
      const { output_text: verdict } = await patiently(input);
      const said = letter(verdict);
      const { id } = await mail({ to: from, subject: 'Your claim', text: said, attachments: [pdf(said)] });
      return { verdict, id };
    },
    { name: 'claim' },
  );
  return claim({
    from: 'v.sorokina@post.example',
    text: 'On Tuesday a van backed into my parked car, policy HR-2209-81. The estimate and a photo are in my files.',
  });
}

const strings = { type: 'array', items: { type: 'string' } };
const TOOLS = [
  {
    type: 'function',
    name: 'find_files',
    strict: true,
    parameters: {
      type: 'object',
      properties: { policy: { type: 'string' }, kinds: strings },
      required: ['policy', 'kinds'],
    },
  },
];

export const spans = { claim: 1, respond: 4, 'find files': 1, attach: 1, letter: 1, pdf: 1, mail: 1 };

const ATTEMPTS = ['respond#2', 'respond#3', 'respond#4'];

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ['claim', 'respond', 'input>input'],
  ['respond', 'find files', 'output>input'],
  ['find files', 'attach', 'output>input'],
  ...ATTEMPTS.flatMap(
    (attempt) =>
      /** @type {import('../score.js').Edge[]} */ ([
        ['respond', attempt, 'output>input'],
        ['attach', attempt, 'output>input'],
      ]),
  ),
  ['respond#4', 'letter', 'output>input'],
  ['letter', 'pdf', 'output>input'],
  ['claim', 'mail', 'input>input'],
  ['letter', 'mail', 'output>input'],
  ['pdf', 'mail', 'output>input'],
  ['respond#4', 'claim', 'output>output'],
  ['mail', 'claim', 'output>output'],
];
