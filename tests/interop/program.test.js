// Programs that tests start end with them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { eventually } from './support/eventually.js';
import { startProgram } from './support/program.js';

/** Its process is one that the program started. */
const SLEEPS = ['-c', 'sleep 600 & echo "process $!"; wait'];
const STARTS = `import { startProgram } from '${new URL('support/program.js', import.meta.url)}';
const [pid] = await startProgram({ after() {} }, '/bin/sh', ${JSON.stringify(SLEEPS)}, [/process (\\d+)/]);
console.log(pid);
setInterval(() => {}, 1000);`;

const hasEnded = (/** @type {number} */ pid) =>
  eventually(
    async () => isAlive(pid),
    (/** @type {boolean} */ alive) => !alive,
    `the end of ${pid}`,
  );

function isAlive(/** @type {number} */ pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a program ends with its test', async () => {
  /** @type {(() => unknown)[]} */
  const after = [];
  const t = /** @type {any} */ ({ after: (/** @type {() => unknown} */ end) => after.push(end) });
  const [pid] = await startProgram(t, '/bin/sh', SLEEPS, [/process (\d+)/]);
  assert.ok(isAlive(Number(pid)));
  for (const end of after) await end();
  await hasEnded(Number(pid));
});

for (const signal of /** @type {const} */ (['SIGKILL', 'SIGINT']))
  test(`a program ends with a test that ends by ${signal}`, async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', STARTS], {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    const pid = await new Promise((resolve) => child.stdout.once('data', (text) => resolve(Number(text))));
    assert.ok(isAlive(pid));
    // To all processes of the group, as a terminal does.
    process.kill(signal === 'SIGINT' ? -Number(child.pid) : Number(child.pid), signal);
    await hasEnded(pid);
  });

test('a program that ends instead of getting ready is an error with what it printed', async (t) => {
  await assert.rejects(startProgram(t, '/bin/sh', ['-c', 'echo no room; exit 3'], [/ready/]), /ended:\nno room/);
});
