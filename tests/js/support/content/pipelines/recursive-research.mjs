import { setTimeout as sleep } from 'node:timers/promises';

const TREE = {
  'Why did the coastal railway close in the seventies?': [
    'Who owned the line at the end, and what did it cost them?',
    'Which roads were built along the shore before that?',
  ],
};
const NOTES = {
  'Who owned the line at the end, and what did it cost them?':
    'The county took it over for one crown and paid nine million a year for sleepers, slopes and staff.',
  'Which roads were built along the shore before that?':
    'A motorway with four lanes reached the last harbour in 1968, and buses were faster from then on.',
};

export default {
  id: 'recursive-research',
  about:
    'a function that calls itself for parts of a question and joins what comes back: each level feeds the one above',
  expect: [
    ['research#1', 'decompose', 'input', 'input'],
    ['decompose', 'research#2', 'output', 'input'],
    ['research#2', 'answer', 'input', 'input'],
    ['answer', 'research#2', 'output', 'output'],
    ['decompose', 'research#3', 'output', 'input'],
    ['research#3', 'answer#2', 'input', 'input'],
    ['answer#2', 'research#3', 'output', 'output'],
    ['research#2', 'combine', 'output', 'input'],
    ['research#3', 'combine', 'output', 'input'],
    ['research#1', 'combine', 'input', 'input'],
    ['combine', 'research#1', 'output', 'output'],
  ].map((edge) => edge.map((name) => (name === 'answer' ? 'answer#1' : name))),
  optional: [],
  async run(t) {
    const decompose = t.llm(async (question) => JSON.stringify(TREE[question]), { name: 'decompose' });
    const answer = t.llm(
      async (question) => {
        await sleep(1);
        return NOTES[question];
      },
      { name: 'answer' },
    );
    const combine = t.llm(async () => 'It was given up because the upkeep was dear and everybody had begun to drive.', {
      name: 'combine',
    });
    const research = t.agent(
      async (question) => {
        if (!TREE[question]) return answer(question);
        const found = [];
        for (const part of JSON.parse(await decompose(question))) found.push(await research(part));
        return combine(`${question}\n\n${found.map((text, i) => `(${i + 1}) ${text}`).join('\n')}`);
      },
      { name: 'research' },
    );
    await research(Object.keys(TREE)[0]);
  },
};
