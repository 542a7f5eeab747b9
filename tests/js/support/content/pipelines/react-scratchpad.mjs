import { setTimeout as sleep } from 'node:timers/promises';

const ROUNDS = [
  'Thought: I should find out when the bridge was built before I compare anything.\nAction: lookup\nAction Input: {"page": "Old Stone Bridge", "section": "History"}',
  'Thought: Now the tower, which stands at its southern end.\nAction: lookup\nAction Input: {"page": "Southern Gate Tower", "section": "Construction"}',
  'Thought: I know both dates.\nFinal Answer: The crossing is older by about seventy years; its gate was added when the toll was introduced.',
];
const PAGES = {
  'Old Stone Bridge':
    'Work on the sixteen arches began in 1135 and took eleven years; the flood of 1342 carried away the wooden parapets.',
  'Southern Gate Tower':
    'The tower went up around 1210 together with the toll house. Its clock was installed by a locksmith from Ulm in 1652.',
};

export default {
  id: 'react-scratchpad',
  about: 'thoughts, actions and observations in one growing text; inputs of tools are JSON in a line of it',
  expect: [
    ['agent', 'think#1', 'input', 'input'],
    ['think#1', 'lookup#1', 'output', 'input'],
    ['lookup#1', 'think#2', 'output', 'input'],
    ['think#1', 'think#2', 'output', 'input'],
    ['think#2', 'lookup#2', 'output', 'input'],
    ['lookup#2', 'think#3', 'output', 'input'],
    ['think#2', 'think#3', 'output', 'input'],
    ['think#3', 'agent', 'output', 'output'],
  ],
  optional: [
    ['agent', 'think#2', 'input', 'input'],
    ['agent', 'think#3', 'input', 'input'],
  ],
  async run(t) {
    let round = 0;
    const think = t.llm(
      async () => {
        await sleep(1);
        return ROUNDS[round++];
      },
      { name: 'think' },
    );
    const lookup = t.tool(async ({ page }) => PAGES[page], { name: 'lookup' });
    const agent = t.agent(
      async (question) => {
        let scratchpad = `Answer with Thought, Action and Action Input. Tools: lookup.\n\nQuestion: ${question}\n`;
        for (;;) {
          const text = await think(scratchpad);
          const answer = text.match(/Final Answer: (.*)/);
          if (answer) return answer[1];
          const observation = await lookup(JSON.parse(text.match(/Action Input: (.*)/)[1]));
          scratchpad += `${text}\nObservation: ${observation}\n`;
        }
      },
      { name: 'agent' },
    );
    await agent('Which of the two is older, the stone bridge or the gate tower at its southern end?');
  },
};
