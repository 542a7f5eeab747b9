import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { publint } from 'publint';
import { pack, project, temporaryFolder } from '../runtime/packed.js';
import { manifest, targets } from './files.js';

const PROGRAM = `import { createTracer, memory } from 'spanloom';

const sink = memory();
const tracer = createTracer({ service: 'pack', exporters: [sink] });
const find = tracer.retrieval(async (question) => [{ question }], { name: 'find' });
const use = tracer.task((docs) => docs.length, { name: 'use' });

await tracer.workflow(async () => use(await find('why')), { name: 'run' })();
await tracer.shutdown();
for (const { name, links } of sink.spans) console.log(name, links.map((link) => link.attributes.from));
`;

const OUTPUT = `find []
use [ 'output' ]
run []
`;

/** A folder with nothing in it but the installed tarball; nothing may be fetched. */
function install(t) {
  const folder = temporaryFolder(t);
  const tarball = pack(temporaryFolder(t));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const flags = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  execFileSync('npm', ['install', ...flags, tarball.path], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  return folder;
}

const node = (folder, ...args) =>
  execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });

test('the tarball, installed in an empty folder, traces and links', (t) => {
  const folder = install(t);
  assert.deepEqual(
    readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.')),
    ['spanloom'],
  );
  writeFileSync(join(folder, 'main.js'), PROGRAM);
  assert.equal(node(folder, 'main.js'), OUTPUT);
});

test('inner files cannot be imported', (t) => {
  const folder = install(t);
  assert.throws(() => node(folder, '-e', "import('spanloom/js/index.js')"), /ERR_PACKAGE_PATH_NOT_EXPORTED/);
});

test('the tarball holds what the package map names, the licence, and neither tests nor sources of the core', (t) => {
  const { files } = pack(temporaryFolder(t));
  for (const target of [...targets(manifest.exports), ...targets(manifest.imports)]) {
    assert.ok(files.includes(target.slice(2)), `${target} is not in the tarball`);
  }
  assert.ok(files.includes('LICENSE') && files.includes('README.md'));
  assert.deepEqual(
    files.filter((path) => !/^(js|dist)\/|^(package\.json|LICENSE|README\.md|CHANGELOG\.md)$/.test(path)),
    [],
  );
});

test('publint has nothing to say', async (t) => {
  const { messages } = await publint({ pkgDir: join(project(t), 'node_modules/spanloom'), pack: false });
  assert.deepEqual(messages, []);
});
