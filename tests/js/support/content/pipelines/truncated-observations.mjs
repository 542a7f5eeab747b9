import { setTimeout as sleep } from 'node:timers/promises';

const LOG = Array.from(
  { length: 60 },
  (_, i) =>
    `2024-05-${String((i % 28) + 1).padStart(2, '0')} pump ${i % 7}: pressure ${(i * 37) % 90} bar, valve ${i % 3 ? 'open' : 'shut'}, operator note ${i * i * 11}`,
).join('\n');
const DIRECTORY = Array.from(
  { length: 40 },
  (_, i) => `/var/pumps/site-${(i * 53) % 97}/unit-${i}.cfg  ${(i * 7919) % 65536} bytes`,
).join('\n');

export default {
  id: 'truncated-observations',
  about: 'long results are cut at both ends before a model sees them; what it is shown still leads back to the tool',
  expect: [
    ['inspect', 'readLog', 'input', 'input'],
    ['inspect', 'listFiles', 'input', 'input'],
    ['readLog', 'diagnose', 'output', 'input'],
    ['listFiles', 'diagnose', 'output', 'input'],
    ['diagnose', 'inspect', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const readLog = t.tool(async () => LOG, { name: 'readLog' });
    const listFiles = t.tool(async () => ({ stdout: DIRECTORY, stderr: '', code: 0 }), { name: 'listFiles' });
    const diagnose = t.llm(
      async () => {
        await sleep(1);
        return 'Unit three keeps losing pressure whenever its valve shuts; look at the seal before the next shift.';
      },
      { name: 'diagnose' },
    );
    const middle = (text, keep) =>
      `${text.slice(0, keep)}\n[${text.length - 2 * keep} characters left out]\n${text.slice(-keep)}`;
    const inspect = t.agent(
      async (path, folder) => {
        const [log, files] = [await readLog(path), await listFiles(folder)];
        return diagnose([
          { role: 'tool', content: middle(log, 150) },
          { role: 'tool', content: JSON.stringify({ ...files, stdout: middle(files.stdout, 120) }) },
        ]);
      },
      { name: 'inspect' },
    );
    await inspect('/var/log/pumps/may.log', '/var/pumps/all-sites');
  },
};
