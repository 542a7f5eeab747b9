// Node, Deno and Bun run the scenario from an installed package.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { binary } from './binaries.js';
import { EXPECTED } from './expected.js';
import { project } from './packed.js';

const MAIN = `import { scenario } from './scenario.js';
console.log(JSON.stringify(await scenario()));
`;

const RUNTIMES = {
  node: () => [process.execPath, ['main.js']],
  'node without eval': () => [process.execPath, ['--disallow-code-generation-from-strings', 'main.js']],
  deno: () => [binary('deno'), ['run', '--no-prompt', '--allow-read=.', '--node-modules-dir=manual', 'main.js']],
  bun: () => [binary('bun'), ['main.js']],
};

for (const [name, command] of Object.entries(RUNTIMES)) {
  test(`${name}: the same spans and links`, async (t) => {
    const folder = project(t);
    writeFileSync(join(folder, 'main.js'), MAIN);
    const env = { ...process.env, DENO_DIR: join(folder, '.deno'), DENO_NO_UPDATE_CHECK: '1', DO_NOT_TRACK: '1' };
    const [program, args] = command();
    const { stdout } = await promisify(execFile)(program, args, { cwd: folder, env, timeout: 60_000 });
    assert.deepEqual(JSON.parse(stdout), EXPECTED);
  });
}
