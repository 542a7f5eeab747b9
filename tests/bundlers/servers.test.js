// Programs for a server as each bundler makes them of the packed package, moved to where nothing else is, and run.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { EXPECTED } from '../runtime/expected.js';
import { temporaryFolder } from '../runtime/packed.js';
import { fixture } from './fixture.js';
import { SERVERS } from './with/servers.js';

for (const [name, [file, build]] of Object.entries(SERVERS)) {
  test(`${name}: the same spans and links, with nothing beside it`, async (t) => {
    const folder = fixture(t, 'server');
    await build(folder, file);
    const deployed = temporaryFolder(t);
    cpSync(join(folder, 'dist'), deployed, { recursive: true });
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(deployed, file)], { cwd: deployed });
    assert.equal(stderr, '');
    assert.deepEqual(JSON.parse(stdout), EXPECTED);
  });
}

test('esbuild: what requires it and what imports it are one program', async (t) => {
  const folder = fixture(t);
  writeFileSync(join(folder, 'step.cjs'), "module.exports = require('spanloom').tool(() => 1, { name: 'step' });");
  writeFileSync(
    join(folder, 'main.js'),
    `import { flush, init, memory } from 'spanloom';
    import step from './step.cjs';
    const sink = memory();
    init({ exporters: [sink] });
    step();
    flush().then(() => console.log(sink.spans.map(({ name }) => name).join()));`,
  );
  for (const name of ['esbuild, ES module', 'esbuild, CommonJS', 'webpack, CommonJS']) {
    const [file, build] = SERVERS[name];
    await build(folder, file);
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(folder, 'dist', file)]);
    assert.deepEqual([stdout, stderr], ['step\n', ''], name);
  }
});
