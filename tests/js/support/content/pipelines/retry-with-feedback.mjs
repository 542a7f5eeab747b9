import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = [
  "export function slug(title) {\n  return title.toLowerCase().split(' ').join('-');\n}",
  "export function slug(title) {\n  const plain = title.normalize('NFD').replace(/[^\\w\\s-]/g, '');\n  return plain.trim().toLowerCase().split(/\\s+/).join('-');\n}",
];
const FAILURE =
  "AssertionError: input 'Crème  brûlée' gave 'crème--brûlée' where 'creme-brulee' was wanted (slug.test.js:11)";

export default {
  id: 'retry-with-feedback',
  about: 'code is written, tested, and written again with the failure and the first attempt in the prompt',
  expect: [
    ['fix', 'write#1', 'input', 'input'],
    ['write#1', 'runTests#1', 'output', 'input'],
    ['runTests#1', 'write#2', 'output', 'input'],
    ['write#1', 'write#2', 'output', 'input'],
    ['write#2', 'runTests#2', 'output', 'input'],
    ['write#2', 'fix', 'output', 'output'],
  ],
  optional: [['fix', 'write#2', 'input', 'input']],
  async run(t) {
    let attempt = 0;
    const write = t.llm(
      async () => {
        await sleep(1);
        return ATTEMPTS[attempt++];
      },
      { name: 'write' },
    );
    const runTests = t.tool(
      async (code) =>
        code.includes('normalize') ? { passed: true, failures: [] } : { passed: false, failures: [FAILURE] },
      { name: 'runTests' },
    );
    const fix = t.agent(
      async (task) => {
        let prompt = `Write one JavaScript function.\n\nTask: ${task}`;
        for (;;) {
          const code = await write(prompt);
          const { passed, failures } = await runTests(code);
          if (passed) return code;
          prompt += `\n\nYour last attempt:\n\`\`\`js\n${code}\n\`\`\`\nIt failed:\n${failures.join('\n')}\nTry again.`;
        }
      },
      { name: 'fix' },
    );
    await fix('turn the title of an article into the part of an address that people can read aloud, accents removed');
  },
};
