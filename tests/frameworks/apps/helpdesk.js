// A long conversation with Claude: answers stream, tools are called in between, and what is old is summed up for the system prompt.
import Anthropic from '@anthropic-ai/sdk';

export const name = 'helpdesk';

const QUESTIONS = [
  'The lamp of my router WR-7740-119 has been red since the storm. Is it the line or the box?',
  'I have pulled the plug for ten minutes as you said; nothing has changed.',
  'Then please send somebody, mornings are best.',
];
const LINE = 'Line to WR-7740-119: attenuation 61 dB, four resyncs in the last hour, no outage in the street.';
const BOX = 'It looks like the box: take it off the mains for ten minutes, then look at the second lamp.';
const STILL = 'Thank you for trying. Then the modem part was hit by the storm and somebody has to come by.';
const SUMMARY = 'Customer with a red lamp after a storm; restart was advised, since the street is fine.';
const COMING = 'Somebody comes on Thursday between eight and ten and brings a new box along.';

/** @type {import('../server.js').Model} */
export function model({ body, text, last }) {
  if (body.model === 'claude-haiku-4-5') return SUMMARY;
  if (text.includes('tool_result') && last.includes('tool_result')) return text.includes('visit-') ? COMING : BOX;
  if (last.startsWith('The lamp'))
    return { text: 'I will have the line measured while you wait.', calls: [['measure', { serial: 'WR-7740-119' }]] };
  if (last.startsWith('Then please'))
    return { calls: [['visit', { reason: 'modem hit by lightning', daytime: 'morning' }]] };
  return STILL;
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const { messages: api } = new Anthropic({ apiKey: 'key', baseURL: server.url });
  const say = tracer.llm(
    (system, messages) => api.stream({ model: 'claude-sonnet-4-6', max_tokens: 1000, system, messages, tools: TOOLS }),
    { name: 'say' },
  );
  const summarise = tracer.llm(
    (transcript) =>
      api.create({
        model: 'claude-haiku-4-5',
        max_tokens: 200,
        messages: [{ role: 'user', content: `Sum up in one sentence.\n\n${transcript}` }],
      }),
    { name: 'summarise' },
  );
  const tools = {
    measure: tracer.tool(async () => LINE, { name: 'measure' }),
    visit: tracer.tool(async () => ({ visit: 'visit-30418', when: '2026-09-10T08:00/10:00', brings: 'WR-8' }), {
      name: 'visit',
    }),
  };

  let system = 'You help customers of an internet provider.';
  /** @type {any[]} */
  let history = [];

  const turn = tracer.agent(
    async (question) => {
      history.push({ role: 'user', content: question });
      for (;;) {
        const { content, stop_reason } = await say(system, history).finalMessage();
        history.push({ role: 'assistant', content });
        if (stop_reason !== 'tool_use') return content[0].text;
        const results = content
          .filter(({ type }) => type === 'tool_use')
          .map(async ({ id, name, input }) => {
            const result = await tools[name](input);
            return {
              type: 'tool_result',
              tool_use_id: id,
              content: typeof result === 'string' ? result : JSON.stringify(result),
            };
          });
        history.push({ role: 'user', content: await Promise.all(results) });
      }
    },
    { name: 'turn' },
  );

  const session = tracer.workflow(
    async (questions) => {
      const answers = [];
      for (const question of questions) {
        if (history.length >= 6) {
          const { content } = await summarise(history.slice(0, -2).map(lineOf).join('\n'));
          system += `\n\nWhat happened before: ${content[0].text}`;
          history = history.slice(-2);
        }
        answers.push(await turn(question));
      }
      return answers;
    },
    { name: 'session' },
  );
  return session(QUESTIONS);
}

const lineOf = ({ role, content }) =>
  `${role}: ${typeof content === 'string' ? content : content.map(({ text, content }) => text ?? content ?? '').join(' ')}`;

const TOOLS = [
  {
    name: 'measure',
    description: 'Measures a line',
    input_schema: { type: 'object', properties: { serial: { type: 'string' } } },
  },
  {
    name: 'visit',
    description: 'Sends a technician',
    input_schema: { type: 'object', properties: { reason: { type: 'string' }, daytime: { type: 'string' } } },
  },
];

export const spans = { session: 1, turn: 3, say: 5, measure: 1, visit: 1, summarise: 1 };

/** @type {import('../score.js').Edge[]} what an ended turn answered is the turn's */
export const edges = [
  ['session', 'turn', 'input>input'],
  ['turn', 'say', 'input>input'],
  ['say', 'measure', 'output>input'],
  ['say', 'say#2', 'output>input'],
  ['measure', 'say#2', 'output>input'],
  ['say#2', 'turn', 'output>output'],
  ['session', 'turn#2', 'input>input'],
  ['turn#2', 'say#3', 'input>input'],
  ['turn', 'say#3', 'output>input'],
  ['say#3', 'turn#2', 'output>output'],
  ['session', 'summarise', 'input>input'],
  ['say', 'summarise', 'output>input'],
  ['measure', 'summarise', 'output>input'],
  ['turn', 'summarise', 'output>input'],
  ['session', 'turn#3', 'input>input'],
  ['turn#3', 'say#4', 'input>input'],
  ['summarise', 'say#4', 'output>input'],
  ['turn#2', 'say#4', 'output>input'],
  ['say#4', 'visit', 'output>input'],
  ['say#4', 'say#5', 'output>input'],
  ['visit', 'say#5', 'output>input'],
  ['say#5', 'turn#3', 'output>output'],
  ['turn', 'session', 'output>output'],
  ['turn#2', 'session', 'output>output'],
  ['turn#3', 'session', 'output>output'],
];
