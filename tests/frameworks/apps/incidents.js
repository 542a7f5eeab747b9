// Incidents of one week (Claude): a sub-agent finds the cause of each, one after the other, and signs it with the incident's own
// reference; two at a time are merged.
import Anthropic from '@anthropic-ai/sdk';
import { nth } from '../nth.js';

export const name = 'incidents';

const INCIDENTS = [
  { ref: 'INC-311', text: 'Since the update the scanner at gate four reads every second badge only.' },
  { ref: 'INC-318', text: 'Badges of the night shift open the gate five minutes too late.' },
  { ref: 'INC-322', text: 'The turnstile at the canteen counts nobody on Fridays.' },
];
const LOGS = {
  'INC-311': 'reader GR-4 poll=400ms (was 200ms)',
  'INC-318': 'ctrl-B drift=-301s ntp=10.1.9.9 unreachable',
  'INC-322': 'counter CT-1 state=off reason=calendar:holiday',
};
const CAUSES = {
  'INC-311': 'Firmware 8.2 halves the polling rate of scanners of the second series.',
  'INC-318': 'The clock of controller B is five minutes behind, as its time server has moved.',
  'INC-322': 'The canteen counter is switched off by a calendar that takes Fridays for holidays.',
};
const MERGED = 'The update reset both the polling and the address of the time server.';
const ALL = 'All three come from the update: polling, time server and calendar went back to their defaults.';

/** @type {import('../server.js').Model} */
export function model({ body: { system }, text, last, turn }) {
  if (system.startsWith('Merge')) return last.includes('calendar') ? ALL : MERGED;
  const { ref } = INCIDENTS.find((incident) => text.includes(incident.ref));
  return turn === 0 ? { calls: [['logs', { ref, hours: 48 }]] } : CAUSES[ref];
}

/** @type {import('../harness.js').App['run']} */
export async function run({ tracer, server }) {
  const anthropic = new Anthropic({ apiKey: 'key', baseURL: server.url });
  const create = tracer.llm(anthropic.messages.create.bind(anthropic.messages), { name: 'create' });
  const logs = tracer.tool(async ({ ref, hours }) => `${hours} hours of logs: ${LOGS[ref]}`, { name: 'logs' });
  const diagnose = tracer.agent(
    async (incident) => {
      const messages = [{ role: 'user', content: `Incident ${incident.ref}: ${incident.text}` }];
      for (;;) {
        const { content } = await create({
          model: 'claude-haiku-4-5',
          max_tokens: 300,
          system: 'Find the cause.',
          messages: [...messages],
          tools: [{ name: 'logs', input_schema: { type: 'object' } }],
        });
        const use = content.find(({ type }) => type === 'tool_use');
        if (!use) return { ref: incident.ref, cause: content[0].text };
        const result = { type: 'tool_result', tool_use_id: use.id, content: await logs(use.input) };
        messages.push({ role: 'assistant', content }, { role: 'user', content: [result] });
      }
    },
    { name: 'diagnose' },
  );
  const merge = tracer.llm(
    async (one, other) => {
      const { content } = await anthropic.messages.create({
        model: 'claude-haiku-4-5',
        max_tokens: 300,
        system: 'Merge two findings into one.',
        messages: [{ role: 'user', content: `A: ${one}\nB: ${other}` }],
      });
      return content[0].text;
    },
    { name: 'merge' },
  );
  const post = tracer.tool(async ({ refs }) => ({ posted: true, to: '#facility-ops', threads: refs.length }), {
    name: 'post',
  });

  const triage = tracer.workflow(
    async (incidents) => {
      const found = [];
      for (const incident of incidents) found.push(await diagnose(incident));
      const [{ cause }, ...others] = found;
      let summary = cause;
      for (const other of others) summary = await merge(summary, other.cause);
      await post({ summary, refs: found.map(({ ref }) => ref) });
      return { summary, causes: found };
    },
    { name: 'triage' },
  );
  return triage(INCIDENTS);
}

export const spans = { triage: 1, diagnose: 3, create: 6, logs: 3, merge: 2, post: 1 };

/** @type {import('../score.js').Edge[]} */
export const edges = [
  ...[1, 2, 3].flatMap((n) => {
    const [diagnose, logs] = [nth('diagnose', n), nth('logs', n)];
    const [asks, answers] = [nth('create', 2 * n - 1), nth('create', 2 * n)];
    return /** @type {import('../score.js').Edge[]} */ ([
      ['triage', diagnose, 'input>input'],
      [diagnose, asks, 'input>input'],
      [asks, logs, 'output>input'],
      [asks, answers, 'output>input'],
      [logs, answers, 'output>input'],
      [answers, diagnose, 'output>output'],
      [diagnose, 'triage', 'output>output'],
      [diagnose, 'post', 'output>input'],
    ]);
  }),
  ['diagnose', 'merge', 'output>input'],
  ['diagnose#2', 'merge', 'output>input'],
  ['merge', 'merge#2', 'output>input'],
  ['diagnose#3', 'merge#2', 'output>input'],
  ['merge#2', 'post', 'output>input'],
  ['merge#2', 'triage', 'output>output'],
];
