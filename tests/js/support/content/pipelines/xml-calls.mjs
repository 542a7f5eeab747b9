import { setTimeout as sleep } from 'node:timers/promises';

const REPLIES = [
  `I will look at the test first.
<function=view>
<parameter=path>packages/clock/test/leap-seconds.spec.ts</parameter>
</function>`,
  `The expectation is off by one day; I will change that line.
<function=replace>
<parameter=path>packages/clock/test/leap-seconds.spec.ts</parameter>
<parameter=old>expect(daysBetween(a, b)).toBe(366);</parameter>
<parameter=new>expect(daysBetween(a, b)).toBe(365);</parameter>
</function>`,
  'The suite is green again; only the expectation of the leap year test had to be corrected.',
];
const FILE = `import { daysBetween } from '../src/calendar';
it('counts a year that is not a leap year', () => {
  const [a, b] = [new Date('2022-01-01'), new Date('2023-01-01')];
  expect(daysBetween(a, b)).toBe(366);
});`;

export default {
  id: 'xml-calls',
  about: 'calls in XML tags: parameters are cut out of a text, results go back in tags of their own',
  expect: [
    ['fix', 'step#1', 'input', 'input'],
    ['step#1', 'view', 'output', 'input'],
    ['view', 'step#2', 'output', 'input'],
    ['step#1', 'step#2', 'output', 'input'],
    ['step#2', 'replace', 'output', 'input'],
    ['replace', 'step#3', 'output', 'input'],
    ['step#2', 'step#3', 'output', 'input'],
    ['step#3', 'fix', 'output', 'output'],
  ],
  // The path stands in the model's first call as well; the replaced line in the file.
  optional: [
    ['step#1', 'replace', 'output', 'input'],
    ['view', 'replace', 'output', 'input'],
    ['fix', 'step#2', 'input', 'input'],
    ['fix', 'step#3', 'input', 'input'],
  ],
  async run(t) {
    let round = 0;
    const step = t.llm(
      async () => {
        await sleep(1);
        return REPLIES[round++];
      },
      { name: 'step' },
    );
    const tools = {
      view: t.tool(async ({ path }) => (path ? FILE : ''), { name: 'view' }),
      replace: t.tool(
        async () => ({ changed: 1, message: 'One place was changed, the file now has five lines as before.' }),
        { name: 'replace' },
      ),
    };
    const fix = t.agent(
      async (issue) => {
        const messages = [{ role: 'user', content: issue }];
        for (;;) {
          const content = await step(JSON.parse(JSON.stringify(messages)));
          messages.push({ role: 'assistant', content });
          const call = content.match(/<function=(\w+)>/);
          if (!call) return content;
          const parameters = [...content.matchAll(/<parameter=(\w+)>([\s\S]*?)<\/parameter>/g)].map(
            ([, key, value]) => [key, value],
          );
          const result = await tools[call[1]](Object.fromEntries(parameters));
          messages.push({
            role: 'user',
            content: `<result>\n${typeof result === 'string' ? result : JSON.stringify(result)}\n</result>`,
          });
        }
      },
      { name: 'fix' },
    );
    await fix(
      'The nightly build fails in the package clock since the first of March. Please find out why, and repair it.',
    );
  },
};
