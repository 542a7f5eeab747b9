import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { withAbsoluteLinks } from '../../scripts/prepack.mjs';
import { pack, project, temporaryFolder } from '../runtime/packed.js';
import { manifest, targets, text } from './files.js';
import { hrefsOf } from './pages.js';

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

test('the command of the installed package links', (t) => {
  const folder = install(t);
  const command = join(folder, 'node_modules/.bin/spanloom');
  const input = '{"resourceSpans":[]}\n';
  const run = (...args) => execFileSync(command, args, { cwd: folder, encoding: 'utf8', input, stdio: 'pipe' });
  assert.equal(run('--version'), `${manifest.version}\n`);
  assert.equal(run('link'), input);
});

test('each name of the package map can be resolved where it is installed, and nothing else', (t) => {
  const folder = install(t);
  for (const path of Object.keys(manifest.exports)) {
    const name = join('spanloom', path);
    assert.match(
      node(folder, '--input-type=module', '-e', `console.log(import.meta.resolve('${name}'))`),
      /^file:.*\/node_modules\/spanloom\//,
    );
  }
  for (const inner of ['spanloom/js/index.js', 'spanloom/dist/spanloom.wasm', 'spanloom/js/wasm/node.js']) {
    assert.throws(() => node(folder, '-e', `import('${inner}')`), /ERR_PACKAGE_PATH_NOT_EXPORTED/);
  }
});

test('the tarball holds what the package map names, the licence, and neither tests nor sources of the core', (t) => {
  const { files } = pack(temporaryFolder(t));
  for (const target of [...targets(manifest.exports), ...targets(manifest.imports)]) {
    assert.ok(files.includes(target.slice(2)), `${target} is not in the tarball`);
  }
  assert.ok(files.includes('LICENSE') && files.includes('README.md'));
  assert.deepEqual(
    files.filter((path) => !/^(js|dist|docs|examples)\/|^(package\.json|LICENSE|README\.md|CHANGELOG\.md)$/.test(path)),
    [],
  );
});

test('each link of the packed README leads to a file of the tarball', (t) => {
  const { files } = pack(temporaryFolder(t));
  const readme = withAbsoluteLinks(text('README.md'), manifest);
  const base = `https://unpkg.com/spanloom@${manifest.version}/`;
  const links = hrefsOf(readme);
  const own = links.filter((link) => link.startsWith(base)).map((link) => link.slice(base.length).replace(/#.*/, ''));
  assert.ok(own.length > 10 && links.every((link) => /^https:/.test(link)), links.join('\n'));
  assert.deepEqual(
    own.filter((path) => !files.includes(path)),
    [],
  );
});

test('publint has nothing to say', async (t) => {
  const { messages } = await publint({ pkgDir: join(project(t), 'node_modules/spanloom'), pack: false });
  assert.deepEqual(messages, []);
});

/** The plugin is for tools that need Node 20.19, where ES modules can be required; files of the core are asked for by bundlers. */
const isElsewhere = ({ entrypoint, resolutionKind }) =>
  entrypoint !== '.' && ['node10', 'node16-cjs'].includes(resolutionKind);

test('are-the-types-wrong has nothing to say', async (t) => {
  const tarball = readFileSync(pack(temporaryFolder(t)).path);
  const { entrypoints, problems } = await checkPackage(createPackageFromTarballData(tarball));
  assert.deepEqual(Object.keys(entrypoints), Object.keys(manifest.exports));
  for (const [path, { hasTypes }] of Object.entries(entrypoints)) {
    assert.equal(hasTypes, path !== './package.json', `types of ${path}`);
  }
  assert.deepEqual(
    problems.filter((problem) => !isElsewhere(problem)),
    [],
  );
});
